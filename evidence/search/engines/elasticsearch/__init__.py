"""Elasticsearch as a search engine, optional: used when `ELASTICSEARCH_URL` is set.

client      connections with short time limits, and the circuit breaker
mapping     analysers and fields, made from the same word lists as the database's index
engine      finding
indexing    writing, in bulk and by version
"""

"""The engines: the database's full text, always there, and Elasticsearch."""

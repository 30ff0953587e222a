"""PostgreSQL and Elasticsearch for the tests, from wherever they can be had.

Each is a context manager that gives an `Engine`: a server with its address, or none with
the reason. What it started it also stops.
"""

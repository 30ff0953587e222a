"""Measures of speed, with a command of their own: `make bench`.

    load      how many requests a second an address answers, and how soon
    server    the site under gunicorn with two workers, on a database of its own
    pages     the public pages against a trivial view; their weight and queries
    search    a search end to end against the engine's bare query, at 10,000 records
    relevance how well each engine ranks (`python -m benchmarks.relevance`)
    maps      our map beside other libraries (`python -m benchmarks.maps`)
    queries   how many queries a page makes when nothing is kept of it

Ratios within one run are comparable between machines; times are not.
"""

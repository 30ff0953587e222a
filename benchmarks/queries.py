"""How many queries each page makes when nothing is kept of it."""

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def count_queries(paths: dict[str, str]) -> dict[str, int]:
    """Queries per page, rendered anew; import after `django.setup()`."""
    client = Client()
    counts = {}
    for name, path in paths.items():
        client.get(path)  # what is read once per process is read here
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts[name] = len(captured)
    return counts

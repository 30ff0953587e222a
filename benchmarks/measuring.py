"""A database and an index of one's own to measure in. Import after `django.setup()`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from evidence.search.api import Engine
from evidence.search.engines.database import DatabaseEngine
from evidence.search.engines.elasticsearch import client, indices
from evidence.search.engines.elasticsearch.engine import ElasticsearchEngine


@contextmanager
def scratch() -> Iterator[None]:
    """An empty database, and an alias that nobody else uses; both go at the end."""
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    settings.ELASTICSEARCH_ALIAS = f"{settings.ELASTICSEARCH_ALIAS}-bench-{os.getpid()}"
    try:
        yield
    finally:
        if client.configured():
            for name in indices.made():
                indices.drop(name)
        connection.creation.destroy_test_db(before, verbosity=0)


def engines() -> dict[str, Engine]:
    """Every engine that can be had, by the name to print."""
    found: dict[str, Engine] = {connection.vendor: DatabaseEngine()}
    if client.configured():
        found["elasticsearch"] = ElasticsearchEngine()
    return found

"""What our ranking is held against: plain BM25, and Wagtail's stock search.

Each has `fill`, `find` and `drop`; it is given the texts that our engines are given.
Import after `django.setup()`, within `measuring.scratch()`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models
from elasticsearch import Elasticsearch, helpers
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends.elasticsearch9 import Elasticsearch9SearchBackend
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

BATCH = 500


class StockSample(index.Indexed, models.Model):
    """A text as Wagtail indexes a page: the title counts twice, and completes words."""

    title = models.TextField()
    abstract = models.TextField()
    key = models.TextField()

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("abstract"),
        index.FilterField("key"),
    ]

    class Meta:
        # Of no installed app: no migration makes it, and no other command finds it.
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.title


# As modelsearch does it to every model of an installed app.
TextIDGenericRelation(IndexEntry).contribute_to_class(StockSample, "index_entries")


class PlainBm25:
    """One field, Elasticsearch's `english` analyser, any word, nothing else."""

    def __init__(self, url: str, name: str) -> None:
        self.server = Elasticsearch(url, request_timeout=60)
        self.index = name

    def fill(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Make the index anew from these texts."""
        self.drop()
        text = {"type": "text", "analyzer": "english"}
        self.server.indices.create(
            index=self.index,
            settings={"number_of_shards": 1, "number_of_replicas": 0},
            mappings={"properties": {"text": text}},
        )
        helpers.bulk(
            self.server,
            (
                {"_id": row["id"], "text": f"{row['title']}\n{row['abstract']}"}
                for row in rows
            ),
            index=self.index,
            refresh=True,
        )

    def find(self, text: str, size: int) -> list[str]:
        """The ids of the best, best first."""
        answer = self.server.search(
            index=self.index, query={"match": {"text": text}}, size=size, source=False
        )
        return [hit["_id"] for hit in answer["hits"]["hits"]]

    def drop(self) -> None:
        """Delete the index."""
        self.server.options(ignore_status=404).indices.delete(index=self.index)


class StockSearch:
    """`Model.objects` searched as Wagtail's documentation has it, on one backend."""

    def __init__(self, backend: Any) -> None:
        self.backend = backend
        self.index = backend.get_index_for_model(StockSample)

    @classmethod
    def on_elasticsearch(cls, url: str, prefix: str) -> "StockSearch":
        """On Elasticsearch, under a prefix of its own."""
        parameters = {"URLS": [url], "INDEX_PREFIX": prefix, "TIMEOUT": 60}
        return cls(Elasticsearch9SearchBackend(parameters))

    @classmethod
    def on_database(cls) -> "StockSearch":
        """On the database's full text, as the project's own settings have it."""
        return cls(get_search_backend())

    def fill(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Make table and index anew from these texts."""
        samples = [
            StockSample(title=row["title"], abstract=row["abstract"], key=row["id"])
            for row in rows
        ]
        if StockSample._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(StockSample)
        StockSample.objects.all().delete()
        StockSample.objects.bulk_create(samples)
        self.index.reset()
        self.index.add_model(StockSample)
        for first in range(0, len(samples), BATCH):
            self.index.add_items(StockSample, samples[first : first + BATCH])
        self.index.refresh()

    def find(self, text: str, size: int) -> list[str]:
        """The ids of the best, best first.

        A paragraph overflows Python's stack on PostgreSQL: that finds nothing.
        """
        found = self.backend.search(text, StockSample.objects.all())
        try:
            return [sample.key for sample in found[:size]]
        except RecursionError:
            return []

    def drop(self) -> None:
        """Delete the index, where it is not in the scratch database."""
        if isinstance(self.backend, Elasticsearch9SearchBackend):
            self.index.delete()

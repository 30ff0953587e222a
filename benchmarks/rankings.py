"""Every ranking that can be measured on the database at hand, by its name."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection

from benchmarks import corpus
from benchmarks.baselines import PlainBm25, StockSearch
from benchmarks.judged import Ranking
from evidence.search.api import Engine, SearchDocument, SearchQuery
from evidence.search.engines.database import DatabaseEngine
from evidence.search.engines.elasticsearch.engine import ElasticsearchEngine
from evidence.search.query import parse

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Ours:
    """Our ranking on one engine."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self.engine = engine

    def fill(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Make every index anew from these texts."""
        self.keys = {f"sample:{n}": row["id"] for n, row in enumerate(rows, start=1)}
        corpus.load(
            SearchDocument(
                uid=uid,
                kind="study",
                title=row["title"],
                url="/",
                summary=row["abstract"],
            )
            for uid, row in zip(self.keys, rows, strict=True)
        )

    def find(self, text: str, size: int) -> list[str]:
        """The ids of the best, best first."""
        query = SearchQuery(text=text, size=size)
        return [
            self.keys[uid]
            for uid, _score in self.engine().find(query, parse(text)).uids
        ]

    def drop(self) -> None:
        """Nothing to do: `measuring.scratch` takes it all away."""


def rankings() -> dict[str, Ranking]:
    """Ours, plain BM25 and Wagtail's, as far as there is an engine for each."""
    name = DATABASES[connection.vendor]
    found: dict[str, Ranking] = {
        f"MESH on {name}": Ours(DatabaseEngine),
        f"Wagtail on {name}": StockSearch.on_database(),
    }
    if url := settings.ELASTICSEARCH_URL:
        prefix = f"mesh-relevance-{os.getpid()}"
        found |= {
            "MESH on Elasticsearch": Ours(ElasticsearchEngine),
            "plain BM25": PlainBm25(url, f"{prefix}-plain"),
            "Wagtail on Elasticsearch": StockSearch.on_elasticsearch(url, f"{prefix}-"),
        }
    return found

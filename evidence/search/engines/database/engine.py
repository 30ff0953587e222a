"""Finding and writing in the database's index, the same on every database."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from evidence.models.search import SearchEntry, SearchFacetValue
from evidence.search import documents as kept
from evidence.search import state
from evidence.search.api import FACETS, Found, SearchDocument, SearchQuery
from evidence.search.engines.database.postgresql import TextSearch
from evidence.search.engines.database.sql import FullText, Sql
from evidence.search.engines.database.sqlite import Fts5
from evidence.search.text import ParsedQuery

FULL_TEXT: dict[str, type[FullText]] = {"sqlite": Fts5, "postgresql": TextSearch}
JOINED = " JOIN evidence_searchentry e ON e.id = m.entry_id AND e.generation = %s"


class DatabaseEngine:
    """See `evidence.search.api.Engine`."""

    name = "database"

    def __init__(self) -> None:
        self.full_text = FULL_TEXT[connection.vendor]()

    def find(
        self, query: SearchQuery, parsed: ParsedQuery, *, any_word: bool = False
    ) -> Found:
        """See `evidence.search.api.Engine.find`."""
        generation = state.current().generation
        matched = self.full_text.matched(parsed, generation, any_word=any_word)
        uids, total = self._page(matched, generation, query)
        return Found(uids, total, self._counts(matched, generation, query))

    def _page(
        self, matched: Sql, generation: int, query: SearchQuery
    ) -> tuple[list[tuple[str, float]], int]:
        where = _where(query, FACETS)
        order = f"m.score DESC, {self.full_text.uid_order}"
        if query.sort == "newest":
            order = (
                "e.year DESC NULLS LAST, e.updated DESC NULLS LAST,"
                f" {self.full_text.uid_order}"
            )
        rows = _fetch(
            f"WITH m AS MATERIALIZED ({matched.text}) SELECT e.uid, m.score, COUNT(*) OVER ()"  # noqa: S608 - constants
            f" FROM m{JOINED} WHERE {where.text} ORDER BY {order} LIMIT %s OFFSET %s",
            *matched.parameters,
            generation,
            *where.parameters,
            query.size,
            (query.page - 1) * query.size,
        )
        if rows or query.page == 1:
            return [(uid, score) for uid, score, _n in rows], rows[0][2] if rows else 0
        ((total,),) = _fetch(
            f"WITH m AS MATERIALIZED ({matched.text}) SELECT COUNT(*) FROM m{JOINED}"  # noqa: S608 - constants
            f" WHERE {where.text}",
            *matched.parameters,
            generation,
            *where.parameters,
        )
        return [], total

    def _counts(
        self, matched: Sql, generation: int, query: SearchQuery
    ) -> dict[str, dict[str, int]]:
        """Each facet's values, counted under the filters of the others."""
        chosen = [facet for facet in FACETS if query.filters.get(facet)]
        free = [facet for facet in FACETS if facet not in chosen]
        parts = [_count(query, free, chosen)] if free else []
        parts += [
            _count(query, [facet], [other for other in chosen if other != facet])
            for facet in chosen
        ]
        rows = _fetch(
            f"WITH m AS MATERIALIZED ({matched.text}), d AS (SELECT e.id FROM m{JOINED}) "  # noqa: S608 - constants
            + " UNION ALL ".join(part.text for part in parts),
            *matched.parameters,
            generation,
            *(value for part in parts for value in part.parameters),
        )
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for facet, value, count in rows:
            counts[facet][value] = count
        return counts

    def apply(
        self,
        documents: Mapping[str, SearchDocument],
        gone: Iterable[str],
        generations: Iterable[int],
    ) -> list[SearchDocument]:
        """Write what changed and delete what is gone; returns what was written.

        Call it with the state locked (`state.locked`).
        """
        written: dict[str, SearchDocument] = {}
        for generation in generations:
            entries = SearchEntry.objects.filter(
                generation=generation, uid__in=[*documents, *gone]
            )
            same: set[str] = set()
            outdated: list[int] = []
            for pk, uid, digest in entries.values_list("pk", "uid", "digest"):
                if uid in documents and kept.digest(documents[uid]) == digest:
                    same.add(uid)
                else:
                    outdated.append(pk)
            self.remove(outdated)
            changed = {u: doc for u, doc in documents.items() if u not in same}
            self._insert(changed.values(), generation)
            written |= changed
        return list(written.values())

    def remove(self, entries: list[int]) -> None:
        """Delete entries by id, with their words and facet values."""
        self.full_text.remove(entries)
        SearchFacetValue.objects.filter(entry__in=entries).delete()
        SearchEntry.objects.filter(pk__in=entries).delete()

    def _insert(self, documents: Iterable[SearchDocument], generation: int) -> None:
        entries = SearchEntry.objects.bulk_create(
            [
                SearchEntry(
                    generation=generation,
                    uid=document.uid,
                    document=kept.to_json(document),
                    digest=kept.digest(document),
                    year=document.year,
                    updated=document.updated,
                )
                for document in documents
            ]
        )
        by_entry = dict(zip((e.pk for e in entries), documents, strict=True))
        SearchFacetValue.objects.bulk_create(
            [
                SearchFacetValue(entry_id=pk, facet=facet, value=value)
                for pk, document in by_entry.items()
                for facet in FACETS
                for value in document.facet_values(facet)
            ],
            batch_size=1000,
        )
        self.full_text.write(by_entry)


def _where(query: SearchQuery, facets: Iterable[str]) -> Sql:
    """The filters chosen in these facets, as conditions on `e.id`."""
    conditions, parameters = ["1 = 1"], []
    for facet in facets:
        values = query.filters.get(facet)
        if values:
            conditions.append(
                "e.id IN (SELECT entry_id FROM evidence_searchfacetvalue"  # noqa: S608 - placeholders only
                f" WHERE facet = %s AND value IN ({', '.join(['%s'] * len(values))}))"
            )
            parameters += [facet, *values]
    return Sql(" AND ".join(conditions), tuple(parameters))


def _count(query: SearchQuery, counted: list[str], filtering: list[str]) -> Sql:
    """How often each value of the counted facets is there, under these filters."""
    where = _where(query, filtering)
    return Sql(
        "SELECT v.facet, v.value, COUNT(*) FROM d e"  # noqa: S608 - placeholders only
        " JOIN evidence_searchfacetvalue v ON v.entry_id = e.id"
        f" WHERE v.facet IN ({', '.join(['%s'] * len(counted))}) AND {where.text}"
        " GROUP BY v.facet, v.value",
        (*counted, *where.parameters),
    )


def _fetch(statement: str, *parameters: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()

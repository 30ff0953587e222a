"""Finding and writing in the database's index, the same on every database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from evidence.models.search import SearchEntry, SearchFacetValue
from evidence.search import documents as kept
from evidence.search import state
from evidence.search.api import FACETS, Found, Limits, SearchDocument, SearchQuery, Sort
from evidence.search.engines.database.postgresql import TextSearch
from evidence.search.engines.database.sql import FullText, Sql
from evidence.search.engines.database.sqlite import Fts5
from evidence.search.query import ParsedQuery

FULL_TEXT: dict[str, type[FullText]] = {"sqlite": Fts5, "postgresql": TextSearch}
JOINED = (
    "SELECT e.id, e.uid, e.year, e.updated, m.score FROM m"
    " JOIN evidence_searchentry e ON e.id = m.entry_id AND e.generation = %s"
)
ORDER: dict[Sort, str] = {
    "relevance": "e.score DESC",
    "newest": "e.year DESC NULLS LAST, e.updated DESC NULLS LAST",
}


class DatabaseEngine:
    """See `evidence.search.api.Engine`."""

    name = "database"

    def __init__(self) -> None:
        self.full_text = FULL_TEXT[connection.vendor]()

    def find(
        self, query: SearchQuery, parsed: ParsedQuery, *, any_word: bool = False
    ) -> Found:
        """See `evidence.search.api.Engine.find`. One statement gives page and counts."""
        generation = state.current().generation
        matched = self.full_text.matched(parsed, generation, any_word=any_word)
        limited = _limited(query.limits)
        parts = [self._page(query), _total(query), *_counts(query)]
        rows = _fetch(
            f"WITH m AS MATERIALIZED ({matched.text}), d AS MATERIALIZED"
            f" ({JOINED}{limited.text}) "
            + " UNION ALL ".join(part.text for part in parts),
            *matched.parameters,
            generation,
            *limited.parameters,
            *(value for part in parts for value in part.parameters),
        )
        return _found(rows)

    def _page(self, query: SearchQuery) -> Sql:
        """The page's uids with their scores and places."""
        where = _where(query, FACETS)
        order = f"{ORDER[query.sort]}, {self.full_text.uid_order}"
        first = (query.page - 1) * query.size
        return Sql(
            "SELECT 'hit', uid, score, place FROM (SELECT e.uid, e.score,"  # noqa: S608 - constants
            f" ROW_NUMBER() OVER (ORDER BY {order}) AS place FROM d e"
            f" WHERE {where.text}) r WHERE place > %s AND place <= %s",
            (*where.parameters, first, first + query.size),
        )

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
            conditions.append(_having(values))
            parameters += [facet, *values]
    return Sql(" AND ".join(conditions), tuple(parameters))


def _having(values: Sequence[str]) -> str:
    """The condition that an entry has one of these values of a facet."""
    return (
        "e.id IN (SELECT entry_id FROM evidence_searchfacetvalue"  # noqa: S608 - placeholders only
        f" WHERE facet = %s AND value IN ({', '.join(['%s'] * len(values))}))"
    )


def _limited(limits: Limits) -> Sql:
    """The limits of the text itself, as conditions on `e`."""
    conditions = ["1 = 1"]
    parameters: list[Any] = []
    for facet, values in limits.only:
        conditions.append(_having(values))
        parameters += [facet, *values]
    for facet, values in limits.without:
        conditions.append(f"NOT {_having(values)}")
        parameters += [facet, *values]
    for comparison, year in ((">=", limits.first_year), ("<=", limits.last_year)):
        if year is not None:
            conditions.append(f"e.year {comparison} %s")
            parameters.append(year)
    return Sql(f" WHERE {' AND '.join(conditions)}", tuple(parameters))


def _total(query: SearchQuery) -> Sql:
    where = _where(query, FACETS)
    return Sql(
        f"SELECT 'total', '', 0.0, COUNT(*) FROM d e WHERE {where.text}",  # noqa: S608 - placeholders only
        where.parameters,
    )


def _counts(query: SearchQuery) -> list[Sql]:
    """Each facet's values, counted under the filters of the others."""
    chosen = [facet for facet in FACETS if query.filters.get(facet)]
    free = [facet for facet in FACETS if facet not in chosen]
    parts = [_count(query, free, chosen)] if free else []
    parts += [
        _count(query, [facet], [other for other in chosen if other != facet])
        for facet in chosen
    ]
    return parts


def _count(query: SearchQuery, counted: list[str], filtering: list[str]) -> Sql:
    """How often each value of the counted facets is there, under these filters."""
    where = _where(query, filtering)
    return Sql(
        "SELECT v.facet, v.value, 0.0, COUNT(*) FROM d e"  # noqa: S608 - placeholders only
        " JOIN evidence_searchfacetvalue v ON v.entry_id = e.id"
        f" WHERE v.facet IN ({', '.join(['%s'] * len(counted))}) AND {where.text}"
        " GROUP BY v.facet, v.value",
        (*counted, *where.parameters),
    )


def _found(rows: Iterable[tuple]) -> Found:
    """The rows of the one statement, told apart by their first column."""
    hits: list[tuple[int, str, float]] = []
    total = 0
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for what, value, score, number in rows:
        if what == "hit":
            hits.append((number, value, score))
        elif what == "total":
            total = number
        else:
            counts[what][value] = number
    return Found([(uid, score) for _place, uid, score in sorted(hits)], total, counts)


def _fetch(statement: str, *parameters: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()

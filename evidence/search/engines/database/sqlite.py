"""Full text by SQLite's FTS5, which ranks by BM25.

The table holds analysed terms: letters and digits only, so that no query can contain an
operator of FTS5. Its rowid is the entry's id.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from evidence.search.api import SearchDocument
from evidence.search.documents import field_terms
from evidence.search.engines.database.sql import WEIGHTS, Sql, needed_words
from evidence.search.query import Clause, ParsedQuery

RANK = f"bm25(evidence_search_text, {', '.join(map(str, WEIGHTS.values()))})"
ALL_ENTRIES = (
    "SELECT id AS entry_id, 0.0 AS score FROM evidence_searchentry e"
    " WHERE generation = %s"
)
MATCHING = "SELECT rowid FROM evidence_search_text WHERE evidence_search_text MATCH %s"


class Fts5:
    """See `sql.FullText`."""

    uid_order = "e.uid"

    def matched(self, parsed: ParsedQuery, generation: int, *, any_word: bool) -> Sql:
        words = [f'"{word}"' for word in parsed.words]
        groups = [_any_of(group) for group in parsed.required]
        if not (words or groups):
            return _without(Sql(ALL_ENTRIES, (generation,)), parsed.excluded)
        conditions = ["evidence_search_text MATCH %s"]
        ranked = [f'"{word}"' for word in parsed.repeated]
        parameters = [" OR ".join([*ranked, *groups])]
        if groups:
            conditions.append(f"+rowid IN ({MATCHING})")
            parameters.append(" AND ".join(groups))
        needed = needed_words(words, any_word=any_word)
        if needed > 1 or (needed and groups):
            lists = " UNION ALL ".join([MATCHING] * len(words))
            conditions.append(
                f"+rowid IN (SELECT rowid FROM ({lists})"  # noqa: S608 - constants
                f" GROUP BY rowid HAVING COUNT(*) >= {needed})"
            )
            parameters += words
        found = Sql(
            f"SELECT rowid AS entry_id, -{RANK} AS score FROM evidence_search_text e"  # noqa: S608 - constants
            f" WHERE {' AND '.join(conditions)}",
            tuple(parameters),
        )
        return _without(found, parsed.excluded)

    def write(self, documents: Mapping[int, SearchDocument]) -> None:
        rows: list[tuple[Any, ...]] = [
            (entry, *(" ".join(terms) for terms in field_terms(document).values()))
            for entry, document in documents.items()
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO evidence_search_text"
                " (rowid, title, keywords, symptoms, summary, body, authors)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                rows,
            )

    def remove(self, entries: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM evidence_search_text WHERE rowid = %s",
                [(entry,) for entry in entries],
            )

    def settle(self) -> None:
        """Join the pieces of the index, which many small writes leave apart."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO evidence_search_text(evidence_search_text) VALUES('optimize')"
            )


def _phrase(clause: Clause) -> str:
    column = f"{clause.field} : " if clause.field else ""
    return f'{column}"{" ".join(clause.terms)}"'


def _any_of(group: Iterable[Clause]) -> str:
    return f"({' OR '.join(map(_phrase, group))})"


def _without(found: Sql, excluded: Iterable[Clause]) -> Sql:
    phrases = [_phrase(clause) for clause in excluded]
    if not phrases:
        return found
    return Sql(
        f"{found.text} AND +e.rowid NOT IN ({MATCHING})",
        (*found.parameters, " OR ".join(phrases)),
    )

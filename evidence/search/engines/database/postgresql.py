"""Full text by PostgreSQL: BM25 over postings, phrases by tsvector.

PostgreSQL's own `ts_rank` does not know how rare a word is, and reads the whole tsvector
of a row once for each word. A table of postings (which term stands in which entry, how
often) gives rarity and frequency from one index; `tsvector` keeps the places of the
words for phrases. Measured in `docs/benchmarks.md`.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping

from django.core.cache import cache
from django.db import connection

from evidence.search.api import SearchDocument
from evidence.search.documents import field_terms
from evidence.search.engines.database.sql import WEIGHTS, Sql, needed_words
from evidence.search.query import Clause, ParsedQuery

# A term's weight in the tsvector says in which field it stands.
LABELS = {
    "title": "A",
    "authors": "B",
    "keywords": "C",
    "symptoms": "C",
    "summary": "D",
    "body": "D",
}
LAST_POSITION = 16_383  # PostgreSQL keeps no place beyond it
GAP = 8  # places between two fields: no phrase reaches across
STATISTICS_SECONDS = 60  # how many entries there are, and how long, need not be exact

ALL_ENTRIES = (
    "SELECT e.id AS entry_id, 0.0::float8 AS score FROM evidence_searchentry e"
    " WHERE e.generation = %s"
)
# Source: Robertson and Zaragoza (2009), BM25 with k1 = 1.2 and b = 0.75, the constants of
# Lucene and FTS5.
SCORED = """
    WITH posting AS MATERIALIZED (
        SELECT entry_id, term, frequency, length FROM evidence_searchposting
        WHERE generation = %s AND term = ANY(%s)
    ), asked AS (
        SELECT posting.term, said.times * ln(
            1 + (greatest(%s - count(*), 0) + 0.5) / (count(*) + 0.5)
        ) AS weight
        FROM posting JOIN unnest(%s::text[], %s::int[]) AS said(term, times)
        ON said.term = posting.term GROUP BY posting.term, said.times
    )
    SELECT entry_id, sum(
        weight * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / %s))
    )::float8 AS score FROM posting JOIN asked USING (term)
"""
MATCHING = (
    " WHERE entry_id IN (SELECT id FROM evidence_searchentry"
    " WHERE generation = %s AND words @@ %s::tsquery)"
)
ENOUGH = " GROUP BY entry_id HAVING count(*) FILTER (WHERE term = ANY(%s)) >= %s"

# The posting of the empty term, one for each entry, tells their number and length.
POST = """
    INSERT INTO evidence_searchposting (generation, term, entry_id, frequency, length)
    SELECT e.generation, word.lexeme, e.id, (
        SELECT sum(
            CASE label WHEN 'A' THEN %s WHEN 'C' THEN %s ELSE 1 END
        ) FROM unnest(word.weights) AS label
    ), whole.length
    FROM evidence_searchentry e
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(cardinality(positions)), 0) AS length FROM unnest(e.words)
    ) AS whole
    CROSS JOIN LATERAL (
        SELECT lexeme, weights FROM unnest(e.words)
        UNION ALL SELECT '', ARRAY['D']
    ) AS word
    WHERE e.id = ANY(%s)
"""


class TextSearch:
    """See `sql.FullText`."""

    uid_order = 'e.uid COLLATE "C"'

    def matched(self, parsed: ParsedQuery, generation: int, *, any_word: bool) -> Sql:
        where = _condition(parsed)
        said = Counter(parsed.repeated)
        for clause in itertools.chain.from_iterable(parsed.required):
            said |= Counter(clause.terms)
        if not said:
            return _all_entries(generation, where)
        number, length = _statistics(generation)
        matching = Sql(MATCHING, (generation, where)) if where else Sql("")
        scored = (generation, list(said), number, list(said), list(said.values()))
        needed = needed_words(parsed.words, any_word=any_word)
        return Sql(
            f"{SCORED}{matching.text}{ENOUGH}",
            (*scored, length, *matching.parameters, list(parsed.words), needed),
        )

    def write(self, documents: Mapping[int, SearchDocument]) -> None:
        entries = list(documents)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE evidence_searchentry e SET words = new.words::tsvector"
                " FROM unnest(%s::bigint[], %s::text[]) AS new(id, words)"
                " WHERE e.id = new.id",
                [entries, [_vector(one) for one in documents.values()]],
            )
            cursor.execute(POST, [WEIGHTS["title"], WEIGHTS["keywords"], entries])

    def remove(self, entries: Iterable[int]) -> None:
        """Delete the postings; the tsvector, which names them, goes with the row."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM evidence_searchposting posting USING ("
                " SELECT e.generation, e.id, unnest(array_append(tsvector_to_array(e.words), ''))"
                " AS term FROM evidence_searchentry e WHERE e.id = ANY(%s)) AS gone"
                " WHERE posting.generation = gone.generation"
                " AND posting.term = gone.term AND posting.entry_id = gone.id",
                [list(entries)],
            )

    def settle(self) -> None:
        """Tell the planner how many there are now; it plans badly for an empty table."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE evidence_searchposting, evidence_searchentry")


def _all_entries(generation: int, where: str) -> Sql:
    if not where:
        return Sql(ALL_ENTRIES, (generation,))
    return Sql(f"{ALL_ENTRIES} AND e.words @@ %s::tsquery", (generation, where))


def _statistics(generation: int) -> tuple[int, float]:
    """How many entries there are, and their mean length in terms; never 0."""
    key = f"evidence.search.statistics.{generation}"
    kept = cache.get(key)
    if kept:
        return kept
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(avg(length), 0)::float8"
            " FROM evidence_searchposting WHERE generation = %s AND term = ''",
            [generation],
        )
        ((number, length),) = cursor.fetchall()
    cache.set(key, (number, max(length, 1.0)), STATISTICS_SECONDS)
    return number, max(length, 1.0)


def _condition(parsed: ParsedQuery) -> str:
    """What must and must not be there, as one tsquery; empty where nothing is asked."""
    needed = [f"({' | '.join(map(_phrase, group))})" for group in parsed.required]
    unwanted = [f"!{_phrase(clause)}" for clause in parsed.excluded]
    return " & ".join([*needed, *unwanted])


def _phrase(clause: Clause) -> str:
    label = f":{LABELS[clause.field]}" if clause.field else ""
    return "(" + " <-> ".join(f"'{term}'{label}" for term in clause.terms) + ")"


def _vector(document: SearchDocument) -> str:
    """The document's words with their places and fields, as tsvector text."""
    words: list[str] = []
    place = 0
    for field, terms in field_terms(document).items():
        for term in terms:
            place += 1
            words.append(f"'{term}':{min(place, LAST_POSITION)}{LABELS[field]}")
        place += GAP
    return " ".join(words)

"""Full text by PostgreSQL's tsvector, ranked with the rarity of each word.

`ts_rank` alone does not know how rare a word is. Each word's rank is multiplied by its
inverse document frequency, which brings the ranking near BM25's (measured:
`docs/features/search.md`).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from evidence.search.api import SearchDocument
from evidence.search.engines.database.sql import Sql, needed_words
from evidence.search.text import Clause, ParsedQuery, terms

WEIGHTS = "{0.33, 0.33, 0.4, 1.0}"  # D body, C summary, B keywords and authors, A title
RANK = f"%s::float8 * ts_rank('{WEIGHTS}', e.words, %s::tsquery, 1)"  # 1: by log length
LAST_POSITION = 16_383  # PostgreSQL keeps no place beyond it
GAP = 8  # places between two fields: no phrase reaches across


class TextSearch:
    """See `sql.FullText`."""

    uid_order = 'e.uid COLLATE "C"'

    def matched(self, parsed: ParsedQuery, generation: int, *, any_word: bool) -> Sql:
        words = [f"'{word}'" for word in parsed.words]
        phrases = [_phrase(clause) for clause in parsed.phrases]
        conditions = ["e.generation = %s"]
        parameters: list[Any] = [generation]
        for phrase in phrases:
            conditions.append("e.words @@ %s::tsquery")
            parameters.append(phrase)
        if words:
            conditions.append("e.words @@ %s::tsquery")
            parameters.append(" | ".join(words))
        needed = needed_words(words, any_word=any_word)
        if needed > 1:
            counted = " + ".join(["(e.words @@ %s::tsquery)::int"] * len(words))
            conditions.append(f"{counted} >= {needed}")
            parameters += words
        for clause in parsed.excluded:
            conditions.append("NOT e.words @@ %s::tsquery")
            parameters.append(_phrase(clause))
        said = Counter(f"'{word}'" for word in parsed.repeated)
        score = _score({**said, **dict.fromkeys(phrases, 1)}, generation)
        return Sql(
            f"SELECT e.id AS entry_id, {score.text} AS score"  # noqa: S608 - constants
            f" FROM evidence_searchentry e WHERE {' AND '.join(conditions)}",
            (*score.parameters, *parameters),
        )

    def write(self, documents: Mapping[int, SearchDocument]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE evidence_searchentry e SET words = new.words::tsvector"
                " FROM unnest(%s::bigint[], %s::text[]) AS new(id, words)"
                " WHERE e.id = new.id",
                [list(documents), [_vector(one) for one in documents.values()]],
            )

    def remove(self, entries: Iterable[int]) -> None:
        """Nothing to do: the words go with the row."""


def _score(scored: Mapping[str, int], generation: int) -> Sql:
    """The sum of each word's or phrase's rank, by its rarity and how often it was said."""
    if not scored:
        return Sql("0.0::float8")
    rarities = _rarities(list(scored), generation)
    parameters: list[Any] = []
    for (word, times), rarity in zip(scored.items(), rarities, strict=True):
        parameters += [times * rarity, word]
    return Sql("(" + " + ".join([RANK] * len(scored)) + ")", tuple(parameters))


def _rarities(scored: Sequence[str], generation: int) -> list[float]:
    """The inverse document frequency of each, as BM25 has it."""
    counts = ", ".join(
        "(SELECT count(*) FROM evidence_searchentry"
        " WHERE generation = %s AND words @@ %s::tsquery)"
        for _word in scored
    )
    parameters = [value for word in scored for value in (generation, word)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM evidence_searchentry WHERE generation = %s), {counts}",  # noqa: S608 - constants
            [generation, *parameters],
        )
        total, *found = cursor.fetchone()
    return [math.log(1 + (total - count + 0.5) / (count + 0.5)) for count in found]


def _phrase(clause: Clause) -> str:
    return "(" + " <-> ".join(f"'{term}'" for term in clause.terms) + ")"


def _vector(document: SearchDocument) -> str:
    """The document's words with their places and weights, as tsvector text."""
    fields = (
        (document.title, "A"),
        ("; ".join(document.keywords), "B"),
        ("; ".join(document.authors), "B"),
        (document.summary, "C"),
        (document.body, "D"),
    )
    words: list[str] = []
    place = 0
    for text, weight in fields:
        for term in terms(text):
            place += 1
            words.append(f"'{term}':{min(place, LAST_POSITION)}{weight}")
        place += GAP
    return " ".join(words)

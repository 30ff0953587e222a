"""Other spellings: the words that documents are written in, and the nearest to a word."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length

from evidence.models.search import SearchWord
from evidence.search.api import SearchDocument
from evidence.search.text import clean, known_words, replace_words, written_words
from mesh.core.batches import batched

SHORTEST, LONGEST = 4, 40  # letters of a word that is learnt or mended
ROWS = 400  # written by one statement
MAX_MENDED = 3  # words of a query that are looked up
TWO_MISTAKES_FROM = 6  # letters: in shorter words two mistakes make another word
TAIL = 3  # letters: "fonics" and "phonics" begin differently, but end alike


def learn(documents: Iterable[SearchDocument]) -> None:
    """Count the words of titles, keywords, summaries and authors' names."""
    counts: Counter[str] = Counter()
    for document in documents:
        texts = (document.title, *document.keywords, document.summary)
        found = written_words(" ".join((*texts, *document.authors)))
        counts.update({word for word in found if _is_mendable(word)})
    with connection.cursor() as cursor:
        for rows in batched(sorted(counts.items()), ROWS):
            cursor.execute(
                "INSERT INTO evidence_searchword (word, documents) VALUES"  # noqa: S608 - placeholders only
                f" {', '.join(['(%s, %s)'] * len(rows))} ON CONFLICT (word) DO UPDATE"
                " SET documents = evidence_searchword.documents + excluded.documents",
                [value for row in rows for value in row],
            )


def another_spelling(text: str) -> str:
    """The query with its unknown words mended; empty where nothing can be mended.

    Words of the synonym list, and words that occur somewhere, are never changed.
    """
    text = clean(text)
    asked = [
        word
        for word in dict.fromkeys(written_words(text))
        if _is_mendable(word) and word not in known_words()
    ]
    found = SearchWord.objects.filter(word__in=asked).values_list("word", flat=True)
    unknown = [word for word in asked if word not in set(found)]
    if not unknown:
        return ""
    mended = {word: _nearest(word) for word in unknown[:MAX_MENDED]}
    return replace_words(text, {w: other for w, other in mended.items() if other})


def _is_mendable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _nearest(word: str) -> str:
    """The most frequent of the words with the fewest differences."""
    allowed = 2 if len(word) >= TWO_MISTAKES_FROM else 1
    candidates = (
        SearchWord.objects.annotate(letters=Length("word"))
        .filter(letters__range=(len(word) - allowed, len(word) + allowed))
        .filter(Q(word__startswith=word[0]) | Q(word__endswith=word[-TAIL:]))
        .values_list("word", "documents")
    )
    near = [
        (mistakes, -documents, other)
        for other, documents in candidates
        if (mistakes := distance(word, other)) <= allowed
    ]
    return min(near)[2] if near else ""


def distance(one: str, other: str) -> int:
    """Letters to insert, delete, change or swap with their neighbour.

    Source: optimal string alignment; distance("homwork", "homework") = 1.
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, opposite in enumerate(other, start=1):
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (letter != opposite),
            )
            swapped = (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and one[row - 2] == opposite
            )
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, above = above, current
    return above[-1]

"""Pieces of SQL with their parameters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from evidence.search.api import SearchDocument
from evidence.search.query import ParsedQuery

# How often a word counts that stands once in the field. Chosen on whole collections, see
# docs/benchmarks.md; four to six do equally well for the title.
WEIGHTS = {
    "title": 5,
    "keywords": 2,
    "symptoms": 2,
    "summary": 1,
    "body": 1,
    "authors": 1,
}


@dataclass(frozen=True)
class Sql:
    """A piece of a statement and what fills its placeholders, in order."""

    text: str
    parameters: tuple[Any, ...] = ()


class FullText(Protocol):
    """What one database's full text does for the engine."""

    uid_order: str  # sorts `e.uid` by its characters' numbers, as Elasticsearch does

    def matched(self, parsed: ParsedQuery, generation: int, *, any_word: bool) -> Sql:
        """A SELECT of `entry_id` and `score` (higher is better) for all that match."""
        ...

    def write(self, documents: Mapping[int, SearchDocument]) -> None:
        """Index the words of new entries, by entry id."""
        ...

    def remove(self, entries: Iterable[int]) -> None:
        """Forget the words of entries that are about to be deleted."""
        ...

    def settle(self) -> None:
        """What is worth doing once when very much was written."""
        ...


def needed_words(words: Sequence[str], *, any_word: bool) -> int:
    """How many of a query's words must be there: both of two, of more at least two."""
    return 1 if any_word else min(len(words), 2)

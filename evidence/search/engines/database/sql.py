"""Pieces of SQL with their parameters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from evidence.search.api import SearchDocument
from evidence.search.text import ParsedQuery


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


def at_least_two(terms: list[str], all_of: str, any_of: str) -> str:
    """The expression "at least two of these", each pair written once.

    `a b c` becomes `(a AND (b OR c)) OR (b AND c)`.
    """
    pairs = [
        f"({first}{all_of}({any_of.join(terms[place + 1 :])}))"
        for place, first in enumerate(terms[:-1])
    ]
    return any_of.join(pairs)


def required(words: list[str], *, any_word: bool, all_of: str, any_of: str) -> str:
    """The words that must be there: both of two, at least two of more, or any."""
    if any_word:
        return any_of.join(words)
    if len(words) <= 2:  # noqa: PLR2004 - the rule itself
        return all_of.join(words)
    return at_least_two(words, all_of, any_of)

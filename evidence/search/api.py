"""What goes into a search and what comes out of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from django.utils.safestring import SafeString

FACETS = ("kind", "subject", "phase", "outcome", "design", "year")
PAGE_SIZE = 20
MAX_PAGE = 500  # 500 x 20 = 10,000: Elasticsearch's result window

Sort = Literal["relevance", "newest"]


@dataclass(frozen=True)
class SearchQuery:
    """A search as the URL states it. `filters` maps a facet to the values chosen.

    Values within a facet are alternatives, facets are joined by "and".
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = PAGE_SIZE


@dataclass(frozen=True)
class SearchDocument:
    """What is indexed of one page or record. `uid` is "<source>:<pk>"."""

    uid: str
    kind: str  # "pathway", "barrier", "intervention", "study", "review", "reference"
    title: str
    url: str
    summary: str = ""
    body: str = ""
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year: int | None = None
    subject: tuple[str, ...] = ()  # slugs
    phase: tuple[str, ...] = ()  # slugs
    outcome: tuple[str, ...] = ()  # values of OutcomeKind
    design: tuple[str, ...] = ()  # values of Design
    updated: dt.datetime | None = None


@dataclass(frozen=True)
class Hit:
    """One result. `title` and `extracts` are escaped and contain only <mark> tags."""

    document: SearchDocument
    score: float
    title: SafeString
    extracts: tuple[SafeString, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, counted under the other facets' filters."""

    value: str
    count: int
    selected: bool


@dataclass(frozen=True)
class SearchResults:
    """A page of hits with the facets, and what the reader should be told."""

    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Sequence[FacetValue]]
    engine: str
    suggestion: str = ""  # another spelling, offered when little was found
    relaxed: bool = False  # nothing had all the words; these have some of them
    degraded: bool = False  # answered by the database because Elasticsearch could not


class Source(Protocol):
    """Turns the rows of one model into documents. Registered by the model's own app."""

    name: str  # the first part of a uid

    def keys(self) -> Iterable[int]:
        """Primary keys of every row that readers may see, in order."""
        ...

    def documents(self, keys: Sequence[int]) -> Iterable[SearchDocument]:
        """Documents of those of the rows that readers may see now.

        A row that is missing, not live or not public yields nothing: the caller then
        deletes its document.
        """
        ...

"""What goes into a search and what comes out of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evidence.search.query import ParsedQuery

# The names of the facets are the names of a document's fields and of the URL's
# parameters.
FACETS = (
    "kind",
    "subject",
    "phase",
    "outcome",
    "design",
    "country",
    "measure",
    "year",
    "intervention",
)
PAGE_SIZE = 20
MAX_PAGE = 500  # 500 x 20 = 10,000: Elasticsearch's result window
MAX_FACET_VALUES = 50  # shown of one facet, beside those chosen
YEARS_IN_BAND = 5

Sort = Literal["relevance", "newest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest")


class Kind(models.TextChoices):
    """What a result is, in the words of its readers."""

    PATHWAY = "pathway", _("Pathway")
    BARRIER = "barrier", _("Barrier to learning")
    INTERVENTION = "intervention", _("Intervention")
    STUDY = "study", _("Study")
    REVIEW = "review", _("Review of studies")
    REFERENCE = "reference", _("Reference")


def year_band(year: int) -> str:
    """The value of the facet "year": "2015-2019" for 2017."""
    first = year - year % YEARS_IN_BAND
    return f"{first}-{first + YEARS_IN_BAND - 1}"


@dataclass(frozen=True)
class Limits:
    """What the query's own field words limit a search to, as slugs and years.

    Unlike the filters they are a part of the text: every facet is counted under them.
    """

    only: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a facet, and its alternatives
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_year: int | None = None
    last_year: int | None = None

    def add(self, facet: str, values: tuple[str, ...], *, without: bool) -> "Limits":
        """Values of one facet are alternatives; nothing of what is without may be."""
        before = dict(self.without if without else self.only)
        before[facet] = tuple(dict.fromkeys((*before.get(facet, ()), *values)))
        added = tuple(before.items())
        return replace(self, without=added) if without else replace(self, only=added)

    def within(self, years: tuple[int | None, int | None]) -> "Limits":
        """From the first year to the last, both included; None is no bound."""
        return replace(self, first_year=years[0], last_year=years[1])


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
    limits: Limits = field(default_factory=Limits)  # of the text's own field words


@dataclass(frozen=True)
class SearchDocument:
    """What is indexed of one page or record. `uid` is "<source>:<pk>".

    Texts are plain: no markup. `year` decides what is newest, then `updated`: give a
    page the year of its publication.
    """

    uid: str
    kind: str  # "pathway", "barrier", "intervention", "study", "review", "reference"
    title: str
    url: str
    summary: str = ""
    body: str = ""
    keywords: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()  # what pupils write and say, word for word
    authors: tuple[str, ...] = ()
    year: int | None = None
    subject: tuple[str, ...] = ()  # slugs
    phase: tuple[str, ...] = ()  # slugs
    outcome: tuple[str, ...] = ()  # values of OutcomeKind
    design: tuple[str, ...] = ()  # values of Design
    country: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()  # values of Measure
    intervention: tuple[str, ...] = ()  # see `evidence.search.interventions`
    updated: dt.datetime | None = None

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """The document's values of a facet, each once."""
        if facet == "year":
            return (year_band(self.year),) if self.year else ()
        value = getattr(self, facet)
        return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


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
    problems: tuple[str, ...] = ()  # field words that could not be understood
    unsearchable: bool = False  # a text without a word to look for: shows everything


@dataclass(frozen=True)
class Found:
    """What an engine answers: the page's uids with scores, the total, every count."""

    uids: Sequence[tuple[str, float]]
    total: int
    facets: Mapping[str, Mapping[str, int]]


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


class Engine(Protocol):
    """Finds documents. Each engine passes the same contract (`tests/search`)."""

    name: str

    def find(
        self, query: SearchQuery, parsed: ParsedQuery, *, any_word: bool = False
    ) -> Found:
        """One page of what matches, best first; equal scores in the order of uids.

        Phrases, alternatives, exclusions and limits always hold. Of one or two words all must be there, of
        more at least two; with `any_word` one is enough.
        """
        ...

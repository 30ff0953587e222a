"""A search's results in the words of the page that shows them."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.constants import Design, Measure, OutcomeKind
from evidence.search import address, interventions
from evidence.search.api import (
    FACETS,
    MAX_PAGE,
    SORTS,
    FacetValue,
    Hit,
    Kind,
    SearchQuery,
    SearchResults,
    Sort,
)
from evidence.search.references import retracted_among
from evidence.synthesis.links import Link, links_of
from mesh.core.models import Phase, Subject

TITLES = {
    "kind": gettext_lazy("Kind"),
    "subject": gettext_lazy("Subject or topic"),
    "phase": gettext_lazy("Phase"),
    "outcome": gettext_lazy("Outcome"),
    "design": gettext_lazy("Design"),
    "country": gettext_lazy("Country"),
    "measure": gettext_lazy("Kind of test"),
    "intervention": gettext_lazy("Evidence on"),
    "year": gettext_lazy("Year"),
}
# Too many values for a list: links lead to one, and only those chosen are shown.
QUIET = frozenset({"intervention"})
OPEN = frozenset({"kind", "subject", "phase"})  # the others open when one is chosen
SHOWN_AUTHORS = 3
SHOWN_SYNTHESES = 2


@dataclasses.dataclass(frozen=True)
class Choice:
    """A value of a facet as a check box, or as a chosen filter that can be removed."""

    value: str
    label: str
    count: int
    selected: bool
    url: str  # the search without it


@dataclasses.dataclass(frozen=True)
class Group:
    """A facet as a group of check boxes."""

    name: str
    title: str
    choices: Sequence[Choice]

    @property
    def is_open(self) -> bool:
        """Whether the group shows its choices from the start."""
        return self.name in OPEN or any(choice.selected for choice in self.choices)


@dataclasses.dataclass(frozen=True)
class Result:
    """A hit as the page shows it."""

    hit: Hit
    kind_label: str
    authors: str
    about: Sequence[str]  # subjects and phases, by name
    syntheses: Sequence[Link]  # of what it is about
    is_retracted: bool = False


class Words:
    """The names of subjects, phases and everything else a facet can hold."""

    def __init__(self, results: SearchResults) -> None:
        documents = [hit.document for hit in results.hits]
        subjects = {value.value for value in results.facets["subject"]}
        phases = {value.value for value in results.facets["phase"]}
        for document in documents:
            subjects.update(document.subject)
            phases.update(document.phase)
        self.phases = _names(Phase, phases)
        self.labels: dict[str, dict[str, str]] = {
            "kind": _labels(Kind.choices),
            "subject": _names(Subject, subjects),
            "phase": self.phases,
            "outcome": _labels(OutcomeKind.choices),
            "design": _labels(Design.choices),
            "measure": _labels(Measure.choices),
            "intervention": interventions.labels(
                each.value for each in results.facets["intervention"] if each.selected
            ),
        }

    def label(self, facet: str, value: str) -> str:
        """The value in words; as it is, if nobody knows it."""
        if facet == "year":
            return value.replace("-", "–")
        return self.labels.get(facet, {}).get(value, value)

    def in_order(
        self, facet: str, values: Sequence[FacetValue]
    ) -> Sequence[FacetValue]:
        """Phases in the order of schooling; all else as the search has it."""
        if facet != "phase":
            return values
        place = {slug: number for number, slug in enumerate(self.phases)}
        return sorted(values, key=lambda value: place.get(value.value, len(place)))


def context(query: SearchQuery, results: SearchResults) -> dict[str, Any]:
    """Everything the template needs."""
    words = Words(results)
    first = dataclasses.replace(query, page=1)
    groups = [_group(facet, query, results, words) for facet in FACETS]
    chosen = [choice for group in groups for choice in group.choices if choice.selected]
    return {
        "query": query,
        "results": results,
        "found": _results(results.hits, words),
        "groups": [group for group in groups if group.choices],
        "chosen": chosen,
        "count": count_in_words(query, results),
        "page_obj": page_of(query, results.total),
        "is_browsing": not query.text and not chosen,
        "is_past_the_end": not results.hits and query.page > 1,
        "orders": _orders(query),
        "suggestion_url": address.write(
            dataclasses.replace(query, text=results.suggestion, page=1)
        ),
        "unfiltered_url": address.write(address.without_filters(query)),
        "first_page_url": address.write(first),
        "download_url": reverse("evidence:download_page") + address.write(first),
        "hide_search": True,
    }


def count_in_words(query: SearchQuery, results: SearchResults) -> str:
    """How much was found, as a heading: “12 results for fractions”."""
    shown = Truncator(query.text).chars(80)
    if not query.text or results.unsearchable:
        return ngettext("%(number)s entry", "%(number)s entries", results.total) % {
            "number": results.total
        }
    if not results.total:
        return _("Nothing found for “%(text)s”") % {"text": shown}
    return ngettext(
        "%(number)s result for “%(text)s”",
        "%(number)s results for “%(text)s”",
        results.total,
    ) % {"number": results.total, "text": shown}


def page_of(query: SearchQuery, total: int) -> Page:
    """Django's page, for the links between pages."""
    reachable = min(total, MAX_PAGE * query.size)
    return Paginator(range(reachable), query.size).get_page(query.page)


def _group(
    facet: str, query: SearchQuery, results: SearchResults, words: Words
) -> Group:
    values = words.in_order(facet, results.facets[facet])
    return Group(
        name=facet,
        title=str(TITLES[facet]),
        choices=[
            Choice(
                value=value.value,
                label=words.label(facet, value.value),
                count=value.count,
                selected=value.selected,
                url=address.write(address.without(query, facet, value.value)),
            )
            for value in values
            if value.selected or facet not in QUIET
        ],
    )


def _results(hits: Sequence[Hit], words: Words) -> list[Result]:
    """The hits with their syntheses and retractions, a query for each of the two."""
    links = links_of(word for hit in hits for word in hit.document.keywords)
    retracted = retracted_among(hit.document.uid for hit in hits)
    return [
        dataclasses.replace(
            _result(hit, words, links), is_retracted=hit.document.uid in retracted
        )
        for hit in hits
    ]


def _result(hit: Hit, words: Words, links: Sequence[Link]) -> Result:
    document = hit.document
    authors = list(document.authors[:SHOWN_AUTHORS])
    if len(document.authors) > SHOWN_AUTHORS:
        authors.append(_("and others"))
    return Result(
        hit=hit,
        kind_label=words.label("kind", document.kind),
        authors=", ".join(authors),
        about=[
            words.label(facet, value)
            for facet in ("subject", "phase")
            for value in document.facet_values(facet)
        ],
        syntheses=[
            link
            for link in links
            if link.intervention in document.keywords
            and link.outcome_kind in document.outcome
        ][:SHOWN_SYNTHESES],
    )


def _orders(query: SearchQuery) -> list[dict[str, Any]]:
    labels: dict[Sort, str] = {"relevance": _("Best match"), "newest": _("Newest")}
    return [
        {
            "value": sort,
            "label": labels[sort],
            "selected": sort == query.sort,
            "url": address.write(dataclasses.replace(query, sort=sort, page=1)),
        }
        for sort in SORTS
    ]


def _labels(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices}


def _names(model: type[Model], slugs: set[str]) -> dict[str, str]:
    """Names by slug, in the model's own order."""
    if not slugs:
        return {}
    rows = model._default_manager.filter(slug__in=slugs)  # noqa: SLF001 - Django's API
    return dict(rows.values_list("slug", "name"))

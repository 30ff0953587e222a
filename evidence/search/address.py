"""The address of a search: the URL is the query."""

import dataclasses
from urllib.parse import urlencode

from django.http import QueryDict

from evidence.search.api import FACETS, MAX_PAGE, SORTS, SearchQuery, Sort
from evidence.search.text import clean

MAX_VALUES = 20  # of one facet
MAX_VALUE_LENGTH = 255  # characters: no value is longer
MAX_DIGITS = 9


def read(parameters: QueryDict) -> SearchQuery:
    """The query that an address states; what it can't mean is left out.

    A parameter that is repeated gives a facet several values; of others the last counts.
    Without words the newest come first, unless something else is asked for.
    """
    text = clean(parameters.get("q", "")).strip()
    asked = parameters.get("sort", "")
    return SearchQuery(
        text=text,
        filters={facet: _values(parameters, facet) for facet in FACETS},
        sort=next((sort for sort in SORTS if sort == asked), usual_sort(text)),
        page=_page(parameters.get("page", "")),
    )


def write(query: SearchQuery) -> str:
    """The parameters of a query, "?" included; what goes without saying is left out."""
    pairs = [("q", query.text)] if query.text else []
    pairs += [(facet, v) for facet in FACETS for v in query.filters.get(facet, ())]
    if query.sort != usual_sort(query.text):
        pairs.append(("sort", query.sort))
    if query.page > 1:
        pairs.append(("page", str(query.page)))
    return f"?{urlencode(pairs)}"


def usual_sort(text: str) -> Sort:
    """The order when none is asked for: without words there is no best match."""
    return "relevance" if text else "newest"


def without(query: SearchQuery, facet: str, value: str) -> SearchQuery:
    """The same search with one filter fewer, from its first page."""
    kept = tuple(v for v in query.filters.get(facet, ()) if v != value)
    return dataclasses.replace(query, filters={**query.filters, facet: kept}, page=1)


def without_filters(query: SearchQuery) -> SearchQuery:
    """The same search with no filter."""
    return dataclasses.replace(query, filters={}, page=1)


def _values(parameters: QueryDict, facet: str) -> tuple[str, ...]:
    cleaned = (clean(v).strip()[:MAX_VALUE_LENGTH] for v in parameters.getlist(facet))
    return tuple(dict.fromkeys(value for value in cleaned if value))[:MAX_VALUES]


def _page(number: str) -> int:
    """The page asked for; one past the last there can be says that there is no such."""
    if not (number.isascii() and number.isdecimal()):
        return 1
    return min(max(int(number[:MAX_DIGITS]), 1), MAX_PAGE + 1)

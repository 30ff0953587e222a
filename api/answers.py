"""From what a resource read to the answer that is sent."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from api.paging import Page, Part, link_header, page_values
from api.problems import NOT_FOUND, Problem

JSON = "application/json"


def one(content: BaseModel) -> HttpResponse:
    """One thing as JSON."""
    return HttpResponse(content.model_dump_json(), content_type=JSON)


def many(
    request: HttpRequest,
    part: Part[Any],
    page: type[Page[Any]],
    shown: Callable[[Any], BaseModel],
) -> HttpResponse:
    """A page of a list as JSON, with its Link header.

    Args:
        request: whose address the others follow from.
        part: the rows.
        page: the schema of the page.
        shown: a row as the page shows it.
    """
    rows = [shown(row) for row in part.rows]
    response = one(page(**page_values(request, part), results=rows))
    response["Link"] = link_header(request, part)
    return response


def prefers(request: HttpRequest, media_type: str) -> bool:
    """Whether the client would rather have this than JSON."""
    return request.get_preferred_type([JSON, media_type]) == media_type


def missing() -> NoReturn:
    """Answer that there is no such thing.

    Raises:
        Problem: always.
    """
    raise Problem(
        NOT_FOUND,
        _("There is nothing at this address, or it is not public. See %(docs)s.")
        % {"docs": "/api/docs"},
    )


def moved(request: HttpRequest, name: str, model: Any, slug: str) -> HttpResponse:
    """Lead from the slug of a row that was merged to the row it is part of now.

    Raises:
        Problem: no row has, or had, this slug.
    """
    every = model.every.filter(slug=slug).select_related("merged_into")
    kept = (every.first() or missing()).standing
    return HttpResponsePermanentRedirect(address(request, name, slug=kept.slug))


def address(request: HttpRequest, name: str, **values: Any) -> str:
    """The absolute address of an operation of this API, by its view's name."""
    return request.build_absolute_uri(reverse(f"api-v1:{name}", kwargs=values))

"""A page of rows, with the ways to the others."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext
from pydantic import BaseModel, Field

from api.parameters import Paging
from api.problems import NOT_FOUND, Problem

Row = TypeVar("Row")
Item = TypeVar("Item", bound=BaseModel)


class Page(BaseModel, Generic[Item]):
    """A part of a list."""

    count: int = Field(description="Rows in all, on every page together.")
    page: int = Field(description="This page, from 1.")
    pages: int = Field(description="How many pages there are; 1 for an empty list.")
    size: int = Field(description="Rows on a full page.")
    next: str | None = Field(description="Address of the next page; null on the last.")
    previous: str | None = Field(
        description="Address of the page before; null on the first."
    )
    results: list[Item] = Field(description="The rows of this page.")


@dataclass(frozen=True)
class Part(Generic[Row]):
    """The rows that were asked for, and how many there are in all."""

    rows: Sequence[Row]
    count: int
    paging: Paging

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, math.ceil(self.count / self.paging.size))


def part_of(
    wanted: QuerySet[Any, Any],
    paging: Paging,
    read: Callable[[Sequence[int]], QuerySet[Any, Any]],
) -> Part[Any]:
    """The rows of a page.

    The keys are counted and cut first: so the database reads whole rows only of those
    that are shown, however far into the list they are.

    Args:
        wanted: every row, in a fixed order.
        paging: the page.
        read: the rows of these keys, with all that is shown of them; any order.

    Raises:
        Problem: the page is past the last.
    """
    count = wanted.count()
    start = (paging.page - 1) * paging.size
    keys = list(wanted.values_list("pk", flat=True)[start : start + paging.size])
    rows: dict[Any, Model] = {row.pk: row for row in read(keys)} if keys else {}
    part = Part([rows[key] for key in keys if key in rows], count, paging)
    check_page(part)
    return part


def whole_list(rows: Sequence[Any], paging: Paging) -> Part[Any]:
    """A page of rows that have all been read already.

    Raises:
        Problem: the page is past the last.
    """
    start = (paging.page - 1) * paging.size
    part = Part(rows[start : start + paging.size], len(rows), paging)
    check_page(part)
    return part


def check_page(part: Part[Any]) -> None:
    """Refuse a page past the last.

    Raises:
        Problem: the page is past the last.
    """
    if part.paging.page > part.pages:
        words = ngettext(
            "There is %(pages)d page of %(size)d rows: no page %(page)d.",
            "There are %(pages)d pages of %(size)d rows: no page %(page)d.",
            part.pages,
        )
        values = {
            "pages": part.pages,
            "size": part.paging.size,
            "page": part.paging.page,
        }
        raise Problem(NOT_FOUND, words % values)


def page_values(request: HttpRequest, part: Part[Any]) -> dict[str, Any]:
    """What a `Page` holds beside its rows."""
    page = part.paging.page
    return {
        "count": part.count,
        "page": page,
        "pages": part.pages,
        "size": part.paging.size,
        "next": _address(request, page + 1) if page < part.pages else None,
        "previous": _address(request, page - 1) if page > 1 else None,
    }


def link_header(request: HttpRequest, part: Part[Any]) -> str:
    """First, previous, next and last page as RFC 8288 has them."""
    page, last = part.paging.page, part.pages
    ways = {
        "first": 1,
        "prev": page - 1 if page > 1 else None,
        "next": page + 1 if page < last else None,
        "last": last,
    }
    return ", ".join(
        f'<{_address(request, number)}>; rel="{name}"'
        for name, number in ways.items()
        if number
    )


def _address(request: HttpRequest, number: int) -> str:
    """This address with another page."""
    query = request.GET.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

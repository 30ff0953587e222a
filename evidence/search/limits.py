"""Field words that limit a search: `year:2015..2020 phase:ks2 -design:case_study`.

A value is found by its slug or by its name, in whatever words: `subject:maths` is
"Mathematics". What nobody knows is left out, and the reader is told.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from evidence.constants import Design, OutcomeKind
from evidence.search.api import Kind, Limits
from evidence.search.query import Limit
from evidence.search.text import terms
from mesh.core.models import Phase, Subject

_YEARS = re.compile(r"([12]\d{3})?\s*(\.\.|-|)\s*([12]\d{3})?")
MAX_SHOWN = 12  # values named in a line of help
CHOICES = {"kind": Kind, "outcome": OutcomeKind, "design": Design}
ROWS: dict[str, type[Model]] = {"subject": Subject, "phase": Phase}


@dataclass(frozen=True)
class Resolved:
    """The limits that hold, and a line for each that could not be understood."""

    limits: Limits
    problems: tuple[str, ...] = ()


def resolve(typed: Iterable[Limit]) -> Resolved:
    """Find what each limit means; at most one query for subjects, one for phases."""
    found = Limits()
    problems: list[str] = []
    names: dict[str, Mapping[str, str]] = {}
    for limit in typed:
        if limit.field == "year":
            years = _years(limit.value)
            if years is None or limit.without:
                problems.append(_bad_years(limit))
            else:
                found = found.within(years)
            continue
        if limit.field not in names:
            names[limit.field] = _names(limit.field)
        values = _matching(limit.value, names[limit.field])
        if values:
            found = found.add(limit.field, values, without=limit.without)
        else:
            problems.append(_unknown(limit, names[limit.field]))
    return Resolved(found, tuple(problems))


def _years(text: str) -> tuple[int | None, int | None] | None:
    """First and last year of "2015", "2015..2020", "2015.." or "..2020"."""
    match = _YEARS.fullmatch(text)
    if not match or not (match[1] or match[3]) or (match[3] and not match[2]):
        return None
    first = int(match[1]) if match[1] else None
    last = int(match[3]) if match[3] else None
    if not match[2]:
        last = first
    if first and last and first > last:
        first, last = last, first
    return first, last


def _names(field: str) -> Mapping[str, str]:
    if field in CHOICES:
        return {str(value): str(label) for value, label in CHOICES[field].choices}
    rows = ROWS[field]._default_manager.order_by("pk")  # noqa: SLF001 - Django's API
    return dict(rows.values_list("slug", "name"))


def _matching(value: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The value with this slug or name; else all whose names hold all its words."""
    wanted = terms(value)
    folded = value.casefold().replace(" ", "-")
    exact = [
        slug
        for slug, name in names.items()
        if folded in {slug, slug.replace("_", "-")} or terms(name) == wanted
    ]
    if exact or not wanted:
        return tuple(exact)
    return tuple(
        slug for slug, name in names.items() if set(wanted) <= set(terms(name))
    )


def _bad_years(limit: Limit) -> str:
    return _(
        "“%(typed)s” is no year: write year:2015, or a span such as year:2015..2020. "
        "The search goes on without it."
    ) % {"typed": f"year:{limit.value}"}


def _unknown(limit: Limit, names: Mapping[str, str]) -> str:
    shown = list(names.values())[:MAX_SHOWN]
    return _(
        "Nothing is called “%(value)s” under %(field)s:, so the search goes on without "
        "it. There are: %(names)s."
    ) % {
        "value": limit.value,
        "field": limit.field,
        "names": ", ".join(shown) if shown else _("none yet"),
    }

"""Drawings of a synthesis: `{% load evidence_drawings %}`."""

from collections.abc import Collection
from typing import Any

from django import template

from evidence.drawings.forest import ForestPlot
from evidence.drawings.funnel import FunnelPlot
from evidence.drawings.pupils import HundredPupils
from evidence.synthesis.service import Part

register = template.Library()


@register.inclusion_tag("evidence/drawings/forest_plot.html")
def forest_plot(
    part: Part, title: str, name: str = "", own: Collection[int] = ()
) -> dict[str, Any]:
    """Studies of a pooled part with their intervals, and the mean of all.

    `name` makes its ids unique where a page has several; `own` are keys of studies to
    be pointed out.
    """
    assert part.pooled is not None  # noqa: S101 - the template asks first
    plot = ForestPlot(part.studies, part.pooled, frozenset(own))
    return {"plot": plot, "title": title, "name": name or part.measure}


@register.inclusion_tag("evidence/drawings/funnel_plot.html")
def funnel_plot(part: Part, title: str, name: str = "") -> dict[str, Any]:
    """The studies of a pooled part by effect and error; `name` as above."""
    assert part.pooled is not None  # noqa: S101 - the template asks first
    plot = FunnelPlot(part.studies, part.pooled)
    return {"plot": plot, "title": title, "name": name or part.measure}


@register.inclusion_tag("evidence/drawings/hundred_pupils.html")
def hundred_pupils(part: Part, name: str = "") -> dict[str, Any]:
    """What the mean of a pooled part means for a hundred pupils; `name` as above."""
    assert part.pooled is not None  # noqa: S101 - the template asks first
    pupils = HundredPupils(part.pooled.mean, part.pooled.interval)
    return {"pupils": pupils, "name": name or part.measure}

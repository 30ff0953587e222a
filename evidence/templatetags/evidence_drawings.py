"""Drawings of a synthesis: `{% load evidence_drawings %}`."""

from typing import Any

from django import template

from evidence.drawings.forest import ForestPlot
from evidence.drawings.funnel import FunnelPlot
from evidence.drawings.pupils import HundredPupils
from evidence.synthesis.service import Part

register = template.Library()


@register.inclusion_tag("evidence/drawings/forest_plot.html")
def forest_plot(part: Part, title: str) -> dict[str, Any]:
    """Every study of a pooled part with its interval, and their mean."""
    assert part.pooled is not None  # noqa: S101 - the template asks first
    plot = ForestPlot(part.studies, part.pooled)
    return {"plot": plot, "part": part, "title": title, "name": part.measure}


@register.inclusion_tag("evidence/drawings/funnel_plot.html")
def funnel_plot(part: Part, title: str) -> dict[str, Any]:
    """The studies of a pooled part by effect and error."""
    assert part.pooled is not None  # noqa: S101 - the template asks first
    plot = FunnelPlot(part.studies, part.pooled)
    return {"plot": plot, "part": part, "title": title, "name": part.measure}


@register.inclusion_tag("evidence/drawings/hundred_pupils.html")
def hundred_pupils(part: Part) -> dict[str, Any]:
    """What the mean of a pooled part means for a hundred pupils."""
    assert part.pooled is not None  # noqa: S101 - the template asks first
    pupils = HundredPupils(part.pooled.mean, part.pooled.interval)
    return {"pupils": pupils, "name": part.measure}

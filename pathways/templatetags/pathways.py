"""Tags for the templates of pathways and knowledge pages: `{% load pathways %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context

from evidence.models import Finding
from evidence.records import FindingShown
from pathways.fork_notices import ForkNotice, notice_of
from pathways.lineage import lineage_of
from pathways.models import PathwayPage

register = template.Library()


@register.filter
def choice_label(value: Any, name: str) -> str:
    """What a choice block's value is called: `{{ value|choice_label:"cost" }}`."""
    choices = dict(value.block.child_blocks[name].field.choices)
    return str(choices.get(value.get(name), ""))


@register.filter
def chosen(values: Iterable[Any]) -> list[Any]:
    """What was chosen in a list of choosers, without what has been deleted since."""
    return [value for value in values if value is not None]


@register.filter
def shown(finding: Finding) -> FindingShown:
    """The finding with its words, as its record shows it."""
    return FindingShown(finding)


@register.simple_tag
def fork_notice(page: PathwayPage) -> ForkNotice | None:
    """What waits on a fork, for its editor; None for a page that is no fork."""
    return notice_of(page)


@register.inclusion_tag("pathways/lineage.html", takes_context=True)
def pathway_lineage(context: Context, page: PathwayPage) -> dict[str, Any]:
    """Where a pathway comes from and what was made of it. One query."""
    return {"request": context.get("request"), "lineage": lineage_of(page)}

"""Tags for the templates of pathways and knowledge pages: `{% load pathways %}`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from evidence.models import Finding
from evidence.records import FindingShown
from pathways.fork_notices import ForkNotice, notice_of
from pathways.lineage import lineage_of
from pathways.models import PathwayPage

register = template.Library()

# Within a script element only these can end it or be read as markup.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Data for a script element of type application/ld+json, which is never run."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308 - escaped just here


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

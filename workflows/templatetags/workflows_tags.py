"""Template tags of review and judgement."""

from typing import Any

from django import template

from workflows.review_record import review_record as record_of

register = template.Library()


@register.inclusion_tag("workflows/review_record.html")
def review_record(page: Any) -> dict[str, Any]:
    """The box "How this page was reviewed" of a live page; nothing for a draft."""
    return {"record": record_of(page)}

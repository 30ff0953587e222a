"""Tags that every public template may load: `{% load mesh %}`."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from mesh.core.figures import Effect

register = template.Library()

# Within a script element only these can end it or be read as markup.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


class CaptureNode(template.Node):
    """Renders its contents once and keeps them under a name."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        text = " ".join(self.nodelist.render(context).split())
        # Escaped by the template already; a typed quotation mark would still end
        # an attribute.
        context[self.name] = mark_safe(text.replace('"', "&quot;"))  # noqa: S308
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """`{% capture as name %}…{% endcapture %}`: the same block in two places.

    White space is folded, so that the result may stand in an attribute.

    Raises:
        TemplateSyntaxError: the tag is not written as above.
    """
    match token.split_contents():
        case [_tag, "as", name]:
            nodelist = parser.parse(("endcapture",))
            parser.delete_first_token()
            return CaptureNode(nodelist, name)
    message = "Write {% capture as name %}…{% endcapture %}"
    raise template.TemplateSyntaxError(message)


@register.filter
def absolute(path: str) -> str:
    """The public address of a path on this site: "/about/" with SITE_URL before it."""
    return f"{settings.SITE_URL}{path}"


@register.filter
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Data for a script element of type application/ld+json, which is never run."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308 - escaped just here


@register.simple_tag
def demo_notice_is_shown() -> bool:
    """Whether readers are told that people and schools on this site are fictitious."""
    return bool(settings.DEMO_NOTICE_IS_SHOWN)


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def page_breadcrumbs(context: Context, page: Page) -> dict[str, Any]:
    """Where a page stands: each live page above it, from home down. One query."""
    request = context.get("request")
    above = page.get_ancestors().filter(depth__gt=1).live()
    crumbs = [
        {
            "title": _("Home") if ancestor.depth == 2 else ancestor.title,  # noqa: PLR2004 - below the root
            "url": ancestor.get_url(request),
        }
        for ancestor in above
    ]
    return {"crumbs": crumbs, "current": page.title}


@register.inclusion_tag("components/effect_drawing.html")
def effect_drawing(
    estimate: float,
    low: float | None = None,
    high: float | None = None,
    prediction_low: float | None = None,
    prediction_high: float | None = None,
    *,
    ratio: bool = False,
) -> dict[str, Any]:
    """Draw an effect with its 95 % interval and its prediction interval.

    A `ratio` means no difference at 1 and is drawn on a logarithmic scale. The drawing
    is hidden from screen readers: the words beside it carry the meaning.
    """
    ends = (low, high, prediction_low, prediction_high)
    return {"effect": Effect(estimate, *ends, null=int(ratio))}


@register.filter
def elided_pages(paginator: Paginator, number: int) -> Iterator[str | int]:
    """Page numbers around the present one, with an ellipsis for those left out."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)

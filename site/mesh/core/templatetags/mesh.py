"""Tags that every public template may load: `{% load mesh %}`."""

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


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

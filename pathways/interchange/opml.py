"""OPML, the format that outliners share: OmniOutliner, Workflowy, Dynalist and others.

Ours stands in attributes that begin with `_mesh_`; programs keep or ignore them.
"""

from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from pathways.interchange.documents import (
    MapDocument,
    MapNode,
    PageLink,
    Topic,
    UnreadableMap,
)
from pathways.interchange.notes import note_of
from pathways.interchange.safe_xml import Element, parse
from pathways.interchange.xml_writer import XmlWriter

READ = frozenset(
    {"text", "title", "type", "url", "htmlUrl", "_note"}
    | {"_mesh_id", "_mesh_kind", "_mesh_edge", "_mesh_page"}
)
APPEARANCE = frozenset(
    {"isComment", "isBreakpoint", "created", "collapsed", "expanded"}
)


def read(text: str, document: MapDocument) -> None:
    """Add the outline to a document.

    Raises:
        UnreadableMap: it is not valid XML or no OPML, has no outline, or is too much.
    """
    root = parse(text)
    body = root.first("body")
    if root.name != "opml" or body is None:
        raise UnreadableMap(_("This is no OPML: it has no <opml> with a <body>."))
    if (head := root.first("head")) and (title := head.first("title")):
        document.title = title.words()
    for element, level in _walk(body):
        node = _node(element, level)
        document.add(node)
        _remark_attributes(document, node, element)


def _walk(body: Element) -> Iterator[tuple[Element, int]]:
    waiting = [(each, 1) for each in reversed([*body.children("outline")])]
    while waiting:
        element, level = waiting.pop()
        yield element, level
        below = [*element.children("outline")]
        waiting += [(each, level + 1) for each in reversed(below)]


def _node(element: Element, level: int) -> MapNode:
    label = element.get("text") or element.get("title")
    if not element.get("_mesh_id"):
        label = _without_markup(label)
    return MapNode(
        label=label,
        level=level,
        id=element.get("_mesh_id"),
        kind=element.get("_mesh_kind"),
        edge=element.get("_mesh_edge"),
        page=PageLink.of(
            element.get("htmlUrl") or element.get("url"), element.get("_mesh_page")
        ),
        note=note_of([element.get("_note")]),
        line=element.line,
    )


def _without_markup(text: str) -> str:
    """Workflowy and others write `<b>` and `&amp;` as text within the attribute."""
    return unescape(strip_tags(text)) if "<" in text or "&" in text else text


def _remark_attributes(document: MapDocument, node: MapNode, element: Element) -> None:
    for name, value in element.attributes.items():
        if name in READ or name in APPEARANCE or not value.strip():
            continue
        if name.lower() == "_complete":
            words = _("It is ticked as done; a map has no such mark.")
        else:
            words = _("The attribute %(name)s “%(value)s” was left out.") % {
                "name": name[:60],
                "value": value[:60],
            }
        document.remark(Topic.ATTRIBUTE, words, node)


def write(document: MapDocument) -> str:
    """The map as OPML 2."""
    xml = XmlWriter()
    xml.declare()
    xml.open("opml", {"version": "2.0"})
    xml.open("head")
    xml.add("title", document.title)
    if document.url:
        xml.add("docs", document.url)
    xml.close("head")
    xml.open("body")
    depth = 0
    for node in document.nodes:
        xml.close(*["outline"] * (depth - node.level + 1))
        xml.new_line()
        xml.open("outline", _attributes(node))
        depth = node.level
    xml.close(*["outline"] * depth, "body", "opml")
    xml.new_line()
    return xml.text()


def _attributes(node: MapNode) -> dict[str, str]:
    page = node.page or PageLink()
    attributes = {
        "text": node.label,
        "type": "link" if page.url else "",
        "url": page.url,
        "_note": node.note,
        "_mesh_kind": node.kind,
        "_mesh_edge": node.edge,
        "_mesh_page": page.reference,
        "_mesh_id": node.id,
    }
    return {
        name: value for name, value in attributes.items() if value or name == "text"
    }

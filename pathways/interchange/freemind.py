"""FreeMind and Freeplane, and the .mm of other programs.

Ours stands in attributes of the node that begin with `mesh:`, which both keep.
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
from pathways.interchange.notes import note_of, paragraphs
from pathways.interchange.safe_xml import Element, parse
from pathways.interchange.shape import tidy
from pathways.interchange.xml_writer import XmlWriter

OURS = {"mesh:id", "mesh:kind", "mesh:edge", "mesh:page"}
APPEARANCE = frozenset(
    {"edge", "font", "cloud", "attribute_layout", "linktarget", "stylenode"}
)


def read(text: str, document: MapDocument) -> None:
    """Add the nodes of a map to a document.

    Raises:
        UnreadableMap: it is not valid XML or no map, has no node, or is too much.
    """
    root = parse(text)
    if root.name != "map" or root.first("node") is None:
        raise UnreadableMap(
            _("This is no FreeMind map: it has no <map> with a <node>.")
        )
    labels = {each.get("ID"): _label(each) for each, _level in _walk(root)}
    for element, level in _walk(root):
        node = _node(element, level)
        document.add(node)
        _remark_contents(document, node, element)
        _remark_links(document, node, element, labels)
    if any(_has_appearance(element) for element, _level in _walk(root)):
        words = _("Colours, fonts, shapes and styles are not taken over.")
        document.remark(Topic.APPEARANCE, words)


def _walk(root: Element) -> Iterator[tuple[Element, int]]:
    waiting = [(each, 1) for each in reversed([*root.children("node")])]
    while waiting:
        element, level = waiting.pop()
        yield element, level
        below = [*element.children("node")]
        waiting += [(each, level + 1) for each in reversed(below)]


def _node(element: Element, level: int) -> MapNode:
    ours = {
        each.get("NAME"): each.get("VALUE") for each in element.children("attribute")
    }
    link = element.get("LINK")
    return MapNode(
        label=_label(element),
        level=level,
        id=ours.get("mesh:id") or element.get("ID"),
        kind=ours.get("mesh:kind", ""),
        edge=ours.get("mesh:edge", ""),
        page=PageLink.of(
            "" if link.startswith("#") else link, ours.get("mesh:page", "")
        ),
        note=note_of(
            _rich(each)
            for kind in ("DETAILS", "NOTE")
            for each in element.children("richcontent")
            if each.get("TYPE") == kind
        ),
        line=element.line,
    )


def _label(element: Element) -> str:
    if "TEXT" in element.attributes:
        text = element.get("TEXT")
        # FreeMind 0.8 wrote a formatted label as HTML within the attribute.
        is_html = text.lstrip().lower().startswith("<html")
        return unescape(strip_tags(text)).strip() if is_html else text
    rich = (
        each for each in element.children("richcontent") if each.get("TYPE") == "NODE"
    )
    return next((_rich(each) for each in rich), element.get("LOCALIZED_TEXT"))


def _rich(element: Element) -> str:
    return element.words()


def _remark_contents(document: MapDocument, node: MapNode, element: Element) -> None:
    for each in element.children():
        if each.name == "icon":
            words = _("The icon “%s” was left out.") % each.get("BUILTIN")[:60]
            document.remark(Topic.ICON, words, node)
        elif each.name == "attribute" and each.get("NAME") not in OURS:
            words = _("The attribute %(name)s “%(value)s” was left out.") % {
                "name": each.get("NAME")[:60],
                "value": each.get("VALUE")[:60],
            }
            document.remark(Topic.ATTRIBUTE, words, node)
        elif each.name == "hook" and each.get("URI"):
            words = _("The picture %s was left out. Add it in the editor.")
            document.remark(Topic.MEDIA, words % each.get("URI")[:120], node)
    if element.get("ENCRYPTED_CONTENT"):
        words = _("It is encrypted: what lies within can’t be read. Decrypt it first.")
        document.remark(Topic.NOTE, words, node)


def _has_appearance(element: Element) -> bool:
    return any(
        each.name in APPEARANCE or (each.name == "hook" and not each.get("URI"))
        for each in element.children()
    )


def _remark_links(
    document: MapDocument, node: MapNode, element: Element, labels: dict[str, str]
) -> None:
    targets = [each.get("DESTINATION") for each in element.children("arrowlink")]
    if element.get("LINK").startswith("#"):
        targets.append(element.get("LINK")[1:])
    for target in targets:
        words = _("Its arrow or link to the node “%s” was left out.")
        document.remark(Topic.LINK, words % tidy(labels.get(target, target))[:80], node)


def write(document: MapDocument) -> str:
    """The map as FreeMind and Freeplane open it."""
    xml = XmlWriter()  # no declaration: neither writes one, nor does FreeMind expect it
    xml.open("map", {"version": "1.0.1"})
    xml.new_line()
    xml.add("attribute_registry", attributes={"SHOW_ATTRIBUTES": "hide"})
    depth = 0
    for node in document.nodes:
        xml.close(*["node"] * (depth - node.level + 1))
        xml.new_line()
        _open(xml, node)
        depth = node.level
    xml.close(*["node"] * depth, "map")
    xml.new_line()
    # References for all but ASCII: FreeMind reads files in the computer's own encoding.
    return xml.text().encode("ascii", "xmlcharrefreplace").decode("ascii")


def _open(xml: XmlWriter, node: MapNode) -> None:
    page = node.page or PageLink()
    attributes = {"TEXT": node.label, "ID": f"ID_{node.id}", "LINK": page.url}
    xml.open("node", {name: value for name, value in attributes.items() if value})
    ours = (
        ("mesh:kind", node.kind),
        ("mesh:edge", node.edge),
        ("mesh:page", page.reference),
        ("mesh:id", node.id),
    )
    for name, value in ours:
        if value:
            xml.add("attribute", attributes={"NAME": name, "VALUE": value})
    if node.note:
        _write_note(xml, node.note)


def _write_note(xml: XmlWriter, note: str) -> None:
    xml.open("richcontent", {"TYPE": "NOTE"})
    xml.open("html")
    xml.add("head")
    xml.open("body")
    for line in paragraphs(note):
        xml.add("p", line)
    xml.close("body", "html", "richcontent")

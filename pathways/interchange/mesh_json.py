"""Our own JSON: the only format that carries all media, as they are stored."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pathways.interchange.documents import (
    MapDocument,
    MapNode,
    PageLink,
    Topic,
    UnreadableMap,
)
from pathways.interchange.notes import note_of

NAME = "mesh-pathway"
VERSION = 1
KNOWN = frozenset({"id", "label", "level", "kind", "edge", "page", "media", "note"})


def read(text: str, document: MapDocument) -> None:
    """Add the nodes of our JSON to a document; `line` of a node counts the nodes.

    Raises:
        UnreadableMap: not JSON, JSON of another kind, or of a later version; a node is
            not an object, or its label or level is not one.
    """
    data = _loaded(text)
    document.title = _text(data, "title")
    document.summary = _text(data, "summary")
    document.url = _text(data, "url")
    resources = data.get("resources")
    document.resources = resources if isinstance(resources, dict) else {}
    for number, item in enumerate(data["nodes"], start=1):
        _add(document, item, number)


def _loaded(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableMap(
            _("Line %(line)d is not valid JSON (%(reason)s). Is the file complete?")
            % {"line": error.lineno, "reason": error.msg}
        ) from error
    except RecursionError as error:
        raise UnreadableMap(_("The JSON nests too deep: this is no map.")) from error
    if not isinstance(data, dict) or data.get("format") != NAME:
        raise UnreadableMap(
            _(
                "This is JSON of another kind. Only MESH’s own can be imported: it says "
                "“format”: “%s” at its start."
            )
            % NAME
        )
    if data.get("version") != VERSION:
        raise UnreadableMap(
            _("This is version %(found)s of the MESH JSON; here %(known)d is known.")
            % {"found": str(data.get("version"))[:20], "known": VERSION}
        )
    if not isinstance(data.get("nodes"), list):
        raise UnreadableMap(_("The MESH JSON has no list “nodes”."))
    return data


def _add(document: MapDocument, item: Any, number: int) -> None:
    if not isinstance(item, dict):
        raise UnreadableMap(_("Node %d of the MESH JSON is not an object.") % number)
    level = item.get("level")
    if not isinstance(level, int) or isinstance(level, bool) or level < 1:
        raise UnreadableMap(
            _("Node %d of the MESH JSON has no level: a whole number from 1.") % number
        )
    node = MapNode(
        label=_text(item, "label"),
        level=level,
        id=_text(item, "id"),
        kind=_text(item, "kind"),
        edge=_text(item, "edge"),
        page=_page(item.get("page")),
        note=note_of([_text(item, "note")]),
        line=number,
    )
    document.add(node)
    node.media = _media(document, node, item.get("media"))
    for name in item.keys() - KNOWN:
        words = _("“%s” is not known and was left out.") % name[:60]
        document.remark(Topic.ATTRIBUTE, words, node)


def _page(value: Any) -> PageLink | None:
    if not isinstance(value, Mapping):
        return None
    key = value.get("id")
    key = key if isinstance(key, int) and not isinstance(key, bool) else None
    link = PageLink(_text(value, "url"), key, _text(value, "slug"))
    return link if link.url or link.key else None


def _media(
    document: MapDocument, node: MapNode, value: Any
) -> list[dict[str, Any]] | None:
    if value is None:
        return None
    blocks = value if isinstance(value, list) else []
    good = [
        block
        for block in blocks
        if isinstance(block, dict) and isinstance(block.get("type"), str)
    ]
    if good != value:
        words = _("A part of its media is not a block and was left out.")
        document.remark(Topic.MEDIA, words, node)
    return good


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def write(document: MapDocument) -> str:
    """The map with everything that is stored of it."""
    data = {
        "format": NAME,
        "version": VERSION,
        "title": document.title,
        "summary": document.summary,
        "url": document.url,
        "nodes": [_item(node) for node in document.nodes],
        "resources": document.resources,
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def _item(node: MapNode) -> dict[str, Any]:
    page = node.page
    return {
        "id": node.id,
        "label": node.label,
        "level": node.level,
        "kind": node.kind,
        "edge": node.edge,
        "page": {"url": page.url, "id": page.key, "slug": page.slug} if page else None,
        "media": node.media or [],
    }

"""A page's map as a file that any of the readers here takes in again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pathways.interchange import freemind, markdown, mesh_json, opml, table
from pathways.interchange.documents import MapDocument, MapFormat, MapNode, PageLink
from pathways.interchange.notes import note_from
from pathways.interchange.resources import Resources
from pathways.models import KnowledgePage, PathwayPage
from pathways.querysets import public as public_pages

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Writing:
    """How a format is written, sent, and described to a person who chooses one."""

    write: Callable[[MapDocument], str]
    content_type: str
    opens_in: str | Promise


WRITINGS: dict[MapFormat, Writing] = {
    MapFormat.FREEMIND: Writing(
        freemind.write,
        "application/x-freemind",
        _("FreeMind, Freeplane, XMind, MindMeister and other mindmap programs"),
    ),
    MapFormat.OPML: Writing(
        opml.write,
        "text/x-opml",
        _("OmniOutliner, Workflowy, Dynalist and other outliners"),
    ),
    MapFormat.MARKDOWN: Writing(
        markdown.write,
        "text/markdown",
        _("any text editor, and sites that show Markdown"),
    ),
    MapFormat.CSV: Writing(
        table.write,
        "text/csv",
        _("Excel, LibreOffice and other spreadsheets"),
    ),
    MapFormat.JSON: Writing(
        mesh_json.write,
        "application/json",
        _("another MESH site, and programs"),
    ),
}


@dataclass(frozen=True)
class Export:
    """A file to be sent, and what of the map is not in it, in words."""

    text: str
    filename: str
    content_type: str
    losses: list[str]


def export_map(*, page: PathwayPage, form: MapFormat, public: bool) -> Export:
    """The map of a page, as the page object holds it, as a file.

    Args:
        page: live, or read from a revision.
        form: the format.
        public: for readers: nothing in it names or links to a page they can't see.
    """
    document = document_of(page=page, public=public)
    writing = WRITINGS[form]
    return Export(
        text=writing.write(document),
        filename=f"{page.slug}.{form.value}",
        content_type=f"{writing.content_type}; charset=utf-8",
        losses=[] if form == MapFormat.JSON else losses(document),
    )


def document_of(*, page: PathwayPage, public: bool) -> MapDocument:
    """The map of a page as a document; arguments as `export_map`."""
    raw = [each["value"] | {"id": each.get("id")} for each in page.nodes.raw_data]
    _site, root_url, path = page.get_url_parts() or (None, "", "")
    resources = Resources(root_url=root_url or "", hides_drafts=public)
    resources.load(block for node in raw for block in node.get("media") or ())
    links = _page_links(raw, public=public)
    document = MapDocument(
        title=page.title,
        summary=page.summary,
        # A draft's address leads nowhere yet.
        url=f"{root_url}{path}" if page.live else "",
        resources=resources.found,
    )
    level = 0
    for value in raw:
        # A draft may have gaps; as in `outline`, a node hangs on the one before it.
        level = min(max(value.get("level") or 1, 2 if level else 1), level + 1)
        media = [_shown(block, resources) for block in value.get("media") or ()]
        document.nodes.append(
            MapNode(
                label=value.get("label") or "",
                level=level,
                id=value["id"] or "",
                kind=value.get("kind") or "",
                edge=value.get("edge") or "",
                page=links.get(value.get("page")),
                note=note_from(_readable(media, resources), resources.address),
                media=media,
            )
        )
    return document


def losses(document: MapDocument) -> list[str]:
    """What the formats other than JSON can't carry of this map, in words."""
    nodes = [
        node
        for node in document.nodes
        if any(block.get("type") != "text" for block in node.media or ())
    ]
    found = []
    if nodes:
        words = ngettext(
            "%d node has pictures, sound, film, documents or quotations: as FreeMind, "
            "OPML, Markdown or CSV, only their words and addresses go along.",
            "%d nodes have pictures, sound, film, documents or quotations: as FreeMind, "
            "OPML, Markdown or CSV, only their words and addresses go along.",
            len(nodes),
        )
        found.append(words % len(nodes))
    formatted = sum(_is_formatted(node) for node in document.nodes)
    if formatted:
        words = ngettext(
            "The text of %d node loses its formatting there: bold, lists, words that "
            "are links.",
            "The texts of %d nodes lose their formatting there: bold, lists, words that "
            "are links.",
            formatted,
        )
        found.append(words % formatted)
    return found


def _is_formatted(node: MapNode) -> bool:
    marks = ("<b>", "<i>", "<a ", "<li", "<sub>", "<sup>")
    texts = (block["value"] for block in node.media or () if block["type"] == "text")
    return any(mark in (text or "") for text in texts for mark in marks)


def _page_links(raw: Iterable[Raw], *, public: bool) -> dict[int | None, PageLink]:
    """The knowledge pages that nodes name, by key."""
    keys = {node.get("page") for node in raw if node.get("page")}
    pages = KnowledgePage.objects.filter(pk__in=keys)
    return {
        page.pk: PageLink(page.full_url or "", page.pk, page.slug)
        for page in (public_pages(pages) if public else pages)
    }


def _shown(block: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """A block as readers may have it: without links to what they can't see."""
    if block.get("type") != "text":
        return dict(block)
    return {**block, "value": resources.without_hidden_links(block.get("value") or "")}


def _readable(
    media: Iterable[dict[str, Any]], resources: Resources
) -> Iterable[dict[str, Any]]:
    for block in media:
        if block.get("type") == "text":
            yield {**block, "value": resources.with_addresses(block["value"])}
        else:
            yield block

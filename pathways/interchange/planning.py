"""What an import would make of a file here, without writing anything."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pathways import differences
from pathways.interchange.documents import MapDocument, MapNode, Remark, Topic
from pathways.interchange.exporting import document_of
from pathways.interchange.links import KnowledgePages, is_web_address
from pathways.interchange.media import Library, MediaImport
from pathways.interchange.notes import as_rich_text, note_of
from pathways.models import KnowledgePage, PathwayPage

Raw = Mapping[str, Any]


@dataclass
class Plan:
    """The nodes that an import would store, and what it would say.

    `known` counts the nodes that the pathway has already; `base` is the primary key of
    the revision that the plan was made against, None for a new pathway.
    """

    document: MapDocument
    nodes: list[dict[str, Any]]
    known: int = 0
    base: int | None = None
    changes: list[differences.Change] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)

    @property
    def remarks(self) -> list[Remark]:
        """What was not taken over as it stands in the file, what matters most first."""
        order = [*Topic]
        return sorted(self.document.remarks, key=lambda each: order.index(each.topic))

    @property
    def sentences(self) -> list[str]:
        """What would change in the pathway's map, in words."""
        return [change.sentence(self.titles) for change in self.changes]


def plan_import(*, document: MapDocument, page: PathwayPage | None, by: Any) -> Plan:
    """Find out what an import would store.

    A node that the pathway has already, by its id, keeps its media and its knowledge
    page where the file says nothing else of them.

    Args:
        document: as `read_map` gives it; remarks are added to it.
        page: the pathway whose map is to be replaced, as its latest draft has it; None
            for a new one.
        by: the person, whose right to choose pictures and documents counts; None for
            the command line.
    """
    stored = [*page.nodes.get_prep_value()] if page is not None else []
    planner = _Planner(document, {node["id"]: node["value"] for node in stored}, by)
    if page is not None:
        planner.notes = _exported_notes(page)
    nodes = [planner.node(each) for each in document.nodes]
    _remark_missing_kinds(document, nodes)
    plan = Plan(document, nodes, known=planner.known)
    if page is not None:
        plan.base = page.latest_revision_id
        plan.changes = differences.differences(stored, nodes)
        keys = {node["value"].get("page") for node in (*stored, *nodes)}
        plan.titles = dict(
            KnowledgePage.objects.filter(pk__in=keys).values_list("pk", "title")
        )
    return plan


class _Planner:
    def __init__(
        self, document: MapDocument, stored: Mapping[str, Raw], by: Any
    ) -> None:
        self.document = document
        self.stored = stored
        self.known = 0
        self.notes: dict[str, set[str]] = {}  # what our own files say, by node
        self.pages = KnowledgePages(node.page for node in document.nodes if node.page)
        self.media = MediaImport(document, Library.of(document.resources, by))

    def node(self, node: MapNode) -> dict[str, Any]:
        """The node as the stream stores it."""
        old = self.stored.get(node.id)
        self.known += old is not None
        page, extra = self._page(node, old)
        value = {
            "label": node.label,
            "level": node.level,
            "kind": node.kind or (old or {}).get("kind", ""),
            # A file that knows no kinds knows no relations either.
            "edge": node.edge if node.kind or not old else old.get("edge", ""),
            "page": page,
            "media": [*self._media(node, old), *extra],
        }
        return {"type": "node", "value": value, "id": node.id or str(uuid.uuid4())}

    def _page(
        self, node: MapNode, old: Raw | None
    ) -> tuple[int | None, list[dict[str, Any]]]:
        """The knowledge page, and a link in the media for an address that is none."""
        kept = (old or {}).get("page")
        if node.page is None:
            if kept:
                words = _("The file names no knowledge page; the node keeps its own.")
                self.document.remark(Topic.PAGE, words, node)
            return kept, []
        found = self.pages.find(node.page)
        if found.words:
            self.document.remark(Topic.PAGE, found.words, node)
        if found.page is not None:
            return found.page.pk, []
        return kept, self._outside_link(node, old)

    def _outside_link(self, node: MapNode, old: Raw | None) -> list[dict[str, Any]]:
        link = node.page
        url = link.url if link else ""
        if link and link.key:
            words = _("The knowledge page “%s” is not here. Choose one in the editor.")
            self.document.remark(Topic.PAGE, words % (link.slug or link.key), node)
        if not is_web_address(url):
            if url:
                words = _("Its link “%s” is no address of a page: kept as text.")
                self.document.remark(Topic.LINK, words % url[:120], node)
                node.note = note_of([node.note, url])
            return []
        media = (old or {}).get("media") or ()
        if any(_leads_to(block, url) for block in (*media, *(node.media or ()))):
            return []
        words = _(
            "Its link leads out of this site, so it stands beneath the node: %s. Say "
            "in the editor what readers find there."
        )
        self.document.remark(Topic.LINK, words % url[:200], node)
        value = {"url": url, "title": node.label[:160], "transcript": ""}
        return [{"type": "embed", "value": value, "id": str(uuid.uuid4())}]

    def _media(self, node: MapNode, old: Raw | None) -> list[dict[str, Any]]:
        stored = [*((old or {}).get("media") or ())]
        if node.media is not None:
            return self.media.blocks(node, stored)
        if stored:
            self._remark_changed_note(node)
            return stored
        if not node.note:
            return []
        text = as_rich_text(node.note)
        return [{"type": "text", "value": text, "id": str(uuid.uuid4())}]

    def _remark_changed_note(self, node: MapNode) -> None:
        if not node.note or node.note in self.notes.get(node.id, ()):
            return
        words = _(
            "Its note is not what stands beneath the node here, which was kept. The "
            "note says: “%s”"
        )
        self.document.remark(
            Topic.NOTE, words % " ".join(node.note.split())[:300], node
        )


def _exported_notes(page: PathwayPage) -> dict[str, set[str]]:
    """A node's note as our own files give it, to readers and to editors."""
    notes: dict[str, set[str]] = {}
    for is_public in (True, False):
        for node in document_of(page=page, public=is_public).nodes:
            notes.setdefault(node.id, set()).add(node.note)
    return notes


def _leads_to(block: Raw, url: str) -> bool:
    value = block.get("value")
    return (
        block.get("type") == "embed"
        and isinstance(value, Mapping)
        and value.get("url") == url
    )


def _remark_missing_kinds(document: MapDocument, nodes: list[dict[str, Any]]) -> None:
    missing = sum(not node["value"]["kind"] for node in nodes)
    if missing:
        words = ngettext(
            "%d node has no kind yet. Choose one in the editor before the review.",
            "%d nodes have no kind yet. Choose one for each in the editor before the "
            "review.",
            missing,
        )
        document.remark(Topic.KIND, words % missing)

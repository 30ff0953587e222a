"""What a map here can hold: one root, nine levels without gaps, short labels.

Whatever a file says otherwise is put right, and a remark says so.
"""

import re
import uuid

from django.utils.translation import gettext as _

from evidence.constants import EdgeKind
from pathways.constants import MAX_LEVEL, NodeKind
from pathways.interchange.documents import MapDocument, MapNode, Topic, UnreadableMap
from pathways.interchange.notes import note_of

LABEL_LENGTH = 160
# Gives an identity of another program the same UUID at each import, so that a map that
# was changed over there is known again.
NAMESPACE = uuid.UUID("5e7c4a0e-3d1b-5b8f-9f52-6d6573682d6d")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BREAKS = re.compile(r"\s*[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+\s*")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def shape(document: MapDocument, *, title: str) -> None:
    """Make the nodes of a document those of a map.

    Args:
        document: as a reader has filled it.
        title: for a map, and the root of one, that names none itself.

    Raises:
        UnreadableMap: there is no node.
    """
    if not document.nodes:
        raise UnreadableMap(_("The file holds no node: there is nothing to import."))
    _set_levels(document, title)
    document.title = tidy(document.title or document.nodes[0].label or title)
    for node in document.nodes:
        _set_label(document, node)
        _set_choice(document, node)
    _set_identities(document)


def _set_levels(document: MapDocument, title: str) -> None:
    top = min(node.level for node in document.nodes)
    roots = sum(node.level == top for node in document.nodes)
    if roots > 1 or document.nodes[0].level > top:
        root = MapNode(label=tidy(document.title or title), level=top - 1)
        document.nodes.insert(0, root)
        words = _(
            "The file has no single start. Everything was put under a new one, “%s”."
        )
        document.remark(Topic.ROOT, words % root.label[:LABEL_LENGTH])
    above: list[int] = []  # the file's levels from the root down to the node before
    for node in document.nodes:
        while above and above[-1] >= node.level:
            above.pop()
        above.append(node.level)
        _set_level(document, node, len(above))


def _set_level(document: MapDocument, node: MapNode, level: int) -> None:
    if level > MAX_LEVEL:
        words = _("Level %(level)d is too deep: put at level %(most)d.")
        document.remark(Topic.LEVEL, words % {"level": level, "most": MAX_LEVEL}, node)
    node.level = min(level, MAX_LEVEL)


def _set_label(document: MapDocument, node: MapNode) -> None:
    node.note = UNSEEN.sub("", node.note)
    label = tidy(node.label)
    node.label = label
    if len(label) > LABEL_LENGTH:
        node.label = f"{label[: LABEL_LENGTH - 1].rstrip()}…"
        node.note = note_of([label, node.note])
        words = _(
            "Its label has %(length)d characters; %(most)d fit. The whole of it stands "
            "in the text beneath the node."
        )
        document.remark(
            Topic.LABEL, words % {"length": len(label), "most": LABEL_LENGTH}, node
        )
    elif not label:
        document.remark(Topic.LABEL, _("A node has no label. Give it one."), node)


def tidy(label: str) -> str:
    """A label on one line, without what cannot be seen or stored."""
    return BREAKS.sub(" ", UNSEEN.sub("", label)).strip()


def _set_choice(document: MapDocument, node: MapNode) -> None:
    if node.kind and node.kind not in NodeKind:
        words = _("The kind “%s” is not known here. Choose one in the editor.")
        document.remark(Topic.KIND, words % node.kind[:40], node)
        node.kind = ""
    if node.edge and node.edge not in EdgeKind:
        words = _("The relation “%s” is not known here. Choose one in the editor.")
        document.remark(Topic.EDGE, words % node.edge[:40], node)
        node.edge = ""


def _set_identities(document: MapDocument) -> None:
    seen: set[str] = set()
    for node in document.nodes:
        node.id = identity(node.id)
        if node.id in seen:
            words = _("Another node has the same identity; this one is taken for new.")
            document.remark(Topic.IDENTITY, words, node)
            node.id = ""
        elif node.id:
            seen.add(node.id)


def identity(text: str) -> str:
    """The UUID that an identity in a file stands for; empty for none."""
    bare = text.strip().removeprefix("ID_").lower()
    if UUID.fullmatch(bare):
        return bare
    return str(uuid.uuid5(NAMESPACE, text.strip())) if bare else ""

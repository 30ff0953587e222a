"""The flat, levelled list of nodes as a tree, ready to be drawn or read aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from wagtail.blocks import StreamValue

from evidence.constants import EdgeKind
from pathways.constants import NodeKind


@dataclass
class Node:
    """A node of the map. `id` is its block's UUID and never changes.

    `page` is the knowledge page that the node names, live or not; `page_gone` says that
    it names one which no longer exists. `badges`, `summary` and
    `record_edge`, the address of its edge in the evidence, are put there by
    `pathways.pathway_views`.
    """

    id: str
    label: str
    level: int
    kind: str
    edge: str
    page: Any = None
    page_gone: bool = False
    media: list[Any] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    badges: list[Any] = field(default_factory=list)
    summary: str = ""
    record_edge: str = ""

    @property
    def kind_label(self) -> str | Promise:
        """The kind in words."""
        return NodeKind(self.kind).label if self.kind in NodeKind else ""

    @property
    def edge_label(self) -> str | Promise:
        """How it relates to its parent, in words."""
        return EdgeKind(self.edge).label if self.edge in EdgeKind else ""

    @property
    def leads_somewhere(self) -> bool:
        """Whether readers can follow the node to a page."""
        return self.page is not None and self.page.live

    @property
    def leads_nowhere(self) -> bool:
        """Whether it names a page that readers cannot follow."""
        return self.page_gone or (self.page is not None and not self.page.live)

    def walk(self) -> Iterator["Node"]:
        """The node and all beneath it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def build(nodes: StreamValue) -> list[Node]:
    """The roots of the map: one, unless a draft is out of order.

    A draft may have gaps in its levels: a node that is too deep is hung on the node
    before it, and a second start is taken for a child of the first.
    """
    roots: list[Node] = []
    path: list[Node] = []  # the node at each level, down to the one before
    for raw, child in zip(nodes.raw_data, nodes, strict=True):
        node = _node(raw, child)
        least = 2 if roots else 1
        node.level = min(max(node.level, least), len(path) + 1)
        del path[node.level - 1 :]
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return roots


def walk(roots: Iterable[Node]) -> Iterator[Node]:
    """Every node, in order."""
    for root in roots:
        yield from root.walk()


def _node(raw: Any, child: Any) -> Node:
    value = child.value
    return Node(
        id=child.id,
        label=value.get("label") or "",
        level=value.get("level") or 1,
        kind=value.get("kind") or "",
        edge=value.get("edge") or "",
        page=value.get("page"),
        page_gone=value.get("page") is None and bool(raw["value"].get("page")),
        media=list(value.get("media") or ()),
    )

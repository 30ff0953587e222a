"""Nodes that a published map once had: a link to one still finds where it hung."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from pathways.outline import Node
from workflows.services import warrants

MOST_VERSIONS = 10  # the last published ones, in which gone nodes are looked for
KEEP_SECONDS = 300  # bounds how long a version whose verdict was revoked is quoted


@dataclass(frozen=True)
class GoneNode:
    """A node that is gone; `parent` is the nearest one above it that is still there."""

    id: str
    label: str
    parent: Node

    @property
    def text(self) -> str:
        """What to tell a reader who followed a link to it."""
        return _("“%(label)s” is no longer on this map. It hung on “%(parent)s”.") % {
            "label": self.label,
            "parent": self.parent.label,
        }

    def as_data(self) -> dict[str, str]:
        """What the map needs to answer a link without asking the server."""
        return {"label": self.label, "parent": self.parent.id, "text": self.text}


@dataclass(frozen=True)
class _Former:
    """A node as an earlier version had it; `parent` is "" for its start."""

    label: str
    parent: str


def gone_nodes(page: Any, living: Iterable[Node]) -> dict[str, GoneNode]:
    """The nodes that earlier published versions had and this one has not, by id.

    One query when the process has not asked for a while, else none: a version never
    changes after its publication.
    """
    nodes = {node.id: node for node in living}
    if not nodes:
        return {}
    start = next(iter(nodes.values()))
    former = _former_nodes(page)
    return {
        key: GoneNode(key, node.label, _nearest(key, former, nodes) or start)
        for key, node in former.items()
        if key not in nodes
    }


def _nearest(
    key: str, former: dict[str, _Former], living: dict[str, Node]
) -> Node | None:
    """The first node above a gone one that is still there."""
    seen: set[str] = set()
    while key in former and key not in seen:
        seen.add(key)
        key = former[key].parent
        if key in living:
            return living[key]
    return None


def _former_nodes(page: Any) -> dict[str, _Former]:
    """Every node of the earlier published versions, as it was last."""
    name = f"former-nodes:{page.pk}:{page.live_revision_id}"
    found: dict[str, _Former] | None = cache.get(name)
    if found is None:
        contents = warrants.earlier_contents(
            page_id=page.pk, live_revision_id=page.live_revision_id, most=MOST_VERSIONS
        )
        found = {}
        for content in contents:
            for key, node in _nodes_of(content):
                found.setdefault(key, node)
        cache.set(name, found, KEEP_SECONDS)
    return found


def _nodes_of(content: dict[str, Any]) -> Iterator[tuple[str, _Former]]:
    """The nodes of a stored version, each with what it hung on."""
    path: list[str] = []
    for raw in json.loads(content.get("nodes") or "[]"):
        level = min(max(int(raw["value"].get("level") or 1), 1), len(path) + 1)
        del path[level - 1 :]
        yield raw["id"], _Former(raw["value"].get("label") or "", (path or [""])[-1])
        path.append(raw["id"])


def data_of(gone: dict[str, GoneNode]) -> dict[str, dict[str, str]]:
    """What the template hands to the map, by the id of the gone node."""
    return {key: node.as_data() for key, node in gone.items()}


def ids(nodes: Any) -> Collection[str]:
    """The ids of a map's nodes, read without building it."""
    return {raw["id"] for raw in nodes.raw_data}

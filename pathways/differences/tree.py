"""The levelled list of stored nodes as a tree that can be changed, and back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from pathways.constants import MAX_LEVEL

StoredNode = Mapping[str, Any]
StoredNodes = Sequence[StoredNode]


class Tree:
    """Nodes by id, each with its children in order. None stands above the start.

    Read as `pathways.outline` reads a draft: a node that is too deep hangs on the node
    before it, and a second start is a child of the first. A node without an id of its
    own, which only a hand-made list has, goes by its place.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, StoredNode] = {}
        self.parents: dict[str, str | None] = {}
        self.children: dict[str | None, list[str]] = {None: []}

    @classmethod
    def of(cls, nodes: StoredNodes) -> Self:
        """The tree of a list."""
        tree = cls()
        path: list[str] = []  # the node at each level, down to the one before
        for index, node in enumerate(nodes):
            key = node.get("id") or f"at-{index}"
            if key in tree.nodes:
                key = f"at-{index}"
            least = 2 if tree.nodes else 1
            level = min(max(node["value"].get("level") or 1, least), len(path) + 1)
            del path[level - 1 :]
            tree.insert(key, node, path[-1] if path else None)
            path.append(key)
        return tree

    def as_nodes(self) -> list[dict[str, Any]]:
        """A valid list: one start, no gap in the levels, none deeper than allowed."""
        self._keep_one_start()
        return [
            {
                **self.nodes[key],
                "value": {
                    **self.nodes[key]["value"],
                    "level": min(depth, MAX_LEVEL),
                },
            }
            for key, depth in self._with_depth()
        ]

    def __contains__(self, key: str) -> bool:
        return key in self.nodes

    def walk(self) -> Iterator[str]:
        """Every node, in order."""
        for key, _depth in self._with_depth():
            yield key

    def label(self, key: str | None) -> str:
        """The words of a node; empty above the start."""
        return "" if key is None else self.nodes[key]["value"].get("label") or ""

    def ancestors(self, key: str) -> list[str]:
        """From the node it hangs on up to the start."""
        found = []
        above = self.parents[key]
        while above is not None:
            found.append(above)
            above = self.parents[above]
        return found

    def siblings_before(self, key: str) -> list[str]:
        """Those that stand before it on the same node, the nearest first."""
        siblings = self.children[self.parents[key]]
        return siblings[: siblings.index(key)][::-1]

    def insert(
        self, key: str, node: StoredNode, parent: str | None, place: int | None = None
    ) -> None:
        """Hang a new node on another, at a place among its children or as the last."""
        self.nodes[key] = node
        self.children[key] = []
        self._hang(key, parent, place)

    def move(self, key: str, parent: str | None, place: int | None = None) -> None:
        """Hang a node, with all beneath it, elsewhere."""
        self.children[self.parents[key]].remove(key)
        self._hang(key, parent, place)

    def remove(self, key: str) -> None:
        """Take a node away; what hangs on it takes its place."""
        parent = self.parents.pop(key)
        siblings = self.children[parent]
        place = siblings.index(key)
        orphans = self.children.pop(key)
        siblings[place : place + 1] = orphans
        for orphan in orphans:
            self.parents[orphan] = parent
        del self.nodes[key]
        self._keep_one_start()

    def _hang(self, key: str, parent: str | None, place: int | None) -> None:
        siblings = self.children[parent]
        siblings.insert(len(siblings) if place is None else place, key)
        self.parents[key] = parent
        self._keep_one_start()

    def _keep_one_start(self) -> None:
        starts = self.children[None]
        while len(starts) > 1:
            second = starts.pop(1)
            self.children[starts[0]].append(second)
            self.parents[second] = starts[0]

    def _with_depth(self) -> Iterator[tuple[str, int]]:
        waiting = [(key, 1) for key in reversed(self.children[None])]
        while waiting:
            key, depth = waiting.pop()
            yield key, depth
            waiting += [(child, depth + 1) for child in reversed(self.children[key])]

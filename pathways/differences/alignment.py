"""Two versions of a map side by side, a row for each node of either."""

from collections.abc import Iterator
from dataclasses import dataclass

from pathways.differences.changes import Change
from pathways.differences.comparing import differences
from pathways.differences.tree import StoredNodes, Tree


@dataclass(frozen=True)
class Cell:
    """A node in one of the two: its label, and its level from 1."""

    label: str
    level: int


@dataclass(frozen=True)
class Row:
    """A node before and after; None where it is not. `changes` are those at this node."""

    node: str
    before: Cell | None
    after: Cell | None
    changes: tuple[Change, ...]

    @property
    def mark(self) -> str:
        """What happened to it: added, removed, moved, edited, or nothing."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return self.changes[0].name if self.changes else ""


def side_by_side(before: StoredNodes, after: StoredNodes) -> list[Row]:
    """The rows in the order of the later version.

    What is gone stands where it stood: behind the node before it.
    """
    old, new = _cells(before), _cells(after)
    by_node: dict[str, list[Change]] = {}
    for change in differences(before, after):
        by_node.setdefault(change.node, []).append(change)
    return [
        Row(key, old.get(key), new.get(key), tuple(by_node.get(key, ())))
        for key in _order([*old], [*new])
    ]


def _cells(nodes: StoredNodes) -> dict[str, Cell]:
    tree = Tree.of(nodes)
    return {
        key: Cell(tree.label(key), len(tree.ancestors(key)) + 1) for key in tree.walk()
    }


def _order(old: list[str], new: list[str]) -> Iterator[str]:
    """The new order, with each run of what is gone behind the one before it."""
    kept = set(new)
    behind: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in kept:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    yield from behind.get("", ())
    for key in new:
        yield key
        yield from behind.get(key, ())

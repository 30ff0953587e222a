"""What differs between two versions, and what one of three would bring to another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pathways.differences.changes import Added, Change, Edited, Moved, Removed
from pathways.differences.places import Place
from pathways.differences.tree import StoredNodes, Tree

_ABSENT: dict[str, Any] = {"label": "", "kind": "", "edge": "", "media": []}


@dataclass(frozen=True)
class Incoming:
    """A change of theirs, with those of mine that it cannot be joined with."""

    change: Change
    against: tuple[Change, ...] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to choose."""
        return bool(self.against)


@dataclass(frozen=True)
class Merge:
    """Mine, with all of theirs that could be joined with it, and what could not."""

    nodes: list[dict[str, Any]]
    taken: list[Change]
    conflicts: list[Incoming]


def differences(before: StoredNodes, after: StoredNodes) -> list[Change]:
    """The changes that make `after` out of `before`, in an order that does.

    A node is the same in both by its id. A subtree that moved is one change, at its
    head; so is a subtree that is new, or gone.
    """
    old, new = Tree.of(before), Tree.of(after)
    return [*_placed(old, new), *_edited(old, new), *_removed(old, new)]


def apply(nodes: StoredNodes, *changes: Change) -> list[dict[str, Any]]:
    """The nodes with the changes made, always a valid list.

    What hung on a node that is gone hangs on the nearest living ancestor.
    """
    tree = Tree.of(nodes)
    for change in changes:
        change.apply_to(tree)
    return tree.as_nodes()


def incoming(
    base: StoredNodes, mine: StoredNodes, theirs: StoredNodes
) -> list[Incoming]:
    """What theirs has changed since the base and mine has not.

    Two changes conflict when both set the same property of a node to different values,
    or both moved it, or one deleted what the other changed. What mine has already is
    left out.
    """
    own, tree = differences(base, mine), Tree.of(mine)
    return [
        Incoming(change, tuple(_conflicting(change, own, tree)))
        for change in differences(base, theirs)
        if not change.is_made_in(tree)
        or any(_deletes_what_changed(mine_too, change) for mine_too in own)
    ]


def merge(base: StoredNodes, mine: StoredNodes, theirs: StoredNodes) -> Merge:
    """Join two versions that were made from one."""
    found = incoming(base, mine, theirs)
    taken = [item.change for item in found if not item.is_conflict]
    return Merge(
        nodes=apply(mine, *taken),
        taken=taken,
        conflicts=[item for item in found if item.is_conflict],
    )


def _placed(old: Tree, new: Tree) -> Iterator[Change]:
    """New and moved nodes in the order of the new map.

    In that order each node's parent, and each sibling before it, stands where it
    shall when the node comes to be placed.
    """
    moved = _moved(old, new)
    for key in new.walk():
        parent = new.parents[key]
        if key in moved:
            yield Moved(
                node=key,
                label=new.label(key),
                came=Place.of(old, key),
                goes=Place.of(new, key),
            )
        elif key not in old and (parent is None or parent in old):
            beneath = _connected(new, key, without=old)
            yield Added(
                node=key,
                label=new.label(key),
                place=Place.of(new, key),
                nodes=tuple({**new.nodes[one], "id": one} for one in beneath),
                parents=(None, *(new.parents[one] for one in beneath[1:])),
            )


def _removed(old: Tree, new: Tree) -> Iterator[Change]:
    for key in old.walk():
        parent = old.parents[key]
        if key not in new and (parent is None or parent in new):
            yield Removed(
                node=key,
                label=old.label(key),
                place=Place.of(old, key),
                nodes=tuple(_connected(old, key, without=new)),
            )


def _connected(tree: Tree, head: str, *, without: Tree) -> list[str]:
    """The head and what hangs on it, as far as none of it is in the other tree."""
    found, waiting = [], [head]
    while waiting:
        key = waiting.pop()
        found.append(key)
        waiting += [one for one in reversed(tree.children[key]) if one not in without]
    return found


def _moved(old: Tree, new: Tree) -> set[str]:
    """Nodes on another parent, and the fewest siblings that explain a new order."""
    moved = {
        key for key in new.nodes if key in old and old.parents[key] != new.parents[key]
    }
    for parent, children in new.children.items():
        stayed = [key for key in children if key in old and key not in moved]
        if len(stayed) > 1:
            rank = {key: place for place, key in enumerate(old.children[parent])}
            kept = _longest_rising([rank[key] for key in stayed])
            moved |= {key for place, key in enumerate(stayed) if place not in kept}
    return moved


def _longest_rising(numbers: list[int]) -> set[int]:
    """Indexes of a longest rising subsequence, by patience sorting."""
    tops: list[int] = []  # the smallest number on which a run of each length ends
    ends: list[int] = []  # and the index of that number
    before: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        tops[pile : pile + 1] = [number]
        ends[pile : pile + 1] = [index]
        before.append(ends[pile - 1] if pile else -1)
    kept, index = set(), ends[-1]
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def _edited(old: Tree, new: Tree) -> Iterator[Change]:
    for key in new.walk():
        if key not in old:
            continue
        ours, theirs = old.nodes[key]["value"], new.nodes[key]["value"]
        for aspect in [*theirs, *(name for name in ours if name not in theirs)]:
            before, after = ours.get(aspect), theirs.get(aspect, _ABSENT.get(aspect))
            if aspect != "level" and (before or None) != (after or None):
                yield Edited(
                    node=key,
                    label=new.label(key),
                    aspect=aspect,
                    before=before,
                    after=after,
                )


def _conflicting(change: Change, own: Iterable[Change], mine: Tree) -> Iterator[Change]:
    for other in own:
        if (
            _same_thing(change, other)
            or _deletes_what_changed(change, other)
            or _deletes_what_changed(other, change)
            or _crosses(change, other, mine)
        ):
            yield other


def _same_thing(change: Change, other: Change) -> bool:
    if change.node != other.node:
        return False
    if isinstance(change, Edited) and isinstance(other, Edited):
        return change.aspect == other.aspect
    return isinstance(change, Moved) and isinstance(other, Moved)


def _deletes_what_changed(deletion: Change, change: Change) -> bool:
    return (
        isinstance(deletion, Removed)
        and isinstance(change, (Edited, Moved))
        and change.node in deletion.touched
    )


def _crosses(change: Change, other: Change, mine: Tree) -> bool:
    """Whether each would hang one node beneath the other."""
    if not isinstance(change, Moved) or not isinstance(other, Moved):
        return False
    return other.node in change.goes.above and change.node in mine.ancestors(other.node)

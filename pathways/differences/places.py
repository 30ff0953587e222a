"""Where a node hangs, remembered well enough to be found again in another tree."""

from dataclasses import dataclass

from pathways.differences.tree import Tree

SIBLINGS_KEPT = 10  # how many siblings before it a place remembers


@dataclass(frozen=True)
class Place:
    """Where a node hangs.

    `above` are its ancestors from the nearest to the start, `before` the siblings that
    stand before it, nearest first: where the nearest is gone, the next one serves.
    `label` is what the nearest ancestor is called.
    """

    above: tuple[str, ...]
    before: tuple[str, ...]
    label: str

    @classmethod
    def of(cls, tree: Tree, key: str) -> "Place":
        """The place of a node in a tree."""
        return cls(
            above=tuple(tree.ancestors(key)),
            before=tuple(tree.siblings_before(key)[:SIBLINGS_KEPT]),
            label=tree.label(tree.parents[key]),
        )

    def find(self, tree: Tree, moving: str = "") -> tuple[str | None, int | None]:
        """The nearest parent and place that there are in another tree.

        Args:
            tree: where it shall hang.
            moving: the node that moves, which cannot hang on itself or beneath itself.
        """
        parent = self._parent(tree, moving)
        siblings = [key for key in tree.children[parent] if key != moving]
        if parent not in self.above[:1] and self.above:
            return parent, None
        known = next((key for key in self.before if key in siblings), None)
        if known is not None:
            return parent, siblings.index(known) + 1
        return (parent, None) if self.before else (parent, 0)

    def _parent(self, tree: Tree, moving: str) -> str | None:
        if not self.above:
            return None
        for key in self.above:
            if key in tree and moving not in (key, *tree.ancestors(key)):
                return key
        start = next(iter(tree.children[None]), None)
        return start if start != moving else None

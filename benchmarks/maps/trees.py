"""Random trees that are the same in every run: labels, kinds and relations as in maps."""

import random
import uuid

from evidence.constants import EdgeKind
from pathways.constants import NodeKind
from pathways.outline import Node
from pathways.pathway_views.badges import Badge

WORDS = [
    "whole",
    "number",
    "bias",
    "adds",
    "the",
    "denominators",
    "fractions",
    "on",
    "a",
    "line",
    "equal",
    "parts",
    "counting",
    "pieces",
    "size",
    "of",
    "pupils",
    "read",
    "each",
    "as",
    "two",
    "numbers",
    "compare",
    "with",
    "benchmarks",
    "half",
    "story",
    "problems",
    "confuse",
    "division",
    "by",
    "decimals",
    "place",
    "value",
    "longer",
    "is",
    "larger",
    "explain",
    "why",
]
MOST_BRANCHES = 7
MOST_CHILDREN = 6
DEEPEST = 6
LONGEST_LABEL = 9  # words
BADGES = [
    Badge("reviewed", "Peer reviewed March 2026"),
    Badge("evidence", "3 findings, 5 references"),
]


def make_tree(count: int) -> Node:
    """A map of so many nodes; each size has one tree, whatever the run."""
    chance = random.Random(count)  # noqa: S311 - not a secret
    root = _node(chance, level=1)
    open_nodes = [root]
    for _ in range(count - 1):
        wants_branch = len(root.children) < min(MOST_BRANCHES, count - 1)
        parent = root if wants_branch else chance.choice(open_nodes[1:] or open_nodes)
        child = _node(chance, level=parent.level + 1)
        parent.children.append(child)
        if child.level < DEEPEST:
            open_nodes.append(child)
        if parent is not root and len(parent.children) == MOST_CHILDREN:
            open_nodes.remove(parent)
    return root


def _node(chance: random.Random, *, level: int) -> Node:
    number = chance.randint(1, LONGEST_LABEL)
    label = " ".join(chance.choice(WORDS) for _ in range(number)).capitalize()
    return Node(
        id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        label=label,
        level=level,
        kind=str(chance.choice(list(NodeKind))),
        edge=str(chance.choice(list(EdgeKind))) if level > 1 else "",
        badges=BADGES if chance.random() < 0.5 else [],
    )

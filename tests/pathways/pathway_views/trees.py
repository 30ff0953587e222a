"""Small trees of nodes, made without the database."""

import uuid

from pathways.outline import Node


def tree(label, kind, *children, edge="", **fields):
    """A node and what hangs on it: `tree("Bias", "barrier", tree(…), edge="explains")`."""
    node = Node(
        id=str(uuid.uuid4()), label=label, level=1, kind=kind, edge=edge, **fields
    )
    node.children = list(children)
    for depth, below in enumerate_levels(node):
        below.level = depth
    return node


def enumerate_levels(node, depth=1):
    """Each node with its level, 1 at the start."""
    yield depth, node
    for child in node.children:
        yield from enumerate_levels(child, depth + 1)


def labels(nodes):
    """The labels of nodes, in order."""
    return [node.label for node in nodes]

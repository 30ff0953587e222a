"""Maps written as an indented text, one node a line, and random ones.

A line is "id" or "id: label"; two spaces are one level.
"""

import copy
import random


def written(text):
    """The stored nodes of an indented text."""
    nodes = []
    for line in filter(str.strip, text.splitlines()):
        key, _colon, label = line.strip().partition(": ")
        level = (len(line) - len(line.lstrip())) // 2 + 1
        nodes.append(stored(key, level=level, label=label or key))
    return nodes


def stored(key, level=1, **value):
    return {
        "type": "node",
        "id": key,
        "value": {
            "label": key,
            "level": level,
            "kind": "barrier",
            "edge": "",
            "page": None,
            "media": [],
            **value,
        },
    }


def drawn(nodes):
    """The indented text of nodes: what `written` reads, without labels."""
    return "\n".join("  " * (node["value"]["level"] - 1) + node["id"] for node in nodes)


def edited(nodes, key, **value):
    """The nodes with other values at one of them."""
    found = copy.deepcopy(nodes)
    next(node for node in found if node["id"] == key)["value"].update(value)
    return found


def at(nodes, key):
    return next(node["value"] for node in nodes if node["id"] == key)


def seeded(seed):
    """Chance that is the same at each run."""
    return random.Random(seed)  # noqa: S311 - for shapes of maps, not for secrets


def random_map(rng: random.Random, keys):
    """A valid map of these nodes, in any order and shape, with any labels."""
    keys = list(keys)
    rng.shuffle(keys)
    nodes, level = [], 0
    for key in keys:
        level = 1 if not nodes else rng.randint(2, min(level + 1, 9))
        nodes.append(
            stored(
                key,
                level=level,
                label=rng.choice(["one", "two", key]),
                kind=rng.choice(["barrier", "probe"]),
                page=rng.choice([None, 1, 2]),
            )
        )
    return nodes

"""The map of the tests' parent, with ids that can be read."""

import copy

from tests.factories.streams import node


def named(key, *args, **kwargs):
    """A node whose id is a word."""
    return {**node(*args, **kwargs), "id": key}


BASE = [
    named("start", "Adds tops and bottoms", level=1, kind="symptom"),
    named("bias", "Whole-number bias", level=2),
    named("probe", "Ask which is larger", level=3, kind="probe", edge="detected_by"),
    named("line", "Number line", level=3, kind="intervention", edge="addressed_by"),
    named("words", "Words of fractions", level=2),
]


def changed(nodes, key, **value):
    """The nodes with other values at one of them."""
    found = copy.deepcopy(nodes)
    next(one for one in found if one["id"] == key)["value"].update(value)
    return found


def without(nodes, *keys):
    return [one for one in nodes if one["id"] not in keys]


def labels(nodes):
    return [one["value"]["label"] for one in nodes]

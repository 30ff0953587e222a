"""Nodes as the database holds them, and changes out of what `Change.as_json` made."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.blocks import StreamValue

from pathways.differences.changes import Added, Change, Edited, Moved, Removed
from pathways.differences.places import Place

_TYPES: dict[str, type[Change]] = {
    kind.name: kind for kind in (Added, Removed, Moved, Edited)
}
_PLACES = frozenset({"place", "came", "goes"})
_TUPLES = frozenset({"nodes", "parents"})


def from_json(data: Mapping[str, Any]) -> Change:
    """The change that was stored.

    Raises:
        KeyError: it is of a kind that there is not.
    """
    fields = {name: value for name, value in data.items() if name != "change"}
    for name in _PLACES & fields.keys():
        place = fields[name]
        fields[name] = Place(
            above=tuple(place["above"]),
            before=tuple(place["before"]),
            label=place["label"],
        )
    for name in _TUPLES & fields.keys():
        fields[name] = tuple(fields[name])
    return _TYPES[data["change"]](**fields)


def stored_nodes(stream: StreamValue) -> list[dict[str, Any]]:
    """The nodes of a page as the database holds them."""
    plain: list[dict[str, Any]] = json.loads(
        json.dumps(stream.get_prep_value(), cls=DjangoJSONEncoder)
    )
    return plain

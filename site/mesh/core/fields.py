"""Model fields that Wagtail lacks."""

from typing import Any

from wagtail import fields


class StreamField(fields.StreamField):
    """A StreamField whose migrations do not repeat the block definitions.

    Without it every change of a label writes all blocks into a new migration. The
    price: data migrations see raw data only. Source of the idea: ONSdigital/dis-wagtail,
    `migration_friendly_streamfields.md`.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        kwargs["block_types"] = []
        return name, path, [], kwargs

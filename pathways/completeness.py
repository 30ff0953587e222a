"""What a page still lacks before it may be reviewed, in the words of its editor.

The form asks while a person looks at it; the workflow asks again, whatever the way in.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.base import get_error_json_data
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from pathways.constants import PARTS, Part


def is_blank(value: Any) -> bool:
    """Whether a block's value says nothing: no text, no choice, nothing chosen."""
    if isinstance(value, RichText):
        source = value.source or ""
        return not strip_tags(source).strip() and "<embed" not in source
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(is_blank(item) for item in value.values())
    if isinstance(value, blocks.StreamValue):
        return all(is_blank(child.value) for child in value)
    if isinstance(value, (ListValue, list)):
        return all(is_blank(item) for item in value)
    # A ticked box says nothing by itself.
    return value is None or isinstance(value, bool)


def blank_fields(page: Any, *names: str) -> list[str]:
    """Which of some text fields are empty, as the editor names them."""
    return [
        str(page._meta.get_field(name).verbose_name)
        for name in names
        if not getattr(page, name).strip()
    ]


def missing_parts(kind: str, body: blocks.StreamValue) -> list[Part]:
    """Required parts that the page lacks altogether, in the order of reading."""
    present = {child.block_type for child in body}
    return [
        part for part in PARTS if kind in part.required_on and part.name not in present
    ]


def empty_parts(kind: str, body: blocks.StreamValue) -> dict[int, Part]:
    """Required parts that stand on the page with nothing in them, by index."""
    by_name = {part.name: part for part in PARTS if kind in part.required_on}
    return {
        index: by_name[child.block_type]
        for index, child in enumerate(body)
        if child.block_type in by_name and is_blank(child.value)
    }


def misplaced_parts(kind: str, body: blocks.StreamValue) -> dict[int, Part]:
    """Parts that belong on the other kind of page, by index."""
    by_name = {part.name: part for part in PARTS}
    return {
        index: by_name[child.block_type]
        for index, child in enumerate(body)
        if child.block_type in by_name
        and kind
        and not by_name[child.block_type].belongs_on(kind)
    }


def misplaced(kind: str, body: blocks.StreamValue) -> list[str]:
    """In words: which parts have to go, or else the page's kind to change."""
    return [
        _("“%(part)s” belongs on a page of the other kind") % {"part": part.heading}
        for part in misplaced_parts(kind, body).values()
    ]


def problems(value: blocks.StreamValue) -> list[str]:
    """What the blocks' own rules find wrong, each with the way to its place."""
    block = value.stream_block
    try:
        block.clean(value)
    except ValidationError as error:
        return list(_described(block, value, get_error_json_data(error), ()))
    return []


def _described(
    block: Any, value: Any, error: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[str]:
    for message in error.get("messages", ()):
        yield f"{' › '.join(path)}: {message}" if path else str(message)
    for key, inner in (error.get("blockErrors") or {}).items():
        child, child_value, name = _child(block, value, key)
        yield from _described(child, child_value, inner, (*path, name))


def _child(block: Any, value: Any, key: Any) -> tuple[Any, Any, str]:
    """The block within a block, its value, and what the editor calls it."""
    if isinstance(block, blocks.StreamBlock):
        child = value[key]
        return child.block, child.value, _name_of(child, key)
    if isinstance(block, blocks.ListBlock):
        name = f"{block.child_block.label} {key + 1}"
        return block.child_block, value[key], name
    child = block.child_blocks[key]
    # An image block's value is the image, not its fields.
    inner = value.get(key) if isinstance(value, Mapping) else None
    return child, inner, str(child.label)


def _name_of(child: Any, index: int) -> str:
    if child.block_type != "node":
        return str(child.block.label)
    return _("Node %(number)d (%(label)s)") % {
        "number": index + 1,
        "label": child.value.get("label") or _("no label"),
    }

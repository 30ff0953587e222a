"""Every word of a stream, read from its stored value without a single query."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing


def words(block: Any, raw: Any) -> Iterator[str]:
    """The texts in a stored value: prose, labels, captions, alt texts, transcripts.

    Choices, addresses and what is chosen from elsewhere are left out: a chosen record
    is found under its own name.

    Args:
        block: the block that the value is of.
        raw: the value as the database holds it.
    """
    if not raw:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(raw)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield str(raw)
    else:
        for child, value in _within(block, raw):
            yield from words(child, value)


def _within(block: Any, raw: Any) -> list[tuple[Any, Any]]:
    """The blocks within a block, each with its stored value."""
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [(known[i["type"]], i["value"]) for i in raw if i["type"] in known]
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, in_list(item)) for item in raw]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, Mapping):
        return [(child, raw.get(name)) for name, child in block.child_blocks.items()]
    return []


def in_list(item: Any) -> Any:
    """The value of an item of a list: items are blocks with an id; Wagtail still reads the older bare values."""
    is_block = isinstance(item, Mapping) and item.get("type") == "item"
    return item["value"] if is_block else item


def text_of(stream: blocks.StreamValue) -> str:
    """All words of a stream, a line for each text."""
    block = stream.stream_block
    found = (
        text
        for item in stream.raw_data
        for text in words(block.child_blocks[item["type"]], item["value"])
    )
    return "\n".join(text for text in found if text.strip())


def chosen_in_list(stream: blocks.StreamValue, part: str, *names: str) -> set[int]:
    """Keys of what was chosen in the lists of a part.

    `chosen_in_list(body, "evidence", "findings", "finding")` reads the field "finding"
    of each item in the list "findings".
    """
    keys: set[int] = set()
    for item in stream.raw_data:
        if item["type"] == part:
            list_name, field = names
            rows = (in_list(row) for row in item["value"].get(list_name) or ())
            keys |= {row[field] for row in rows if row.get(field)}
    return keys

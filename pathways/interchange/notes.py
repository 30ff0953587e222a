"""What stands beneath a node as plain words, for formats that have no media."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any

from django.utils.html import escape

PARAGRAPH_ENDS = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>|<hr\s*/?>")
LINK = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
Raw = Mapping[str, Any]


def paragraphs(text: str) -> list[str]:
    """The lines of a note that say something; each is a paragraph."""
    stripped = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in stripped if line]


def note_of(lines: Iterable[str]) -> str:
    """A note in its one form: paragraphs parted by an empty line."""
    return "\n\n".join(line for text in lines for line in paragraphs(text))


def as_rich_text(note: str) -> str:
    """A note as the rich text that an editor would have written."""
    return "".join(f"<p>{escape(line)}</p>" for line in paragraphs(note))


def plain(rich: str) -> str:
    """Rich text as plain text; an address stands behind the words that link to it."""
    shown = LINK.sub(r"\2 (\1)", rich)
    return unescape(TAG.sub("", PARAGRAPH_ENDS.sub("\n", shown)))


def note_from(media: Iterable[Raw], address: Callable[[str, Any], str]) -> str:
    """A node's media as a note.

    Args:
        media: raw blocks of the stream.
        address: the address of a file by its type ("images", "documents") and id; empty
            when there is none.
    """
    lines: list[str] = []
    for block in media:
        lines += _lines(block.get("type", ""), block.get("value"), address)
    return note_of(lines)


def _lines(name: str, value: Any, address: Callable[[str, Any], str]) -> list[str]:
    if name == "text":
        return [plain(value or "")]
    if not isinstance(value, Mapping):
        return []
    if name == "quote":
        return [f"“{value.get('quote') or ''}” ({value.get('source') or ''})"]
    if name == "figure":
        image = value.get("image") or {}
        words = value.get("caption") or image.get("alt_text") or ""
        return [f"{words} {address('images', image.get('image'))}"]
    where = value.get("url") or address("documents", value.get("file"))
    return [f"{value.get('title') or ''} {where}", value.get("transcript") or ""]

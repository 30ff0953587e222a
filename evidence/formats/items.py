"""What a reader yields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Item:
    """A reference as its file states it, not yet checked; or why it could not be read.

    `line` is the line of the file, from 1, on which it begins.
    """

    line: int
    csl: Mapping[str, Any] | None = None
    reason: str = ""


class UnreadableFile(ValueError):
    """The file as a whole is not what it should be; the message is one sentence."""

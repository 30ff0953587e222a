"""A map as a file states it, and what was not understood of it. No database here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_BYTES = 2 * MEGABYTE
MAX_NODES = 2000  # the most that the map is made, and measured, to show
MAX_FILE_LEVELS = 20  # deeper is no map: nine levels could not hold its sense


class UnreadableMap(ValueError):
    """The file can't be taken in; the message says why, and where, in one sentence."""


class MapFormat(models.TextChoices):
    """The formats that are read and written; the values are the files' endings."""

    FREEMIND = "mm", _("FreeMind or Freeplane")
    OPML = "opml", "OPML"
    MARKDOWN = "md", "Markdown"
    CSV = "csv", _("Table (CSV)")
    JSON = "json", "MESH JSON"


class Topic(models.TextChoices):
    """What a remark is about. They are listed in this order: what matters most first."""

    ROOT = "root", _("The start of the map")
    LEVEL = "level", _("Levels")
    LABEL = "label", _("Labels")
    KIND = "kind", _("Kinds of node")
    EDGE = "edge", _("How nodes relate")
    PAGE = "page", _("Knowledge pages")
    LINK = "link", _("Links")
    MEDIA = "media", _("Pictures, sound, film and documents")
    NOTE = "note", _("Notes and text")
    ATTRIBUTE = "attribute", _("Attributes and columns")
    ICON = "icon", _("Icons")
    IDENTITY = "identity", _("Identities of nodes")
    ENCODING = "encoding", _("Encoding")
    APPEARANCE = "appearance", _("Appearance")


@dataclass(frozen=True)
class Remark:
    """Something in a file that was not taken over as it stands there.

    `line` is the line of the file from 1, 0 where it is about all of it; `node` is the
    label of the node.
    """

    topic: Topic
    words: str
    line: int = 0
    node: str = ""

    def place(self, form: MapFormat | None) -> str:
        """Where in the file it is; empty for all of it. JSON is counted by nodes."""
        if not self.line:
            return ""
        words = _("Node %d") if form == MapFormat.JSON else _("Line %d")
        return words % self.line


@dataclass(frozen=True)
class PageLink:
    """The knowledge page that a node names: its address, and its key and slug if known."""

    url: str = ""
    key: int | None = None
    slug: str = ""

    @property
    def reference(self) -> str:
        """Key and slug as files carry them: "12/whole-number-bias"."""
        return f"{self.key}/{self.slug}" if self.key else ""

    @classmethod
    def of(cls, url: str, reference: str) -> "PageLink | None":
        """The link that an address and a reference name; None for neither."""
        key, _slash, slug = reference.partition("/")
        if key.isascii() and key.isdigit():
            return cls(url, int(key), slug)
        return cls(url) if url else None


@dataclass
class MapNode:
    """A node as its file states it: nothing in it is checked before `shape` has been.

    `note` is plain text, paragraphs parted by an empty line. `media` is None where the
    format has no place for it, else the raw blocks of the stream. `line` is the line of
    the file from 1.
    """

    label: str
    level: int
    id: str = ""
    kind: str = ""
    edge: str = ""
    page: PageLink | None = None
    note: str = ""
    media: list[dict[str, Any]] | None = None
    line: int = 0


@dataclass
class MapDocument:
    """A map from a file, or on its way into one.

    `resources` tells what the ids within media mean, by type and id:
    `{"images": {"12": {"title": …, "url": …}}}`.
    """

    title: str = ""
    form: MapFormat | None = None
    nodes: list[MapNode] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    summary: str = ""
    url: str = ""
    resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def remark(self, topic: Topic, words: str, node: MapNode | None = None) -> None:
        """Say that something was not taken over as it stands in the file."""
        line, label = (node.line, node.label) if node else (0, "")
        self.remarks.append(Remark(topic, words, line, label[:80]))

    def add(self, node: MapNode) -> None:
        """Append a node.

        Raises:
            UnreadableMap: the file holds more nodes, or goes deeper, than a map can.
        """
        refuse_excess(len(self.nodes) + 1, node.level, node.line)
        self.nodes.append(node)


def refuse_excess(nodes: int, level: int, line: int) -> None:
    """Stop reading a file as soon as it is too much.

    Raises:
        UnreadableMap: there are more nodes, or levels, than a file may have.
    """
    if nodes > MAX_NODES:
        raise UnreadableMap(
            _(
                "The file has more than %(most)d nodes, the most that a map can show. "
                "Divide it into several maps."
            )
            % {"most": MAX_NODES}
        )
    if level > MAX_FILE_LEVELS:
        raise UnreadableMap(
            _(
                "Line %(line)d is %(level)d levels deep. A map shows nine levels, and a "
                "file may have %(most)d at most. Divide it into several maps."
            )
            % {"line": line, "level": level, "most": MAX_FILE_LEVELS}
        )

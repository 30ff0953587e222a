"""A knowledge page as a reader meets it: its parts in the order of their kind."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from pathways.constants import PART_BY_NAME, PARTS

CARDS = frozenset({"barrier_card", "intervention_card"})


@dataclass
class ReadingPart:
    """A part with the media that the author put behind it."""

    name: str
    heading: str | Promise
    block: Any
    media: list[Any] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The fragment of its address: "#what-you-see"."""
        return slugify(self.name.replace("_", "-"))

    @property
    def is_card(self) -> bool:
        """Whether it is the 30-second card, which stands above the contents."""
        return self.name in CARDS

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, with no template of its own."""
        return isinstance(self.block.value, RichText)


def reading_parts(body: StreamValue) -> list[ReadingPart]:
    """The parts in the order of `PARTS`, each followed by the media placed behind it.

    Media before the first part go with whichever part is read first.
    """
    by_name: dict[str, ReadingPart] = {}
    early: list[Any] = []
    behind = early
    for child in body:
        if rule := PART_BY_NAME.get(child.block_type):
            part = ReadingPart(child.block_type, rule.heading, child)
            behind = by_name.setdefault(child.block_type, part).media
        else:
            behind.append(child)
    parts = [by_name[rule.name] for rule in PARTS if rule.name in by_name]
    if early and parts:
        parts[0].media[:0] = early
    return parts


def cited_findings(body: StreamValue) -> list[Any]:
    """The findings that the page rests on, each once, in the author's order."""
    found: dict[int, Any] = {}
    for child in body.blocks_by_name("evidence"):
        for item in child.value.get("findings") or ():
            if finding := item.get("finding"):
                found.setdefault(finding.pk, finding)
    return list(found.values())


def cited_references(body: StreamValue) -> list[Any]:
    """The references that the page lists, each once, in the author's order."""
    found: dict[int, Any] = {}
    for child in body.blocks_by_name("references"):
        for reference in child.value:
            if reference is not None:
                found.setdefault(reference.pk, reference)
    return list(found.values())

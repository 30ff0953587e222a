"""The raw value of a knowledge page's parts and of a map's nodes."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence.models import Reference
from pathways.constants import PARTS, KnowledgeKind
from pathways.demo import media
from pathways.demo.catalogue import Entry
from pathways.demo.prose import Prose

NAMESPACE = uuid.UUID("5f0c2b2e-6a0e-4a8b-9d63-2f4b8e0c7a11")


@dataclass(frozen=True)
class Stock:
    """What is there before any page, by the keys that the data uses."""

    references: dict[str, Reference]
    findings: dict[str, int]
    images: dict[str, int]
    sounds: dict[str, int]


@dataclass(frozen=True)
class Library:
    """What blocks point to: primary keys by the keys that the data uses."""

    prose: Prose
    pages: dict[str, int]
    stock: Stock


class Body:
    """Writes the stream values of one page; its blocks keep their ids for good."""

    def __init__(self, entry: Entry, library: Library) -> None:
        self.entry = entry
        self.library = library

    def parts(self) -> list[Entry]:
        """The parts of a knowledge page, each followed by its media."""
        blocks = []
        for part in PARTS:
            if part.name in self.entry and part.belongs_on(self.entry["kind"]):
                value = self._part(part.name, self.entry[part.name])
                blocks.append(self._block(part.name, value, part.name))
                blocks += self._media_after(part.name)
        return blocks

    def nodes(self) -> list[Entry]:
        """The nodes of a pathway."""
        return [
            self._block("node", self._node(node, number), f"node-{node['label']}")
            for number, node in enumerate(self.entry["node"])
        ]

    def _block(self, kind: str, value: Any, path: str) -> Entry:
        return {"type": kind, "value": value, "id": self._id(path)}

    def _id(self, path: str) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{self.entry['slug']}/{path}"))

    def _items(self, values: list[Any], path: str) -> list[Entry]:
        return [
            self._block("item", value, f"{path}/{number}")
            for number, value in enumerate(values)
        ]

    def _part(self, name: str, given: Any) -> Any:
        special: dict[str, Callable[[Any], Any]] = {
            "how_to_check": self._how_to_check,
            "evidence": self._evidence,
            "steps": self._steps,
            "dose": self._dose,
        }
        if name in special:
            return special[name](given)
        if name == "references":
            keys = [self.library.stock.references[key].pk for key in given]
            return self._items(keys, name)
        if name == "active_ingredients":
            return self._items(given, name)
        return self.library.prose.rich_text(given) if isinstance(given, str) else given

    def _how_to_check(self, given: Entry) -> Entry:
        probes = [self._probe(probe, n) for n, probe in enumerate(given["probes"])]
        return {
            "introduction": self._rich(given.get("introduction", "")),
            "probes": self._items(probes, "probes"),
        }

    def _probe(self, given: Entry, number: int) -> Entry:
        options = [
            {
                "text": option["text"],
                "correct": option.get("correct", False),
                "barrier": self._page(option.get("barrier")),
                "meaning": _plain(option.get("meaning", "")),
            }
            for option in given["options"]
        ]
        return {
            "stem": self._rich(given["stem"]),
            "image": self._image(given.get("image")),
            "options": self._items(options, f"probes/{number}/options"),
            "source": given.get("source", ""),
        }

    def _evidence(self, given: Entry) -> Entry:
        findings = [
            {
                "finding": self.library.stock.findings[item["finding"]],
                "note": item.get("note", ""),
            }
            for item in given["findings"]
        ]
        return {
            "introduction": self._rich(given.get("introduction", "")),
            "findings": self._items(findings, "findings"),
        }

    def _steps(self, given: list[Entry]) -> list[Entry]:
        steps = [{"title": s["title"], "text": self._rich(s["text"])} for s in given]
        return self._items(steps, "steps")

    def _dose(self, given: Entry) -> Entry:
        return {**given, "note": self._rich(given.get("note", ""))}

    def _node(self, given: Entry, number: int) -> Entry:
        return {
            "label": given["label"],
            "level": given["level"],
            "kind": given["kind"],
            "edge": given.get("edge", ""),
            "page": self._page(given.get("page")),
            "media": self._node_media(given, f"node-{given['label']}"),
        }

    def _node_media(self, given: Entry, path: str) -> list[Entry]:
        blocks = []
        if "text" in given:
            text = self._rich(given["text"])
            blocks.append(self._block("text", text, f"{path}/text"))
        if "image" in given:
            blocks.append(self._figure(given, f"{path}/figure"))
        return blocks

    def _media_after(self, part: str) -> list[Entry]:
        return [
            self._figure(item, f"{part}/figure")
            if item["type"] == "figure"
            else self._sound(item["file"], f"{part}/audio")
            for item in self.entry.get("media", ())
            if item["after"] == part
        ]

    def _figure(self, given: Entry, path: str) -> Entry:
        value = {
            "image": self._image(given["image"]),
            "caption": given.get("caption", ""),
        }
        return self._block("figure", value, path)

    def _sound(self, key: str, path: str) -> Entry:
        title, transcript = media.sound(key)
        value = {
            "title": title,
            "file": self.library.stock.sounds[key],
            "transcript": transcript,
        }
        return self._block("audio", value, path)

    def _image(self, key: str | None) -> Entry:
        return {
            "image": self.library.stock.images[key] if key else None,
            "alt_text": media.alt_text(key) if key else "",
            "decorative": False,
        }

    def _page(self, slug: str | None) -> int | None:
        return self.library.pages[slug] if slug else None

    def _rich(self, text: str) -> str:
        return self.library.prose.rich_text(text)


def required_parts(kind: str) -> list[str]:
    """Names of the parts that a page of a kind must have."""
    return [part.name for part in PARTS if KnowledgeKind(kind) in part.required_on]


def _plain(text: str) -> str:
    """Short fields hold no markup."""
    return text.replace("*", "").replace("`", "")

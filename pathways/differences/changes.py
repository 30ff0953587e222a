"""What can differ between two versions of a map, each change a value that can be applied.

Changes are plain data: `as_json` and `from_json` keep them in the database, and `key`
names one in a form.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.constants import EdgeKind
from pathways.constants import NodeKind
from pathways.differences.places import Place
from pathways.differences.tree import StoredNode, Tree

PageTitles = Mapping[int, str]
NO_TITLES: PageTitles = {}


@dataclass(frozen=True)
class Change:
    """One change of one node, `label` being what the node is called after it."""

    node: str
    label: str
    name: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """A name for exactly this change: another version of it has another key."""
        text = json.dumps(self.as_json(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def touched(self) -> frozenset[str]:
        """The nodes that it changes."""
        return frozenset({self.node})

    @property
    def named(self) -> str:
        """The node's label, as it stands in a sentence."""
        return self.label or _("(no label)")

    def as_json(self) -> dict[str, Any]:
        """The change as plain data."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return {"change": self.name, **plain}

    def apply_to(self, tree: Tree) -> None:
        """Make the change; nothing happens where its node is gone, or it is made."""
        raise NotImplementedError

    def is_made_in(self, tree: Tree) -> bool:
        """Whether making the change would change nothing."""
        raise NotImplementedError

    def sentence(self, titles: PageTitles = NO_TITLES) -> str:
        """The change in words.

        Args:
            titles: what the pages that nodes lead to are called, by primary key.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Added(Change):
    """A node, with what is new beneath it (`nodes`, in order, the node itself first)."""

    place: Place
    nodes: tuple[StoredNode, ...]
    parents: tuple[str | None, ...]
    name: ClassVar[str] = "added"

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(_id(node) for node in self.nodes)

    def apply_to(self, tree: Tree) -> None:
        for node, parent in zip(self.nodes, self.parents, strict=True):
            if _id(node) in tree:
                continue
            if parent is not None:
                tree.insert(_id(node), node, parent)
            else:
                tree.insert(_id(node), node, *self.place.find(tree))

    def is_made_in(self, tree: Tree) -> bool:
        return all(_id(node) in tree for node in self.nodes)

    def sentence(self, titles: PageTitles = NO_TITLES) -> str:
        beneath = len(self.nodes) - 1
        if not self.place.above:
            text = _("“%(node)s” added as the start of the map")
        elif beneath:
            text = ngettext(
                "“%(node)s” added under “%(parent)s”, with %(count)d node beneath it",
                "“%(node)s” added under “%(parent)s”, with %(count)d nodes beneath it",
                beneath,
            )
        else:
            text = _("“%(node)s” added under “%(parent)s”")
        return text % {
            "node": self.named,
            "parent": self.place.label,
            "count": beneath,
        }


@dataclass(frozen=True)
class Removed(Change):
    """A node, with what is gone beneath it (`nodes`: ids in order, its own first)."""

    place: Place
    nodes: tuple[str, ...]
    name: ClassVar[str] = "removed"

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(self.nodes)

    def apply_to(self, tree: Tree) -> None:
        for key in self.nodes:
            if key in tree:
                tree.remove(key)

    def is_made_in(self, tree: Tree) -> bool:
        return not any(key in tree for key in self.nodes)

    def sentence(self, titles: PageTitles = NO_TITLES) -> str:
        beneath = len(self.nodes) - 1
        if not beneath:
            return _("“%(node)s” removed") % {"node": self.named}
        return ngettext(
            "“%(node)s” removed, with %(count)d node beneath it",
            "“%(node)s” removed, with %(count)d nodes beneath it",
            beneath,
        ) % {"node": self.named, "count": beneath}


@dataclass(frozen=True)
class Moved(Change):
    """A node that hangs elsewhere, or elsewhere among its siblings, with its subtree."""

    came: Place
    goes: Place
    name: ClassVar[str] = "moved"

    def apply_to(self, tree: Tree) -> None:
        if self.node in tree:
            tree.move(self.node, *self.goes.find(tree, moving=self.node))

    def is_made_in(self, tree: Tree) -> bool:
        if self.node not in tree:
            return True
        there = Place.of(tree, self.node)
        return (there.above[:1], there.before[:1]) == (
            self.goes.above[:1],
            self.goes.before[:1],
        )

    def sentence(self, titles: PageTitles = NO_TITLES) -> str:
        if not self.goes.above:
            text = _("“%(node)s” made the start of the map")
        elif self.came.above[:1] == self.goes.above[:1]:
            text = _("“%(node)s” moved to another place under “%(to)s”")
        elif self.came.above:
            text = _("“%(node)s” moved from “%(from)s” to “%(to)s”")
        else:
            text = _("“%(node)s” moved from the start of the map to “%(to)s”")
        return text % {
            "node": self.named,
            "from": self.came.label,
            "to": self.goes.label,
        }


@dataclass(frozen=True)
class Edited(Change):
    """One property of a node (`aspect`: its name in the stored value)."""

    aspect: str
    before: Any
    after: Any
    name: ClassVar[str] = "edited"

    def apply_to(self, tree: Tree) -> None:
        if self.node not in tree:
            return
        node = tree.nodes[self.node]
        value = {**node["value"], self.aspect: self.after}
        tree.nodes[self.node] = {**node, "value": value}

    def is_made_in(self, tree: Tree) -> bool:
        if self.node not in tree:
            return True
        now = tree.nodes[self.node]["value"].get(self.aspect)
        return bool((now or None) == (self.after or None))

    def sentence(self, titles: PageTitles = NO_TITLES) -> str:
        words = _SENTENCES.get(self.aspect, _other_sentence)
        return words(self, titles)

    def in_words(self, value: Any, titles: PageTitles = NO_TITLES) -> str:
        """`before` or `after` as a person reads it; empty where there is nothing."""
        if self.aspect == "kind":
            return str(dict(NodeKind.choices).get(value, value or ""))
        if self.aspect == "edge":
            return str(dict(EdgeKind.choices).get(value, value or ""))
        if self.aspect == "page" and value:
            return titles.get(value) or _("a page that is gone")
        return str(value or "")


def _label_sentence(change: Edited, titles: PageTitles) -> str:
    return _("“%(before)s” renamed to “%(after)s”") % {
        "before": change.before or _("(no label)"),
        "after": change.after or _("(no label)"),
    }


def _kind_sentence(change: Edited, titles: PageTitles) -> str:
    return _("“%(node)s”: kind changed from “%(before)s” to “%(after)s”") % {
        "node": change.named,
        "before": change.in_words(change.before),
        "after": change.in_words(change.after),
    }


def _edge_sentence(change: Edited, titles: PageTitles) -> str:
    if not change.after:
        text = _("“%(node)s”: relation “%(before)s” taken away")
    elif not change.before:
        text = _("“%(node)s”: relation “%(after)s” added")
    else:
        text = _("“%(node)s”: relation changed from “%(before)s” to “%(after)s”")
    return text % {
        "node": change.named,
        "before": change.in_words(change.before),
        "after": change.in_words(change.after),
    }


def _page_sentence(change: Edited, titles: PageTitles) -> str:
    if not change.after:
        text = _("“%(node)s” no longer leads to a page")
    elif change.after not in titles:
        text = _("“%(node)s” leads to another page")
    elif not change.before:
        text = _("“%(node)s” now leads to the page “%(after)s”")
    else:
        text = _("“%(node)s” leads to “%(after)s”, no longer to “%(before)s”")
    return text % {
        "node": change.named,
        "before": change.in_words(change.before, titles),
        "after": change.in_words(change.after, titles),
    }


def _media_sentence(change: Edited, titles: PageTitles) -> str:
    return _("“%(node)s”: what opens beneath it was changed") % {"node": change.named}


def _other_sentence(change: Edited, titles: PageTitles) -> str:
    return _("“%(node)s”: details changed") % {"node": change.named}


_SENTENCES = {
    "label": _label_sentence,
    "kind": _kind_sentence,
    "edge": _edge_sentence,
    "page": _page_sentence,
    "media": _media_sentence,
}


def _id(node: StoredNode) -> str:
    return str(node["id"])

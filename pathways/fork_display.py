"""Changes of a parent as the comparison page shows them: what was, is there, is here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text

from pathways.differences import Added, Change, Edited, Incoming, Moved, Removed
from pathways.differences.tree import Tree
from pathways.fork_comparison import Comparison, titles_of
from pathways.models import PathwayPage
from pathways.wording import words


@dataclass(frozen=True)
class Text:
    """One of the versions of what a change is about."""

    heading: str
    html: SafeString


@dataclass(frozen=True)
class ShownChange:
    """A change that waits: a sentence, the versions, and what stands against it."""

    key: str
    kind: str
    name: str
    sentence: str
    texts: list[Text]
    against: list[str]

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to choose."""
        return bool(self.against)


def shown_changes(comparison: Comparison) -> list[ShownChange]:
    """What waits, ready to be shown. One query, for the titles of pages."""
    every = [
        change for item in comparison.waiting for change in (item.change, *item.against)
    ]
    titles = titles_of(every)
    mine = Tree.of(comparison.mine)
    return [_shown(item, mine, titles) for item in comparison.waiting]


def _shown(item: Incoming, mine: Tree, titles: dict[int, str]) -> ShownChange:
    change = item.change
    return ShownChange(
        key=change.key,
        kind=_kind(change),
        name=change.name,
        sentence=change.sentence(titles),
        texts=list(_texts(change, mine, titles)),
        against=[other.sentence(titles) for other in item.against],
    )


def _kind(change: Change) -> str:
    return {
        "added": _("Added"),
        "removed": _("Removed"),
        "moved": _("Moved"),
        "edited": _("Changed"),
    }[change.name]


def _texts(change: Change, mine: Tree, titles: dict[int, str]) -> Iterator[Text]:
    if isinstance(change, Edited):
        yield from _edited_texts(change, mine, titles)
    elif isinstance(change, Moved):
        yield Text(_("Before, in the parent"), _lines([change.came.label]))
        yield Text(_("Now, in the parent"), _lines([change.goes.label]))
        yield Text(_("Here"), _lines([_parent_here(change.node, mine)]))
    elif isinstance(change, Added):
        labels = (node["value"].get("label") for node in change.nodes)
        yield Text(_("New in the parent"), _lines(labels))
    elif isinstance(change, Removed):
        here = [mine.label(key) for key in change.nodes if key in mine]
        yield Text(_("Would be removed here"), _lines(here))


def _edited_texts(change: Edited, mine: Tree, titles: dict[int, str]) -> Iterator[Text]:
    before, after = (
        readable(change, value, titles) for value in (change.before, change.after)
    )
    yield Text(_("Before, in the parent"), _lines([before]))
    difference = diff_text(before, after).to_html()
    yield Text(_("Now, in the parent"), difference if after else _lines([after]))
    if change.node in mine:
        value = mine.nodes[change.node]["value"].get(change.aspect)
        yield Text(_("Here"), _lines([readable(change, value, titles)]))
    else:
        yield Text(_("Here"), _lines([_("The node was removed")]))


def readable(change: Edited, value: Any, titles: dict[int, str]) -> str:
    """A stored value as a person reads it; all words of media."""
    if change.aspect != "media":
        return change.in_words(value, titles)
    field: Any = PathwayPage._meta.get_field("nodes")
    media = field.stream_block.child_blocks["node"].child_blocks["media"]
    return "\n".join(words(media, value or []))


def _parent_here(node: str, mine: Tree) -> str:
    return mine.label(mine.parents[node]) if node in mine else _("The node was removed")


def _lines(texts: Iterable[str]) -> SafeString:
    found = [line for text in texts for line in (text or "").splitlines() if line]
    if not found:
        return format_html("<i>{}</i>", _("nothing"))
    return format_html_join("", "<div>{}</div>", ((line,) for line in found))

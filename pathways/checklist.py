"""What a map still lacks, node by node: the one place that knows these rules.

The editor's checklist asks `check` when the page is shown, and again while the author
writes. What is `required` keeps the map from review; the blocks' own rules see to that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from pathways.blocks.nodes import level_errors
from pathways.constants import LABEL_LENGTH, NodeKind

LONG_LABEL = 80  # characters: a longer one fills three lines on the map
MOST_CHILDREN = 9
MOST_LEVELS = 5
NEEDS_PAGE = frozenset({NodeKind.BARRIER, NodeKind.INTERVENTION})
# What a teacher can go on with, or that says honestly that nothing is known.
HELPS = frozenset({NodeKind.INTERVENTION, NodeKind.GAP})


@dataclass(frozen=True)
class Line:
    """A node as the checklist sees it.

    `page` is the state of the page that it names: "", "live", "draft" or "gone".
    `faults` are those of its media, as `media_faults` names them.
    """

    id: str
    label: str
    level: int | None
    kind: str
    page: str = ""
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class Point:
    """One thing to look at. `required`: the map can't go to review with it."""

    node: str
    rule: str
    message: str
    required: bool = False


@dataclass
class _Branch:
    line: Line
    depth: int
    children: list["_Branch"] = field(default_factory=list)

    def beneath(self) -> Iterator["_Branch"]:
        for child in self.children:
            yield child
            yield from child.beneath()


def check(lines: Iterable[Line]) -> list[Point]:
    """Every point of a map, in the order of its nodes, what is required first."""
    lines = list(lines)
    wrong_levels = level_errors(line.level for line in lines)
    points: list[Point] = []
    for index, branch in enumerate(_branches(lines)):
        found = [*_of_the_line(branch.line), *_of_the_branch(branch)]
        if index in wrong_levels:
            message = wrong_levels[index].messages[0]
            found.insert(0, Point(branch.line.id, "level", message, required=True))
        points += sorted(found, key=lambda point: not point.required)
    return points


def _branches(lines: Sequence[Line]) -> list[_Branch]:
    """The lines as a tree, in their order; gaps are closed as on the map."""
    branches: list[_Branch] = []
    path: list[_Branch] = []
    for line in lines:
        depth = min(max(line.level or 1, 2 if path else 1), len(path) + 1)
        branch = _Branch(line, depth)
        del path[depth - 1 :]
        if path:
            path[-1].children.append(branch)
        path.append(branch)
        branches.append(branch)
    return branches


def _of_the_line(line: Line) -> Iterator[Point]:
    yield from _of_the_label(line)
    if not line.kind:
        yield Point(line.id, "kind", _("Say of what kind it is."), required=True)
    if line.kind in NEEDS_PAGE and not line.page:
        yield Point(line.id, "no_page", _("It leads to no knowledge page."))
    if line.page == "gone":
        message = _("The page that it led to was deleted. Choose another, or none.")
        yield Point(line.id, "page_gone", message)
    if line.page == "draft":
        message = _("Its knowledge page is not published: readers can’t follow it yet.")
        yield Point(line.id, "page_draft", message)
    for fault in line.faults:
        if fault in FAULTS:
            yield Point(line.id, fault, str(FAULTS[fault]), required=True)


def _of_the_label(line: Line) -> Iterator[Point]:
    length = len(line.label.strip())
    counts = {"count": length, "most": LABEL_LENGTH, "good": LONG_LABEL}
    if not length:
        yield Point(line.id, "label", _("Give it a label."), required=True)
    elif length > LABEL_LENGTH:
        message = _(
            "Its label has %(count)d characters. Shorten it to %(most)d at most, and "
            "write the rest beneath the node."
        )
        yield Point(line.id, "label_too_long", message % counts, required=True)
    elif length > LONG_LABEL:
        message = _(
            "Its label has %(count)d characters. Up to %(good)d are read at a glance."
        )
        yield Point(line.id, "label_long", message % counts)


def _of_the_branch(branch: _Branch) -> Iterator[Point]:
    line, count = branch.line, len(branch.children)
    if line.kind == NodeKind.BARRIER and not any(
        below.line.kind in HELPS for below in branch.beneath()
    ):
        message = _(
            "Dead end: nothing beneath this barrier helps. Add an intervention, or say "
            "with a gap that none is known."
        )
        yield Point(line.id, "dead_end", message)
    if count > MOST_CHILDREN:
        message = ngettext(
            "%(count)d node hangs on it: more than %(most)d are hard to take in.",
            "%(count)d nodes hang on it: more than %(most)d are hard to take in.",
            count,
        )
        fill = {"count": count, "most": MOST_CHILDREN}
        yield Point(line.id, "too_wide", message % fill)
    if branch.depth > MOST_LEVELS:
        message = _("It stands on level %(level)d: past level %(most)d few look.")
        fill = {"level": branch.depth, "most": MOST_LEVELS}
        yield Point(line.id, "too_deep", message % fill)


# What can be missing for those who don't see or hear a part, by the fault's name.
FAULTS: dict[str, str | Promise] = {
    "no_alt": _lazy(
        "A picture has no alt text. Say what it shows, or mark it as decorative."
    ),
    "no_captions": _lazy("A film has no captions. Add a WebVTT file."),
    "no_transcript": _lazy("A film or recording has no transcript."),
    "no_summary": _lazy("What it shows on another site is not said in words."),
}


def media_faults(media: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the parts beneath a node lack, from their stored values."""
    found = {
        fault
        for part in media
        if isinstance(part.get("value"), Mapping)
        for fault in _faults_of(part["type"], part["value"])
    }
    return [fault for fault in FAULTS if fault in found]


def _faults_of(kind: str, value: Mapping[str, Any]) -> Iterator[str]:
    if kind == "figure":
        image = value.get("image") or {}
        if image.get("image") and not (
            image.get("decorative") or _said(image.get("alt_text"))
        ):
            yield "no_alt"
    if kind == "video" and not value.get("captions"):
        yield "no_captions"
    if kind in {"video", "audio"} and not _said(value.get("transcript")):
        yield "no_transcript"
    if kind == "embed" and not _said(value.get("transcript")):
        yield "no_summary"


def _said(text: Any) -> bool:
    return bool(str(text or "").strip())

"""A fork beside its parent: what the parent has changed since, and what is its own."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, PageLogEntry

from pathways.constants import ForkChoice
from pathways.differences import (
    Added,
    Change,
    Edited,
    Incoming,
    apply,
    differences,
    from_json,
    incoming,
    stored_nodes,
)
from pathways.models import Fork, ForkDecision
from pathways.querysets import public

Nodes = list[dict[str, Any]]


@dataclass(frozen=True)
class Comparison:
    """The three versions and what follows from them.

    `base` is the parent as far as it was dealt with, `mine` the latest draft of the
    fork, `theirs` the parent as it is live; while there is no live parent, nothing
    waits.
    """

    base: Nodes
    mine: Nodes
    theirs: Nodes
    waiting: list[Incoming]

    @property
    def conflicts(self) -> list[Incoming]:
        """Those that wait for a choice."""
        return [item for item in self.waiting if item.is_conflict]

    @property
    def joinable(self) -> list[Change]:
        """Those that can be taken over as they are."""
        return [item.change for item in self.waiting if not item.is_conflict]

    def find(self, key: str) -> Incoming | None:
        """A change that waits, by its key."""
        return next((item for item in self.waiting if item.change.key == key), None)


def digest(nodes: Nodes) -> str:
    """SHA-256, in hexadecimal, of a map."""
    text = json.dumps(nodes, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def decisions_that_hold(fork: Fork) -> list[ForkDecision]:
    """What was decided, without what was withdrawn or undone in the history."""
    entries = PageLogEntry.objects.filter(page_id=fork.page_id, action="wagtail.revert")
    reverts = [
        (entry.timestamp, entry.data["revision"]["id"])
        for entry in entries
        if entry.data.get("revision")
    ]
    rows = fork.decisions.standing().select_related("decided_by")
    return [row for row in rows if not row.is_undone_by(reverts)]


def base_of_live(fork: Fork) -> Nodes:
    """The parent as far as the fork had dealt with it when it last went live."""
    published = fork.page.last_published_at
    changes = (
        from_json(row.change)
        for row in decisions_that_hold(fork)
        if published and row.decided_at <= published
    )
    return apply(fork.nodes, *changes)


def compare(fork: Fork) -> Comparison:
    """The fork's latest draft with its parent as it is live."""
    decided = decisions_that_hold(fork)
    base = apply(fork.nodes, *(from_json(row.change) for row in decided))
    mine = stored_nodes(fork.page.get_latest_revision_as_object().nodes)
    if fork.parent is None or not fork.parent.live:
        return Comparison(base, mine, theirs=base, waiting=[])
    theirs = stored_nodes(fork.parent.nodes)
    left_out = _left_out(decided)
    waiting = [
        item
        for item in incoming(base, mine, theirs)
        if not (isinstance(item.change, Edited) and item.change.node in left_out)
    ]
    return Comparison(base, mine, theirs, waiting)


def _left_out(decided: Iterable[ForkDecision]) -> set[str]:
    """Nodes of the parent that the fork did not want: their edits are not asked about."""
    changes = (
        from_json(row.change) for row in decided if row.choice == ForkChoice.LEFT
    )
    return {
        node
        for change in changes
        if isinstance(change, Added)
        for node in change.touched
    }


def own_changes(fork: Fork) -> list[Change]:
    """In what the fork, as it is live, differs from the version it was adapted from."""
    return differences(base_of_live(fork), stored_nodes(fork.page.nodes))


def titles_of(
    changes: Iterable[Change], *, only_public: bool = False
) -> dict[int, str]:
    """What the pages are called to which the changes lead.

    Args:
        changes: of any kind.
        only_public: leave out what readers may not see.
    """
    keys = {
        value
        for change in changes
        if isinstance(change, Edited) and change.aspect == "page"
        for value in (change.before, change.after)
        if value
    }
    if not keys:
        return {}
    pages = Page.objects.filter(pk__in=keys)
    found = public(pages) if only_public else pages
    return dict(found.values_list("pk", "title"))

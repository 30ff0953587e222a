"""What waits on the forks of a person, for the admin's first page and the editor."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pathways.fork_comparison import compare
from pathways.models import Fork, PathwayPage
from pathways.permissions import associations_edited_by, may_see_fork

MAX_COMPARED = 20  # the first page of the admin must stay quick


@dataclass(frozen=True)
class ForkNotice:
    """A fork with the number of its parent's changes that wait."""

    fork: Fork
    number: int
    conflicts: int


def notice_of(page: PathwayPage) -> ForkNotice | None:
    """The notice of a page; None for one that is no fork."""
    fork = Fork.objects.with_pages().filter(page_id=page.pk).first()
    return None if fork is None else _notice(fork)


def notices_for(user: Any, on: dt.date) -> list[ForkNotice]:
    """Forks that the person edits on which something waits, by title."""
    rows = Fork.objects.with_pages().edited_by(user, associations_edited_by(user, on))
    found = [_notice(fork) for fork in rows[:MAX_COMPARED] if may_see_fork(user, fork)]
    return [notice for notice in found if notice.number]


def _notice(fork: Fork) -> ForkNotice:
    comparison = compare(fork)
    return ForkNotice(fork, len(comparison.waiting), len(comparison.conflicts))

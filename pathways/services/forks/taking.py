"""Taking over changes of the parent into the fork's draft, or leaving them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from mesh.core.models import User
from pathways import permissions
from pathways.constants import ForkChoice
from pathways.differences import Change, apply
from pathways.fork_comparison import Comparison, compare
from pathways.models import Fork, ForkDecision, PathwayPage
from pathways.services.forks.forking import credit_parent


class UnableToDecide(Exception):
    """The change can't be taken over or left now; the message says why."""


@transaction.atomic
def take_over(*, fork: Fork, key: str, by: User, now: dt.datetime) -> Revision:
    """Make one change of the parent in the fork's draft, whatever stands against it.

    Raises:
        UnableToDecide: the person may not edit the fork, it is locked or in review, or
            the change does not wait any more.
    """
    fork = _lock(fork)
    _check_editable(fork, by)
    comparison = compare(fork)
    return _take(fork, comparison, [_waiting(comparison, key)], by, now)


@transaction.atomic
def take_all(*, fork: Fork, by: User, now: dt.datetime) -> tuple[Revision, int]:
    """Make every change that stands against none of the fork's own; says how many.

    Raises:
        UnableToDecide: as `take_over`, or there is none.
    """
    fork = _lock(fork)
    _check_editable(fork, by)
    comparison = compare(fork)
    changes = comparison.joinable
    if not changes:
        raise UnableToDecide(_("No change waits that could be taken over as it is."))
    return _take(fork, comparison, changes, by, now), len(changes)


@transaction.atomic
def leave(*, fork: Fork, key: str, by: User, now: dt.datetime) -> ForkDecision:
    """Leave one change of the parent: it is not asked about again. The draft stays.

    Raises:
        UnableToDecide: as `take_over`.
    """
    fork = _lock(fork)
    _check_editable(fork, by)
    change = _waiting(compare(fork), key)
    (decision,) = _decide(fork, [change], ForkChoice.LEFT, by, now)
    _log(fork, "leave", [change], by)
    _note_version(fork)
    return decision


@transaction.atomic
def reconsider(*, decision: ForkDecision, by: User, now: dt.datetime) -> ForkDecision:
    """Ask again about a change that was left.

    Raises:
        UnableToDecide: it was taken over (the history undoes that), asked about again
            already, or the person may not edit the fork now.
    """
    fork = _lock(decision.fork)
    _check_editable(fork, by)
    decision = fork.decisions.get(pk=decision.pk)
    if decision.choice != ForkChoice.LEFT:
        raise UnableToDecide(
            _(
                "This change was taken over. To undo it, go back to an earlier version "
                "in the history of the fork."
            )
        )
    if decision.withdrawn_at is not None:
        raise UnableToDecide(_("This change is being considered again already."))
    decision.withdrawn_at = now
    decision.save(update_fields=["withdrawn_at"])
    log(
        instance=fork.page,
        action="pathways.fork.reconsider",
        user=by,
        data={"changes": [decision.change.get("label", "")]},
    )
    return decision


def _lock(fork: Fork) -> Fork:
    """The fork as it is now, kept from others until the transaction ends."""
    Fork.objects.select_for_update().get(pk=fork.pk)
    PathwayPage.objects.select_for_update().get(pk=fork.page_id)
    return Fork.objects.with_pages().get(pk=fork.pk)


def _check_editable(fork: Fork, by: User) -> None:
    problem = permissions.fork_problem(by, fork)
    if problem:
        raise UnableToDecide(problem)


def _waiting(comparison: Comparison, key: str) -> Change:
    item = comparison.find(key)
    if item is None:
        raise UnableToDecide(
            _(
                "This change does not wait any more: the parent has changed again, or "
                "somebody has decided on it. Look through the list as it is now."
            )
        )
    return item.change


def _take(
    fork: Fork,
    comparison: Comparison,
    changes: Sequence[Change],
    by: User,
    now: dt.datetime,
) -> Revision:
    draft: Any = fork.page.get_latest_revision_as_object()
    draft.nodes = apply(comparison.mine, *changes)
    if not draft.live:
        draft.save(clean=False)
    revision = draft.save_revision(user=by, clean=False)
    _decide(fork, changes, ForkChoice.TAKEN, by, now, revision)
    credit_parent(fork=fork, parent=PathwayPage.objects.get(forks=fork))
    _log(fork, "take_over", changes, by, revision)
    _note_version(fork)
    return revision


def _decide(
    fork: Fork,
    changes: Iterable[Change],
    choice: ForkChoice,
    by: User,
    now: dt.datetime,
    revision: Revision | None = None,
) -> list[ForkDecision]:
    return ForkDecision.objects.bulk_create(
        ForkDecision(
            fork=fork,
            key=change.key,
            change=change.as_json(),
            choice=choice,
            decided_by=by,
            decided_at=now,
            revision=revision,
        )
        for change in changes
    )


def _log(
    fork: Fork,
    action: str,
    changes: Iterable[Change],
    by: User,
    revision: Revision | None = None,
) -> None:
    log(
        instance=fork.page,
        action=f"pathways.fork.{action}",
        user=by,
        revision=revision,
        content_changed=revision is not None,
        data={"changes": [change.sentence() for change in changes]},
    )


def _note_version(fork: Fork) -> None:
    """Once nothing waits, the fork has been compared with the parent as it is."""
    if fork.parent is not None and not compare(_fresh(fork)).waiting:
        fork.parent_published_at = fork.parent.last_published_at
        fork.save(update_fields=["parent_published_at"])


def _fresh(fork: Fork) -> Fork:
    return Fork.objects.with_pages().get(pk=fork.pk)

"""Open, close and cancel a round of peer review."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workflows.constants import (
    AssignmentStatus,
    AuthorshipSource,
    RoundOutcome,
)
from workflows.exceptions import ReviewRefused
from workflows.hashing import content_hash
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.permissions import independence
from workflows.services import authorship, invitations, locks, notices


class UnableToOpenRound(ReviewRefused):
    """The page is not ready for review; the message names what is missing."""


def assert_ready(page: Any) -> None:
    """Refuse a page that lacks something, by name.

    Raises:
        UnableToOpenRound: at least one required part is empty.
    """
    missing = page.missing_for_review()
    if missing:
        raise UnableToOpenRound(
            _("Fill in before submitting to review: %(names)s.")
            % {"names": ", ".join(str(name) for name in missing)}
        )


@transaction.atomic
def open_round(*, task: Any, task_state: Any, now: dt.datetime) -> ReviewRound:
    """Open the next round on the version that was submitted.

    After a verdict of major changes the reviewers who reported are invited again.

    Args:
        task: the `PeerReviewTask`, which gives quorum, days, form and anonymity.
        task_state: its state, which names the revision.
        now: the clock.
    """
    workflow_state, revision = task_state.workflow_state, task_state.revision
    page = workflow_state.content_object.specific
    authorship.record(
        lineage=page.lineage,
        user_id=workflow_state.requested_by_id,
        source=AuthorshipSource.SUBMISSION,
    )
    previous = ReviewRound.objects.for_page(page).first()
    review_round = ReviewRound.objects.create(
        page_id=page.pk,
        lineage=page.lineage,
        workflow_state=workflow_state,
        task_state_id=task_state.pk,
        revision=revision,
        form=task.form,
        number=_next_number(page.pk),
        content_hash=content_hash(revision.content),
        quorum=task.quorum,
        anonymity=task.anonymity,
        respond_days=task.respond_days,
        review_days=task.review_days,
        opened_at=now,
    )
    notices.round_opened(review_round)
    if previous and previous.workflow_state_id == workflow_state.pk:
        _invite_again(previous, review_round, now)
    return review_round


def _next_number(page_id: int) -> int:
    last = ReviewRound.objects.filter(page_id=page_id).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def _invite_again(
    previous: ReviewRound, review_round: ReviewRound, now: dt.datetime
) -> None:
    """Those who reported before are asked first, unless they are independent no more."""
    for old in previous.assignments.submitted().select_related(
        "reviewer", "invited_by"
    ):
        try:
            with transaction.atomic():
                invitations.invite_reviewer(
                    review_round=review_round,
                    reviewer=old.reviewer,
                    by=old.invited_by,
                    now=now,
                    is_again=True,
                )
        except invitations.UnableToInvite as refusal:
            notices.not_invited_again(review_round, old.reviewer, str(refusal))


@transaction.atomic
def close_if_complete(*, review_round: ReviewRound, now: dt.datetime) -> bool:
    """Close the round once enough independent reports are in; True when it was closed.

    Reviewers who have not reported are withdrawn and told; the workflow goes on to the
    judgement.
    """
    review_round = locks.lock_round(review_round)
    if not review_round.is_open or not independence.is_quorum_met(
        review_round, now=now
    ):
        return False
    review_round.closed_at, review_round.outcome = now, RoundOutcome.COMPLETED
    review_round.save(update_fields=["closed_at", "outcome"])
    _withdraw_active(review_round, _("Enough reports have come in."), now)
    review_round.task_state.specific.approve(user=None)
    return True


@transaction.atomic
def cancel_round(*, review_round: ReviewRound, now: dt.datetime) -> None:
    """Close a round that came to nothing; its reviewers are withdrawn and told."""
    review_round = locks.lock_round(review_round)
    if not review_round.is_open:
        return
    review_round.closed_at, review_round.outcome = now, RoundOutcome.CANCELLED
    review_round.save(update_fields=["closed_at", "outcome"])
    _withdraw_active(review_round, _("The review was cancelled."), now)


def _withdraw_active(review_round: ReviewRound, reason: str, now: dt.datetime) -> None:
    for assignment in review_round.assignments.active():
        assignment.reason, assignment.completed_at = reason, now
        invitations.change_status(assignment, AssignmentStatus.WITHDRAWN)
        notices.reviewer_withdrawn(assignment)


def waiting_assignments(user: Any) -> list[ReviewAssignment]:
    """What the user has to answer or to write, with round and version, due first."""
    return list(
        ReviewAssignment.objects.waiting_for(user).select_related("round__revision")
    )

"""Invite reviewers, take their answer, withdraw and replace them."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from mesh.core.models import User
from workflows.constants import AssignmentStatus, ConflictMoment
from workflows.exceptions import ReviewRefused
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.permissions import actions
from workflows.services import locks, notices
from workflows.services.conflicts import ConflictReply, record_conflict


class UnableToChangeStatus(ReviewRefused):
    """The table of transitions does not allow the step."""


class UnableToInvite(ReviewRefused):
    """The reviewer, or the person who invites, may not."""


class UnableToRespond(ReviewRefused):
    """The invitation is not open to this person, or was answered already."""


class UnableToWithdraw(ReviewRefused):
    """The reviewer is not awaited any more, or the person may not withdraw them."""


def change_status(assignment: ReviewAssignment, status: AssignmentStatus) -> None:
    """Take one step of the table of transitions, and save; old links stop acting.

    Raises:
        UnableToChangeStatus: the table does not allow the step.
    """
    if not assignment.can_become(status):
        raise UnableToChangeStatus(
            _("A review that is “%(old)s” cannot become “%(new)s”.")
            % {"old": assignment.get_status_display(), "new": status.label}
        )
    assignment.status, assignment.nonce = status, uuid.uuid4()
    assignment.save()


@transaction.atomic
def invite_reviewer(
    *,
    review_round: ReviewRound,
    reviewer: User,
    by: User,
    now: dt.datetime,
    is_again: bool = False,
) -> ReviewAssignment:
    """Invite a reviewer, or invite again one who declined or was withdrawn.

    Args:
        review_round: an open round.
        reviewer: in the group of peer reviewers, independent of the authors.
        by: a coordinator who is neither author nor judge of the page.
        now: the clock; the days to answer and to review are the round's.
        is_again: the reviewer reported in the round before; the mail says so.

    Raises:
        UnableToInvite: one of the two may not, or the reviewer is in the round already.
    """
    review_round = locks.lock_round(review_round)
    for answer in (
        actions.may_invite(review_round, by),
        actions.may_be_invited(review_round, reviewer, by),
    ):
        if not answer:
            raise UnableToInvite(answer.reason)
    assignment = review_round.assignments.filter(reviewer=reviewer).first()
    if assignment is None:
        assignment = ReviewAssignment(round=review_round, reviewer=reviewer)
    elif not assignment.can_become(AssignmentStatus.INVITED):
        raise UnableToInvite(
            _("%(reviewer)s is in this round already: %(status)s.")
            % {"reviewer": reviewer, "status": assignment.get_status_display()}
        )
    assignment.status, assignment.nonce = AssignmentStatus.INVITED, uuid.uuid4()
    assignment.invited_by, assignment.invited_at = by, now
    assignment.respond_by = now + dt.timedelta(days=review_round.respond_days)
    assignment.due_at = assignment.respond_by + dt.timedelta(
        days=review_round.review_days
    )
    assignment.responded_at = assignment.completed_at = None
    assignment.reason = ""
    assignment.save()
    notices.reviewer_invited(assignment, is_again=is_again)
    return assignment


def _locked_for_answer(
    assignment: ReviewAssignment, reviewer: User
) -> ReviewAssignment:
    assignment = locks.lock_assignment(assignment)
    answer = actions.may_respond(assignment, reviewer)
    if not answer:
        raise UnableToRespond(answer.reason)
    return assignment


@transaction.atomic
def accept_invitation(
    *,
    assignment: ReviewAssignment,
    reviewer: User,
    conflict: ConflictReply,
    now: dt.datetime,
) -> ReviewAssignment:
    """Accept to review; a declared conflict of interest recuses the reviewer instead.

    Returns:
        the assignment, `accepted` with its due date, or `recused`.

    Raises:
        UnableToRespond: not theirs, answered already, closed, or an author by now.
        UnableToDeclare: the conflict question was not answered.
    """
    assignment = _locked_for_answer(assignment, reviewer)
    record_conflict(
        person=reviewer,
        review_round=assignment.round,
        assignment=assignment,
        moment=ConflictMoment.ACCEPTANCE,
        reply=conflict,
        now=now,
    )
    assignment.responded_at = now
    if conflict.is_declared:
        return recuse(assignment, now=now)
    assignment.accepted_at = assignment.accepted_at or now
    assignment.due_at = now + dt.timedelta(days=assignment.round.review_days)
    change_status(assignment, AssignmentStatus.ACCEPTED)
    notices.invitation_accepted(assignment)
    return assignment


def recuse(assignment: ReviewAssignment, *, now: dt.datetime) -> ReviewAssignment:
    """Take a reviewer with a declared conflict out; the coordinator is told."""
    assignment.completed_at = now
    change_status(assignment, AssignmentStatus.RECUSED)
    notices.reviewer_recused(assignment)
    return assignment


@transaction.atomic
def decline_invitation(
    *, assignment: ReviewAssignment, reviewer: User, reason: str, now: dt.datetime
) -> ReviewAssignment:
    """Decline to review, with a reason for the coordinator.

    Raises:
        UnableToRespond: as for accepting, or there is no reason.
    """
    assignment = _locked_for_answer(assignment, reviewer)
    if not reason.strip():
        raise UnableToRespond(_("Give a reason; a few words are enough."))
    assignment.reason = reason.strip()
    assignment.responded_at = assignment.completed_at = now
    change_status(assignment, AssignmentStatus.DECLINED)
    notices.invitation_declined(assignment)
    return assignment


@transaction.atomic
def withdraw_reviewer(
    *, assignment: ReviewAssignment, by: User, reason: str, now: dt.datetime
) -> ReviewAssignment:
    """Take a reviewer out of an open round; they are told, with the reason.

    Raises:
        UnableToWithdraw: nothing is awaited of them, no reason, or `by` may not.
    """
    assignment = locks.lock_assignment(assignment)
    answer = actions.may_invite(assignment.round, by)
    if not answer:
        raise UnableToWithdraw(answer.reason)
    if not assignment.can_become(AssignmentStatus.WITHDRAWN):
        raise UnableToWithdraw(
            _("Nothing is awaited of %(reviewer)s: %(status)s.")
            % {
                "reviewer": assignment.reviewer,
                "status": assignment.get_status_display(),
            }
        )
    if not reason.strip():
        raise UnableToWithdraw(_("Give a reason: it is mailed to the reviewer."))
    assignment.reason, assignment.completed_at = reason.strip(), now
    change_status(assignment, AssignmentStatus.WITHDRAWN)
    notices.reviewer_withdrawn(assignment)
    return assignment


@transaction.atomic
def replace_reviewer(
    *,
    assignment: ReviewAssignment,
    reviewer: User,
    by: User,
    reason: str,
    now: dt.datetime,
) -> ReviewAssignment:
    """Withdraw one reviewer and invite another in the same step, or neither.

    Raises:
        UnableToWithdraw, UnableToInvite: see the two steps.
    """
    old = withdraw_reviewer(assignment=assignment, by=by, reason=reason, now=now)
    return invite_reviewer(review_round=old.round, reviewer=reviewer, by=by, now=now)

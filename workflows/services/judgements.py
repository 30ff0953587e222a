"""Judge a page, recuse oneself from judging, revoke a verdict."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision, TaskState, WorkflowState

from mesh.core.models import User
from workflows.constants import ConflictAnswer, ConflictMoment, Decision
from workflows.exceptions import ReviewRefused
from workflows.hashing import content_hash
from workflows.models.conflicts import ConflictDeclaration
from workflows.models.rounds import ReviewRound
from workflows.models.verdicts import Verdict
from workflows.permissions import actions, independence
from workflows.permissions.authors import specific_pages
from workflows.services import locks, notices, warrants
from workflows.services.conflicts import ConflictReply, record_conflict


class UnableToJudge(ReviewRefused):
    """The person may not judge this page, or it is not ready to be judged."""


class UnableToRevoke(ReviewRefused):
    """The verdict is revoked already, or the person may not revoke it."""


@dataclass(frozen=True)
class Judgement:
    """What the judge decided.

    `decision` is one of `Decision`; `letter` goes to the authors as it is; `review_due`
    says when an accepted page should be looked at again.
    """

    decision: str
    letter: str
    review_due: dt.date | None = None


@transaction.atomic
def judge(
    *,
    task_state: TaskState,
    judge: User,
    judgement: Judgement,
    conflict: ConflictReply,
    now: dt.datetime,
) -> Verdict:
    """Decide about the version at the step of judgement, and do what follows.

    Accept: the version goes live. Minor: back to the author, then to a judge again.
    Major: back to the author, then a new round with the same reviewers. Reject: the
    workflow ends. The letter is mailed to the authors in each case.

    Args:
        task_state: the judgement that waits; the page is taken from it, never from the
            caller.
        judge: independent of authors, reviewers, inviter and owning association.
        judgement: the decision and the letter.
        conflict: must say that there is none; else see `recuse_judge`.
        now: the clock.

    Raises:
        UnableToJudge: with the reason.
        UnableToDeclare: the conflict question was not answered.
    """
    task_state = _locked_judgement(task_state)
    page = page_of_task_state(task_state)
    review_round = _round_to_judge(task_state)
    _assert_may_judge(page, judge, now)
    _assert_complete(judgement, conflict)
    record_conflict(
        person=judge,
        review_round=review_round,
        assignment=None,
        moment=ConflictMoment.JUDGEMENT,
        reply=conflict,
        now=now,
    )
    verdict = Verdict(
        round=review_round,
        task_state_id=task_state.pk,
        revision=task_state.revision,
        content_hash=content_hash(task_state.revision.content),
        judge=judge,
        decision=judgement.decision,
        letter=judgement.letter.strip(),
        judged_at=now,
        review_due=judgement.review_due,
    )
    verdict.save()
    notices.verdict_given(verdict)
    _take_consequence(task_state, verdict, judge)
    return verdict


@transaction.atomic
def recuse_judge(
    *, task_state: TaskState, judge: User, statement: str, now: dt.datetime
) -> ConflictDeclaration:
    """Declare a conflict of interest as a judge; another judge takes the page.

    Raises:
        UnableToJudge: the person could not have judged the page anyway.
        UnableToDeclare: there is no statement.
    """
    task_state = _locked_judgement(task_state)
    _assert_may_judge(page_of_task_state(task_state), judge, now)
    declaration = record_conflict(
        person=judge,
        review_round=_round_to_judge(task_state),
        assignment=None,
        moment=ConflictMoment.JUDGEMENT,
        reply=ConflictReply(ConflictAnswer.DECLARED, statement),
        now=now,
    )
    notices.judge_recused(declaration)
    return declaration


@transaction.atomic
def revoke_verdict(
    *, verdict: Verdict, by: User, reason: str, now: dt.datetime
) -> Verdict:
    """Take an accepting verdict back: the page goes offline, a schedule is cleared.

    Raises:
        UnableToRevoke: not an accepting verdict, revoked before, no reason, or `by`
            may not.
    """
    review_round = locks.lock_round(verdict.round)
    verdict = Verdict.objects.select_related("round").get(pk=verdict.pk)
    answer = actions.may_revoke(review_round, by)
    if not answer:
        raise UnableToRevoke(answer.reason)
    if not verdict.is_standing:
        raise UnableToRevoke(
            _("Only an accepting verdict that stands can be revoked, and only once.")
        )
    if not reason.strip():
        raise UnableToRevoke(_("Give a reason: it is kept in the review record."))
    verdict.revoke(by=by, now=now, reason=reason.strip())
    # A scheduled publication would otherwise stop every later one in publish_scheduled.
    Revision.objects.filter(pk=verdict.revision_id).update(approved_go_live_at=None)
    page = independence.page_of(review_round)
    if page.live and page.live_revision_id == verdict.revision_id:
        # Who revokes need have no right over pages: the revocation takes it offline.
        UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    notices.verdict_revoked(verdict)
    return verdict


def waiting_judgements(user: User, *, now: dt.datetime) -> list[TaskState]:
    """Judgements that wait and that the user may take, the oldest first."""
    waiting = (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__judgementtask__isnull=False,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )
        .select_related("revision", "workflow_state")
        .order_by("started_at", "pk")
    )
    states = list(waiting)
    pages = specific_pages(state.workflow_state.object_id for state in states)
    problems = independence.judge_problems(list(pages.values()), user, now=now)
    return [
        state
        for state in states
        if problems.get(int(state.workflow_state.object_id)) == ""
    ]


def page_of_task_state(task_state: TaskState) -> Any:
    """The specific page that a task state is about, whatever an address said."""
    return task_state.workflow_state.content_object.specific


def _locked_judgement(task_state: TaskState) -> TaskState:
    return locks.lock_task_state(
        task_state,
        UnableToJudge,
        _("This page does not wait for a judgement any more. Somebody was faster."),
    )


def _round_to_judge(task_state: TaskState) -> ReviewRound:
    review_round = warrants.latest_round(task_state.workflow_state)
    if review_round and warrants.round_covers(review_round, task_state.revision):
        return review_round
    raise UnableToJudge(_("This version has not been through peer review."))


def _assert_may_judge(page: Any, judge: User, now: dt.datetime) -> None:
    answer = actions.may_judge(page, judge, now=now)
    if not answer:
        raise UnableToJudge(answer.reason)


def _assert_complete(judgement: Judgement, conflict: ConflictReply) -> None:
    if judgement.decision not in Decision.values:
        raise UnableToJudge(_("Choose a decision."))
    if not judgement.letter.strip():
        raise UnableToJudge(_("Write the letter: it is mailed to the authors."))
    if conflict.is_declared:
        raise UnableToJudge(
            _(
                "With a conflict of interest you cannot judge this page. Recuse yourself."
            )
        )


def _take_consequence(task_state: Any, verdict: Verdict, judge: User) -> None:
    if verdict.decision == Decision.ACCEPT:
        task_state.approve(user=judge)
        return
    task_state.reject(user=judge)
    if verdict.decision == Decision.REJECT:
        workflow_state = WorkflowState.objects.get(pk=task_state.workflow_state_id)
        workflow_state.cancel(user=judge)

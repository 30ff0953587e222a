"""Save an unfinished report; submit a finished one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mesh.core.models import User
from workflows.constants import (
    RATING_LEVELS,
    AssignmentStatus,
    ConflictMoment,
    QuestionKind,
    Recommendation,
)
from workflows.exceptions import ReviewRefused
from workflows.models.reports import ReviewDraft, ReviewReport
from workflows.models.rounds import ReviewAssignment
from workflows.permissions import actions
from workflows.services import invitations, locks, notices, rounds
from workflows.services.conflicts import ConflictReply, record_conflict


class UnableToReport(ReviewRefused):
    """No report is awaited of this person, or the report is incomplete."""


@dataclass(frozen=True)
class ReportContent:
    """A report as the reviewer wrote it.

    `answers` by the key of the question: 1 to 4 for a rating, else text.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    recommendation: str = ""
    comments_to_author: str = ""
    comments_to_coordinator: str = ""
    consent_to_be_named: bool = False


@transaction.atomic
def save_draft(
    *,
    assignment: ReviewAssignment,
    reviewer: User,
    data: Mapping[str, Any],
    now: dt.datetime,
) -> ReviewDraft:
    """Keep unfinished answers, whatever they are; nobody else sees them.

    Raises:
        UnableToReport: no report is awaited of this person.
    """
    assignment = locks.lock_assignment(assignment)
    _assert_awaited(assignment, reviewer)
    draft, _created = ReviewDraft.objects.update_or_create(
        assignment=assignment, defaults={"data": dict(data), "saved_at": now}
    )
    return draft


@transaction.atomic
def submit_report(
    *,
    assignment: ReviewAssignment,
    reviewer: User,
    content: ReportContent,
    conflict: ConflictReply,
    now: dt.datetime,
) -> ReviewAssignment:
    """Submit the report for good; the round closes when enough have come in.

    A conflict declared only now recuses the reviewer, and no report is kept.

    Returns:
        the assignment, `submitted` or `recused`.

    Raises:
        UnableToReport: no report is awaited of this person, or it is incomplete.
        UnableToDeclare: the conflict question was not answered.
    """
    assignment = locks.lock_assignment(assignment)
    _assert_awaited(assignment, reviewer)
    record_conflict(
        person=reviewer,
        review_round=assignment.round,
        assignment=assignment,
        moment=ConflictMoment.SUBMISSION,
        reply=conflict,
        now=now,
    )
    ReviewDraft.objects.filter(assignment=assignment).delete()
    if conflict.is_declared:
        return invitations.recuse(assignment, now=now)
    _write_report(assignment, content, now)
    assignment.completed_at = now
    invitations.change_status(assignment, AssignmentStatus.SUBMITTED)
    notices.report_received(assignment)
    rounds.close_if_complete(review_round=assignment.round, now=now)
    return assignment


def _assert_awaited(assignment: ReviewAssignment, reviewer: User) -> None:
    answer = actions.may_report(assignment, reviewer)
    if not answer:
        raise UnableToReport(answer.reason)


def _write_report(
    assignment: ReviewAssignment, content: ReportContent, now: dt.datetime
) -> None:
    schema = assignment.round.form.schema()
    problems = report_problems(schema, content)
    if problems:
        raise UnableToReport(
            _("The report is not complete: %(problems)s")
            % {"problems": " ".join(problems)}
        )
    keys = [question["key"] for question in schema]
    ReviewReport.objects.create(
        assignment=assignment,
        answers={key: content.answers.get(key, "") for key in keys},
        form_schema=schema,
        recommendation=content.recommendation,
        comments_to_author=content.comments_to_author.strip(),
        comments_to_coordinator=content.comments_to_coordinator.strip(),
        consent_to_be_named=content.consent_to_be_named,
        submitted_at=now,
    )


def report_problems(
    schema: Sequence[Mapping[str, Any]], content: ReportContent
) -> list[str]:
    """What is missing or wrong in a report, one sentence each; empty when complete."""
    problems = [
        problem
        for question in schema
        if (problem := _answer_problem(question, content.answers.get(question["key"])))
    ]
    if content.recommendation not in Recommendation.values:
        problems.append(_("Choose a recommendation."))
    if not content.comments_to_author.strip():
        problems.append(_("Write your comments to the author."))
    return problems


def _answer_problem(question: Mapping[str, Any], answer: Any) -> str:
    is_empty = answer is None or not str(answer).strip()
    if is_empty:
        if question["is_required"]:
            return _("Answer “%(question)s”.") % {"question": question["label"]}
        return ""
    if question["kind"] == QuestionKind.RATING and answer not in RATING_LEVELS:
        return _("Rate “%(question)s” from 1 to 4.") % {"question": question["label"]}
    return ""

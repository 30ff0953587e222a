"""One function per action, and the table of roles that may take it."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mesh.core.constants import Role
from mesh.core.models import User
from workflows.constants import AssignmentStatus
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.permissions.answers import Answer
from workflows.permissions.authors import authors_of, specific_pages
from workflows.permissions.independence import (
    has_role,
    inviter_problem,
    inviter_problems,
    judge_problem,
    page_of,
    reviewer_problem,
)
from workflows.protocols import Reviewable

TABLE = (
    (gettext_lazy("Edit a draft page of one's own"), (Role.AUTHOR, Role.EDITOR)),
    (gettext_lazy("Edit the draft pages of one's association"), (Role.EDITOR,)),
    (gettext_lazy("Submit a page to review"), (Role.AUTHOR, Role.EDITOR)),
    (gettext_lazy("Invite and withdraw reviewers"), (Role.COORDINATOR,)),
    (gettext_lazy("Read all reports of a round"), (Role.COORDINATOR, Role.TRUSTEE)),
    (gettext_lazy("Answer an invitation to review"), (Role.REVIEWER,)),
    (gettext_lazy("Write a report"), (Role.REVIEWER,)),
    (gettext_lazy("Judge a page"), (Role.JUDGE,)),
    (gettext_lazy("Revoke a verdict"), (Role.COORDINATOR,)),
    (gettext_lazy("Publish a page without a verdict"), ()),
)
"""Action, and the roles that may take it if no rule of independence stands against it.

An administrator may do what a coordinator may. Nobody may take the last action.
"""


def may_coordinate(user: User) -> Answer:
    """Whether the user runs reviews at all: coordinators and administrators."""
    if user.is_active and (user.is_superuser or has_role(user, Role.COORDINATOR)):
        return Answer(allowed=True)
    return Answer(allowed=False, reason=_("Only a coordinator runs reviews."))


def may_see_rounds(user: User) -> Answer:
    """Whether the user may list rounds: trustees read all and change nothing."""
    coordinates = may_coordinate(user)
    if not coordinates and has_role(user, Role.TRUSTEE):
        return Answer(allowed=True)
    return coordinates


def may_invite(review_round: ReviewRound, by: User) -> Answer:
    """Whether `by` may invite reviewers to this round, or withdraw them."""
    if not review_round.is_open:
        return Answer(allowed=False, reason=_("This round of review is closed."))
    coordinates = may_coordinate(by)
    if not coordinates:
        return coordinates
    return Answer.unless(inviter_problem(page_of(review_round), by))


def invitable(rounds: Sequence[ReviewRound], by: User) -> list[ReviewRound]:
    """Those of many open rounds to which `by` may invite; see `may_invite`."""
    if not may_coordinate(by):
        return []
    pages = specific_pages(row.page_id for row in rounds)
    problems = inviter_problems(list(pages.values()), by)
    return [row for row in rounds if row.is_open and not problems[row.page_id]]


def may_be_invited(review_round: ReviewRound, reviewer: User, by: User) -> Answer:
    """Whether `reviewer` may be invited by `by`; assumes that `by` may invite."""
    if reviewer.pk == by.pk:
        return Answer(allowed=False, reason=_("You cannot invite yourself."))
    if not has_role(reviewer, Role.REVIEWER):
        return Answer(
            allowed=False,
            reason=_("This person is not in the group of peer reviewers."),
        )
    return Answer.unless(reviewer_problem(page_of(review_round), reviewer))


def may_respond(assignment: ReviewAssignment, user: User) -> Answer:
    """Whether the user may accept or decline this invitation."""
    if assignment.status != AssignmentStatus.INVITED:
        return Answer(
            allowed=False,
            reason=_("This invitation is no longer open: its status is “%(status)s”.")
            % {"status": assignment.get_status_display()},
        )
    return _may_act_as_reviewer(assignment, user)


def may_report(assignment: ReviewAssignment, user: User) -> Answer:
    """Whether the user may write and submit the report of this assignment."""
    if assignment.status == AssignmentStatus.INVITED:
        return Answer(allowed=False, reason=_("Accept the invitation first."))
    if assignment.status != AssignmentStatus.ACCEPTED:
        return Answer(
            allowed=False,
            reason=_("No report is awaited any more: the status is “%(status)s”.")
            % {"status": assignment.get_status_display()},
        )
    return _may_act_as_reviewer(assignment, user)


def _may_act_as_reviewer(assignment: ReviewAssignment, user: User) -> Answer:
    if assignment.reviewer_id != user.pk:
        return Answer(
            allowed=False, reason=_("This invitation was made to somebody else.")
        )
    if not assignment.round.is_open:
        return Answer(allowed=False, reason=_("This round of review is closed."))
    if not has_role(user, Role.REVIEWER):
        return Answer(
            allowed=False,
            reason=_("This account is not in the group of peer reviewers any more."),
        )
    return Answer.unless(reviewer_problem(page_of(assignment.round), user))


def may_judge(page: Reviewable, user: User, *, now: dt.datetime) -> Answer:
    """Whether the user is independent enough to judge the page; see `judge_problem`."""
    return Answer.unless(judge_problem(page, user, now=now))


def may_revoke(review_round: ReviewRound, user: User) -> Answer:
    """Whether the user may revoke a verdict of this round: not on one's own page."""
    coordinates = may_coordinate(user)
    if not coordinates:
        return coordinates
    if user.pk in authors_of(page_of(review_round)):
        return Answer(
            allowed=False,
            reason=_("An author cannot revoke the verdict on their own page."),
        )
    return Answer(allowed=True)


def may_read_reports(
    review_round: ReviewRound, user: User, *, now: dt.datetime
) -> Answer:
    """Whether the user may read every report of the round, with names and asides.

    Reviewers read the others' reports only once the round is closed, and so do judges;
    authors read them in the letter and the review record, never here.
    """
    page = page_of(review_round)
    if user.pk in authors_of(page):
        return Answer(
            allowed=False, reason=_("Authors read the reports in the decision letter.")
        )
    if may_coordinate(user) or has_role(user, Role.TRUSTEE):
        return Answer(allowed=True)
    if review_round.is_open:
        return Answer(
            allowed=False,
            reason=_("Reports can be read when the round of review is closed."),
        )
    submitted = review_round.assignments.submitted().filter(reviewer_id=user.pk)
    if submitted.exists() or not judge_problem(page, user, now=now):
        return Answer(allowed=True)
    return Answer(allowed=False, reason=_("You have no part in this round of review."))


def may_read_page_under_review(
    review_round: ReviewRound, user: User, *, now: dt.datetime
) -> Answer:
    """Whether the user may read the version that is reviewed, outside the editor."""
    mine = review_round.assignments.filter(
        reviewer_id=user.pk,
        status__in=[AssignmentStatus.ACCEPTED, AssignmentStatus.SUBMITTED],
    )
    if user.is_active and mine.exists():
        return Answer(allowed=True)
    return may_read_reports(review_round, user, now=now)

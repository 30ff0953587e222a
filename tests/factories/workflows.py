"""Takes pages through review by the real services; a verdict cannot be faked."""

import datetime as dt

from django.utils import timezone

from mesh.core.constants import Role
from tests.factories.core import UserFactory
from workflows.constants import ConflictAnswer, Decision, Recommendation
from workflows.models import ReviewRound, Verdict
from workflows.services import invitations, judgements, reports, submissions
from workflows.services.conflicts import ConflictReply

NO_CONFLICT = ConflictReply(ConflictAnswer.NONE)


def make_report(**changes) -> reports.ReportContent:
    """A complete report for the form that the set-up makes."""
    values = {
        "answers": {"evidence": 3, "balance": 3, "use": 4, "clarity": 4},
        "recommendation": Recommendation.ACCEPT,
        "comments_to_author": "Clear, and true to the studies.",
    }
    return reports.ReportContent(**{**values, **changes})


def submit(page, *, by=None) -> ReviewRound:
    """Submit a draft, with a version of it if there is none; returns the open round."""
    author = by or page.owner or UserFactory(roles=[Role.AUTHOR])
    if page.latest_revision is None:
        page.save_revision(user=author)
    submissions.submit(page=page, by=author)
    return ReviewRound.objects.for_page(page).first()


def invite(review_round, reviewer, coordinator=None, now=None):
    return invitations.invite_reviewer(
        review_round=review_round,
        reviewer=reviewer,
        by=coordinator or UserFactory(roles=[Role.COORDINATOR]),
        now=now or timezone.now(),
    )


def accept(assignment, now=None):
    return invitations.accept_invitation(
        assignment=assignment,
        reviewer=assignment.reviewer,
        conflict=NO_CONFLICT,
        now=now or timezone.now(),
    )


def submit_report(assignment, *, now=None, **changes):
    return reports.submit_report(
        assignment=assignment,
        reviewer=assignment.reviewer,
        content=make_report(**changes),
        conflict=NO_CONFLICT,
        now=now or timezone.now(),
    )


def report(review_round, *, reviewers=None, now: dt.datetime | None = None, **changes):
    """Invite, accept and report until the quorum is reached."""
    coordinator = UserFactory(roles=[Role.COORDINATOR])
    for reviewer in reviewers or UserFactory.create_batch(
        review_round.quorum, roles=[Role.REVIEWER]
    ):
        assignment = invite(review_round, reviewer, coordinator, now)
        submit_report(accept(assignment, now), now=now, **changes)
    review_round.refresh_from_db()


def waiting_task_state(page):
    """The step at which the page stands."""
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


def judge(
    page,
    decision=Decision.ACCEPT,
    *,
    by=None,
    now: dt.datetime | None = None,
    review_due: dt.date | None = None,
) -> Verdict:
    """Judge the page that waits for a judgement."""
    verdict = judgements.judge(
        task_state=waiting_task_state(page),
        judge=by or UserFactory(roles=[Role.JUDGE]),
        judgement=judgements.Judgement(
            decision, "Thank you. This is my decision.", review_due
        ),
        conflict=NO_CONFLICT,
        now=now or timezone.now(),
    )
    page.refresh_from_db()
    return verdict


def make_live(page, *, by=None) -> Verdict:
    """Take a draft page through submission, review and judgement until it is live."""
    report(submit(page, by=by))
    return judge(page)


def recuse(assignment, now=None):
    """The reviewer answers the invitation by declaring a conflict of interest."""
    return invitations.accept_invitation(
        assignment=assignment,
        reviewer=assignment.reviewer,
        conflict=ConflictReply(ConflictAnswer.DECLARED, "We share an office."),
        now=now or timezone.now(),
    )

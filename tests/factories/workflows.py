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


def report(review_round, *, reviewers=None, now: dt.datetime | None = None, **changes):
    """Invite, accept and report until the quorum is reached."""
    now = now or timezone.now()
    coordinator = UserFactory(roles=[Role.COORDINATOR])
    for reviewer in reviewers or UserFactory.create_batch(
        review_round.quorum, roles=[Role.REVIEWER]
    ):
        assignment = invitations.invite_reviewer(
            review_round=review_round, reviewer=reviewer, by=coordinator, now=now
        )
        invitations.accept_invitation(
            assignment=assignment, reviewer=reviewer, conflict=NO_CONFLICT, now=now
        )
        reports.submit_report(
            assignment=assignment,
            reviewer=reviewer,
            content=make_report(**changes),
            conflict=NO_CONFLICT,
            now=now,
        )
    review_round.refresh_from_db()


def judge(
    page, decision=Decision.ACCEPT, *, by=None, now: dt.datetime | None = None
) -> Verdict:
    """Judge the page that waits for a judgement."""
    verdict = judgements.judge(
        task_state=type(page).objects.get(pk=page.pk).current_workflow_task_state,
        judge=by or UserFactory(roles=[Role.JUDGE]),
        judgement=judgements.Judgement(decision, "Thank you. This is my decision."),
        conflict=NO_CONFLICT,
        now=now or timezone.now(),
    )
    page.refresh_from_db()
    return verdict


def make_live(page, *, by=None) -> Verdict:
    """Take a draft page through submission, review and judgement until it is live."""
    report(submit(page, by=by))
    return judge(page)

"""Drafts and reports, and what closes a round."""

import pytest

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.constants import ConflictAnswer
from workflows.models import ConflictDeclaration, ReviewDraft, ReviewReport
from workflows.services import reports
from workflows.services.conflicts import ConflictReply, UnableToDeclare


def test_a_report_keeps_the_questions_as_they_were_put(accepted, now):
    workflows.submit_report(accepted, now=now)

    report = ReviewReport.objects.get()
    accepted.round.form.questions.update(label="Changed")
    assert report.form_schema[0]["label"] != "Changed"
    assert report.answered()[0]["words"] == report.form_schema[0]["levels"]["3"]
    assert len(report.answered()) == 5


def test_an_author_sees_only_the_answers_meant_for_them(accepted, now):
    accepted.round.form.questions.filter(key="use").update(is_visible_to_author=False)
    workflows.submit_report(accepted, now=now)

    keys = [row["key"] for row in ReviewReport.objects.get().answered(for_author=True)]

    assert "use" not in keys
    assert "evidence" in keys


def test_a_draft_is_kept_and_goes_with_the_report(accepted, reviewer, now):
    reports.save_draft(
        assignment=accepted, reviewer=reviewer, data={"evidence": "2"}, now=now
    )
    reports.save_draft(
        assignment=accepted, reviewer=reviewer, data={"evidence": "3"}, now=now
    )
    assert ReviewDraft.objects.get().data == {"evidence": "3"}

    workflows.submit_report(accepted, now=now)

    assert not ReviewDraft.objects.exists()


def test_a_draft_needs_an_accepted_invitation(assignment, reviewer, now):
    with pytest.raises(reports.UnableToReport, match="Accept the invitation first"):
        reports.save_draft(assignment=assignment, reviewer=reviewer, data={}, now=now)


def test_a_draft_is_nobody_elses(accepted, author, now):
    with pytest.raises(reports.UnableToReport, match="somebody else"):
        reports.save_draft(assignment=accepted, reviewer=author, data={}, now=now)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"answers": {}}, "Is each claim supported"),
        (
            {"answers": {"evidence": 5, "balance": 3, "use": 3, "clarity": 3}},
            "from 1 to 4",
        ),
        (
            {"answers": {"evidence": "x", "balance": 3, "use": 3, "clarity": 3}},
            "from 1 to 4",
        ),
        ({"recommendation": ""}, "Choose a recommendation"),
        ({"recommendation": "maybe"}, "Choose a recommendation"),
        ({"comments_to_author": "  "}, "comments to the author"),
    ],
)
def test_an_incomplete_report_says_what_is_missing(accepted, now, changes, message):
    with pytest.raises(reports.UnableToReport, match=message):
        workflows.submit_report(accepted, now=now, **changes)

    accepted.refresh_from_db()
    assert accepted.status == "accepted"
    assert not ReviewReport.objects.exists()


def test_a_report_needs_the_conflict_question_answered(accepted, reviewer, now):
    with pytest.raises(UnableToDeclare):
        reports.submit_report(
            assignment=accepted,
            reviewer=reviewer,
            content=workflows.make_report(),
            conflict=ConflictReply(""),
            now=now,
        )


def test_a_conflict_declared_on_submission_recuses_and_keeps_no_report(
    accepted, reviewer, now
):
    reports.submit_report(
        assignment=accepted,
        reviewer=reviewer,
        content=workflows.make_report(),
        conflict=ConflictReply(ConflictAnswer.DECLARED, "I was hired by the author."),
        now=now,
    )

    accepted.refresh_from_db()
    assert accepted.status == "recused"
    assert not ReviewReport.objects.exists()
    assert ConflictDeclaration.objects.filter(moment="submission").exists()


def test_a_report_is_submitted_once(accepted, now):
    workflows.submit_report(accepted, now=now)

    with pytest.raises(reports.UnableToReport, match="No report is awaited"):
        workflows.submit_report(accepted, now=now)


def test_the_last_report_closes_the_round_and_thanks_everybody(
    accepted, review_round, page, judge, now
):
    waiting = workflows.invite(review_round, UserFactory(roles=[Role.REVIEWER]))
    workflows.submit_report(accepted, now=now)
    workflows.report(review_round, reviewers=[UserFactory(roles=[Role.REVIEWER])])

    review_round.refresh_from_db()
    waiting.refresh_from_db()
    assert review_round.outcome == "completed"
    assert waiting.status == "withdrawn"
    events = set(OutgoingMail.objects.values_list("event", flat=True))
    assert {
        f"workflows/emails/{name}"
        for name in ("report_received", "report_thanks", "withdrawn", "judgement_due")
    } <= events
    assert workflows.waiting_task_state(page).task.specific.get_verbose_name() == (
        "Independent judgement"
    )


def test_only_independent_judges_are_told(review_round, page, person):
    member, outsider = person(Role.JUDGE), person(Role.JUDGE)
    page.organisation.memberships.create(user=member)

    workflows.report(review_round)

    told = OutgoingMail.objects.filter(event="workflows/emails/judgement_due")
    assert [mail.to for mail in told] == [outsider.email]

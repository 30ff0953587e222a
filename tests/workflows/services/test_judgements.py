"""The verdict and what follows from it; recusal; revocation."""

import datetime as dt

import pytest
from wagtail.models import Revision, WorkflowState

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.constants import ConflictAnswer, Decision
from workflows.models import Authorship, ReviewRound, Verdict
from workflows.services import judgements
from workflows.services.conflicts import ConflictReply, UnableToDeclare


def give(task_state, judge, now, **changes):
    values = {
        "judgement": judgements.Judgement(Decision.ACCEPT, "It is good."),
        "conflict": workflows.NO_CONFLICT,
        **changes,
    }
    return judgements.judge(task_state=task_state, judge=judge, now=now, **values)


def mails(event):
    return OutgoingMail.objects.filter(event=f"workflows/emails/{event}")


def test_accepting_publishes_exactly_what_was_judged(judgement, judge, page, now):
    due = now.date() + dt.timedelta(days=730)
    verdict = give(
        judgement,
        judge,
        now,
        judgement=judgements.Judgement(Decision.ACCEPT, "It is good.", due),
    )

    page.refresh_from_db()
    assert page.live
    assert page.live_revision == judgement.revision
    assert verdict.review_due == due
    assert page.workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_the_authors_get_the_letter_and_no_reviewers_name(
    judgement, judge, author, review_round, now
):
    give(judgement, judge, now)

    mail = mails("verdict").get(to=author.email)
    assert "It is good." in mail.text
    assert "Clear, and true to the studies." in mail.text
    for assignment in review_round.assignments.all():
        for trace in (assignment.reviewer.last_name, assignment.reviewer.email):
            assert trace not in mail.text + mail.html


def test_in_an_open_round_the_authors_learn_the_names(
    judgement, judge, author, review_round, now
):
    ReviewRound.objects.filter(pk=review_round.pk).update(anonymity="open")

    give(judgement, judge, now)

    name = str(review_round.assignments.first().reviewer)
    assert name in mails("verdict").get(to=author.email).text


def test_authors_and_reviewers_learn_of_the_publication_once(
    live_page, author, review_round
):
    assert mails("published").filter(to=author.email).count() == 1
    assert mails("published_reviewer").count() == 2

    live_page.unpublish()
    live_page.live_revision_id = None
    Revision.objects.get(pk=Verdict.objects.get().revision_id).publish(
        skip_permission_checks=True
    )

    assert mails("published").filter(to=author.email).count() == 1


def test_minor_changes_go_back_to_a_judge_without_a_new_round(
    judgement, judge, page, author, now
):
    give(judgement, judge, now, judgement=judgements.Judgement("minor", "Mend it."))
    page.refresh_from_db()
    page.title = "Mended"
    page.save_revision(user=author)
    workflows.submit(page, by=author)

    workflows.judge(page)

    assert page.live
    assert page.title == "Mended"
    assert ReviewRound.objects.count() == 1


def test_major_changes_open_a_new_round_with_the_same_reviewers(
    judgement, judge, page, author, review_round, now
):
    give(judgement, judge, now, judgement=judgements.Judgement("major", "Rework."))
    page.refresh_from_db()
    page.title = "Reworked"
    page.save_revision(user=author)

    new_round = workflows.submit(page, by=author)

    def reviewers(a_round):
        return set(a_round.assignments.values_list("reviewer", flat=True))

    assert new_round.number == 2
    assert reviewers(new_round) == reviewers(review_round)
    assert mails("reinvited").count() == 2


def test_major_changes_without_any_change_are_reviewed_again_all_the_same(
    judgement, judge, page, author, now
):
    give(judgement, judge, now, judgement=judgements.Judgement("major", "Rework."))
    page.refresh_from_db()

    new_round = workflows.submit(page, by=author)

    assert new_round.number == 2
    assert new_round.is_open


def test_rejecting_ends_the_workflow(judgement, judge, page, now):
    give(judgement, judge, now, judgement=judgements.Judgement("reject", "No."))

    page.refresh_from_db()
    assert not page.live
    assert page.workflow_states.get().status == WorkflowState.STATUS_CANCELLED


def test_a_rejected_page_may_be_submitted_anew(judgement, judge, page, author, now):
    give(judgement, judge, now, judgement=judgements.Judgement("reject", "No."))
    page.refresh_from_db()

    new_round = workflows.submit(page, by=author)

    assert new_round.number == 2
    assert not new_round.assignments.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"judgement": judgements.Judgement("maybe", "x")}, "Choose a decision"),
        ({"judgement": judgements.Judgement("accept", " ")}, "Write the letter"),
        (
            {"conflict": ConflictReply(ConflictAnswer.DECLARED, "My sister.")},
            "Recuse yourself",
        ),
    ],
)
def test_an_incomplete_judgement_is_refused(judgement, judge, now, changes, message):
    with pytest.raises(judgements.UnableToJudge, match=message):
        give(judgement, judge, now, **changes)

    assert not Verdict.objects.exists()


def test_a_judgement_needs_the_conflict_question_answered(judgement, judge, now):
    with pytest.raises(UnableToDeclare):
        give(judgement, judge, now, conflict=ConflictReply(""))


def test_a_page_is_judged_once(judgement, judge, person, now):
    give(judgement, judge, now)

    with pytest.raises(judgements.UnableToJudge, match="Somebody was faster"):
        give(judgement, person(Role.JUDGE), now)


def test_a_page_still_in_review_cannot_be_judged(review_round, page, judge, now):
    with pytest.raises(judgements.UnableToJudge, match="has not been through"):
        give(workflows.waiting_task_state(page), judge, now)


def test_who_left_the_judges_group_since_cannot_judge(judgement, judge, now):
    judge.groups.clear()

    with pytest.raises(judgements.UnableToJudge, match="Only an independent judge"):
        give(judgement, judge, now)


def test_who_joined_the_association_since_cannot_judge(judgement, judge, page, now):
    page.organisation.memberships.create(user=judge)

    with pytest.raises(judgements.UnableToJudge, match="association that owns"):
        give(judgement, judge, now)


def test_a_reviewer_who_became_an_author_no_longer_counts_for_accepting(
    judgement, judge, page, review_round, now
):
    reviewer = review_round.assignments.first().reviewer
    Authorship.objects.create(lineage=page.lineage, user=reviewer, source="owner")

    with pytest.raises(Exception, match="not enough reports"):
        give(judgement, judge, now)
    give(judgement, judge, now, judgement=judgements.Judgement("major", "Again."))

    page.refresh_from_db()
    assert not page.live


def test_a_judge_recuses_and_another_judges(judgement, judge, page, coordinator, now):
    judgements.recuse_judge(
        task_state=judgement, judge=judge, statement="My sister wrote it.", now=now
    )

    with pytest.raises(judgements.UnableToJudge, match="declared a conflict"):
        give(judgement, judge, now)
    assert mails("judge_recused").get(to=coordinator.email)
    workflows.judge(page)
    assert page.live


def test_who_could_not_judge_cannot_recuse_either(judgement, author, now):
    with pytest.raises(judgements.UnableToJudge):
        judgements.recuse_judge(
            task_state=judgement, judge=author, statement="Mine.", now=now
        )


def test_what_waits_for_a_judge(judgement, judge, author, now):
    waiting = judgements.waiting_judgements(judge, now=now)

    assert [state.pk for state in waiting] == [judgement.pk]
    assert judgements.waiting_judgements(author, now=now) == []


def test_revoking_takes_the_page_offline(live_page, coordinator, author, now):
    verdict = judgements.revoke_verdict(
        verdict=Verdict.objects.get(), by=coordinator, reason="Retracted.", now=now
    )

    live_page.refresh_from_db()
    assert not live_page.live
    assert not verdict.is_standing
    assert "Retracted." in mails("verdict_revoked").get(to=author.email).text


def test_revoking_an_older_verdict_leaves_the_live_version(
    live_page, author, coordinator, now
):
    old = Verdict.objects.get()
    live_page.title = "Second"
    live_page.save_revision(user=author)
    workflows.make_live(live_page, by=author)

    judgements.revoke_verdict(verdict=old, by=coordinator, reason="Old.", now=now)

    live_page.refresh_from_db()
    assert live_page.live
    assert live_page.title == "Second"


def test_revoking_is_refused_without_right_or_reason_and_twice(
    live_page, coordinator, author, person, now
):
    def revoke(by, reason="Retracted."):
        judgements.revoke_verdict(
            verdict=Verdict.objects.get(), by=by, reason=reason, now=now
        )

    with pytest.raises(judgements.UnableToRevoke, match="Only a coordinator"):
        revoke(UserFactory())
    author.is_superuser = True
    author.save()
    with pytest.raises(judgements.UnableToRevoke, match="An author cannot revoke"):
        revoke(author)
    with pytest.raises(judgements.UnableToRevoke, match="reason"):
        revoke(coordinator, " ")
    revoke(coordinator)
    with pytest.raises(judgements.UnableToRevoke, match="only once"):
        revoke(coordinator)

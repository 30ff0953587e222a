"""Ways to take a step of the workflow without what it stands on: all refused."""

import pytest
from wagtail.models import TaskState, WorkflowState

from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.exceptions import PublicationRefused
from workflows.models import JudgementTask, PeerReviewTask, ReviewRound, Verdict
from workflows.models.tasks import UnableToTakeStep, review_workflow
from workflows.permissions import authors_of
from workflows.services import rounds, setup, submissions


@pytest.fixture
def state(page):
    return lambda: WorkflowState.objects.get(object_id=str(page.pk))


def test_the_review_cannot_be_approved_before_its_quorum(review_round):
    with pytest.raises(UnableToTakeStep, match="not complete"):
        review_round.task_state.specific.approve()


def test_the_bare_state_cannot_be_approved_either(review_round, still_a_draft):
    with pytest.raises(UnableToTakeStep, match="not complete"):
        TaskState.objects.get(pk=review_round.task_state_id).approve()


def test_reviewers_send_nothing_back(review_round):
    with pytest.raises(UnableToTakeStep, match="Only a judge"):
        review_round.task_state.specific.reject()


@pytest.mark.parametrize("step", ["approve", "reject"])
def test_the_judgement_needs_a_verdict(judgement, still_a_draft, step):
    with pytest.raises(UnableToTakeStep, match="no such verdict"):
        getattr(judgement.specific, step)()


def test_a_bare_approval_of_the_judgement_publishes_nothing(judgement, still_a_draft):
    with pytest.raises(PublicationRefused, match="no accepting verdict"):
        TaskState.objects.get(pk=judgement.pk).approve()


def test_finishing_the_workflow_by_hand_publishes_nothing(
    judgement, state, still_a_draft
):
    with pytest.raises(PublicationRefused):
        state().finish()


def test_a_page_changed_after_submission_is_not_published_by_its_verdict(
    judgement, page, judge, administrator
):
    """A superuser may revert to an older version in spite of the lock."""
    page.title = "Sneak"
    page.save_revision(user=administrator)

    with pytest.raises(PublicationRefused, match="was changed after"):
        workflows.judge(page, by=judge)

    page.refresh_from_db()
    assert not page.live
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("action", ["approve", "reject", "accept", "x"])
@pytest.mark.parametrize("extra", [{}, {"update": False}, {"unknown": 1}])
def test_wagtails_own_actions_are_refused(judgement, judge, action, extra):
    task = judgement.task.specific

    assert task.get_actions(judgement.revision.content_object, judge) == []
    with pytest.raises(UnableToTakeStep, match="Waiting for you"):
        task.on_action(judgement, judge, action, **extra)


def test_everybody_is_locked_out_during_review_and_judgement(
    review_round, page, author, administrator
):
    for person in (author, administrator):
        lock = page.get_lock()
        assert lock.for_user(person)
        assert not page.current_workflow_task.user_can_access_editor(page, person)


def test_deactivating_the_review_does_not_jump_to_the_judgement(review_round):
    with pytest.raises(UnableToTakeStep, match="not complete"):
        PeerReviewTask.objects.get().deactivate()


def test_cancelling_withdraws_the_reviewers(assignment, page, author, state):
    state().cancel(user=author)

    assignment.refresh_from_db()
    assert assignment.status == "withdrawn"
    assert ReviewRound.objects.get().outcome == "cancelled"


def test_cancelling_a_closed_round_changes_nothing(judgement, review_round, now):
    review_round.refresh_from_db()

    rounds.cancel_round(review_round=review_round, now=now)

    assert ReviewRound.objects.get().outcome == "completed"


def test_a_round_without_a_quorum_does_not_close(review_round, now):
    assert not rounds.close_if_complete(review_round=review_round, now=now)


def test_an_incomplete_page_cannot_be_submitted_and_the_message_names_what(
    page, author
):
    page.summary = ""
    page.body = []
    page.save_revision(user=author, clean=False)

    with pytest.raises(rounds.UnableToOpenRound, match="summary") as refusal:
        submissions.submit(page=page, by=author)
    with pytest.raises(rounds.UnableToOpenRound):
        page.get_workflow().start(page, author)

    assert "What you see" in str(refusal.value)
    assert not WorkflowState.objects.exists()


def test_a_page_is_submitted_once(review_round, page, author):
    with pytest.raises(submissions.UnableToSubmit, match="in review already"):
        submissions.submit(page=page, by=author)


def test_without_a_workflow_the_message_says_whom_to_ask(page, author):
    review_workflow().deactivate()

    assert not page.has_workflow
    with pytest.raises(submissions.UnableToSubmit, match="Ask an administrator"):
        submissions.submit(page=page, by=author)


def test_who_submits_counts_as_an_author(page):
    stranger = UserFactory()

    workflows.submit(page, by=stranger)

    assert stranger.pk in authors_of(page)


def test_wagtails_history_shows_numbers_and_no_names(judgement, review_round, judge):
    comment = review_round.task_state.specific.get_comment()

    assert comment == "Round 1: 2 of 2 reports."
    assert judgement.specific.get_comment() == ""


def test_wagtails_history_shows_the_letter(live_page):
    assert Verdict.objects.get().task_state.specific.get_comment() == (
        "Thank you. This is my decision."
    )


def test_other_pages_are_not_forced_through_the_review(subject_page, home):
    for other in (subject_page, home):
        assert other.get_workflow() != review_workflow()


def test_a_workflow_without_its_review_step_judges_nothing(page, author):
    PeerReviewTask.objects.update(active=False)

    with pytest.raises(UnableToTakeStep, match="no active step of peer review"):
        page.get_workflow().start(page, author)


def test_wagtails_switch_for_workflows_is_heeded(page, settings):
    settings.WAGTAIL_WORKFLOW_ENABLED = False

    assert page.get_workflow() is None


def test_the_set_up_may_be_repeated_and_keeps_changes(db):
    PeerReviewTask.objects.update(quorum=3)
    before = review_workflow()

    assert setup.ensure_all() == before
    assert PeerReviewTask.objects.get().quorum == 3
    assert JudgementTask.objects.count() == 1
    assert PeerReviewTask.get_description() != JudgementTask.get_description()

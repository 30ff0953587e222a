"""Two people at once, on PostgreSQL: SQLite takes one writer at a time anyway."""

import pytest
from django.db import connection

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory
from tests.races import at_once, plant_subject
from workflows.models import ReviewReport, ReviewRound, Verdict
from workflows.services import judgements

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]


@pytest.fixture
def page(transactional_db):
    """A complete draft."""
    subject = plant_subject()
    author = UserFactory(roles=[Role.AUTHOR])
    page = KnowledgePageFactory(parent=subject, owner=author, complete=True)
    page.save_revision(user=author)
    return page


def raised_at_once(*attempts):
    """What each attempt raised; None where it went through."""
    return [outcome.error for outcome in at_once(*attempts)]


def test_of_two_judges_at_once_one_decides(page):
    workflows.report(workflows.submit(page))
    task_state = workflows.waiting_task_state(page)
    people = UserFactory.create_batch(2, roles=[Role.JUDGE])
    decisions = ["accept", "major"]

    raised = raised_at_once(
        *(
            lambda person=person, decision=decision: judgements.judge(
                task_state=task_state,
                judge=person,
                judgement=judgements.Judgement(decision, "My decision."),
                conflict=workflows.NO_CONFLICT,
                now=task_state.started_at,
            )
            for person, decision in zip(people, decisions, strict=True)
        )
    )

    refused = [error for error in raised if error is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], judgements.UnableToJudge)
    page.refresh_from_db()
    assert page.live is (Verdict.objects.get().decision == "accept")


def test_of_two_last_reviewers_at_once_both_count_and_the_round_closes_once(page, now):
    review_round = workflows.submit(page)
    accepted = [
        workflows.accept(workflows.invite(review_round, reviewer))
        for reviewer in UserFactory.create_batch(2, roles=[Role.REVIEWER])
    ]

    raised = raised_at_once(
        *(
            lambda assignment=assignment: workflows.submit_report(assignment)
            for assignment in accepted
        )
    )

    assert raised == [None, None]
    assert ReviewReport.objects.count() == 2
    assert ReviewRound.objects.get().outcome == "completed"
    assert workflows.waiting_task_state(page).task.name == "Independent judgement"


def test_of_two_answers_at_once_one_counts(page):
    assignment = workflows.invite(
        workflows.submit(page), UserFactory(roles=[Role.REVIEWER])
    )

    raised = raised_at_once(
        lambda: workflows.accept(assignment), lambda: workflows.accept(assignment)
    )

    assert sorted(error is None for error in raised) == [False, True]

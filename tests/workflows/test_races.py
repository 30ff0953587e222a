"""Two people at once, on PostgreSQL: SQLite takes one writer at a time anyway."""

import threading

import pytest
from django.db import close_old_connections, connection
from wagtail.models import Locale, Page, Site

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.core import UserFactory
from tests.factories.pathways import (
    HomePageFactory,
    KnowledgePageFactory,
    SubjectIndexPageFactory,
    SubjectPageFactory,
)
from workflows.models import ReviewReport, ReviewRound, Verdict
from workflows.services import judgements, setup

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]


@pytest.fixture
def page(transactional_db):
    """A draft in a tree made anew: the flush after such a test takes the root too."""
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = HomePageFactory(parent=root, slug="home-of-races")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    setup.ensure_all()
    subject = SubjectPageFactory(parent=SubjectIndexPageFactory(parent=home))
    author = UserFactory(roles=[Role.AUTHOR])
    page = KnowledgePageFactory(parent=subject, owner=author, complete=True)
    page.save_revision(user=author)
    return page


def at_once(*attempts):
    """Run the attempts in threads that start together; returns what each raised."""
    barrier = threading.Barrier(len(attempts))
    raised = [None] * len(attempts)

    def run(place, attempt):
        try:
            barrier.wait(timeout=10)
            attempt()
        except Exception as error:  # noqa: BLE001 - handed to the test
            raised[place] = error
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def test_of_two_judges_at_once_one_decides(page):
    workflows.report(workflows.submit(page))
    task_state = workflows.waiting_task_state(page)
    people = UserFactory.create_batch(2, roles=[Role.JUDGE])
    decisions = ["accept", "major"]

    raised = at_once(
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

    raised = at_once(
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

    raised = at_once(
        lambda: workflows.accept(assignment), lambda: workflows.accept(assignment)
    )

    assert sorted(error is None for error in raised) == [False, True]

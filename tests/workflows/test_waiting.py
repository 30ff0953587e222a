"""What waits for a person: of each role, and with the same queries however much it is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from workflows.constants import Decision
from workflows.waiting import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_page(subject_page):
    """Makes pathways and knowledge pages in turn, ready for review."""
    made = []

    def make(**fields):
        known = KnowledgePageFactory(parent=subject_page, complete=True, **fields)
        made.append(known)
        if len(made) % 2:
            return known
        return PathwayPageFactory(
            parent=subject_page,
            title=f"Pathway {len(made)}",
            slug=f"pathway-{len(made)}",
            nodes=12,
            pages=[known],
            **fields,
        )

    return make


@pytest.fixture
def coordinator(person):
    return person(Role.COORDINATOR)


def for_a_reviewer(new_page, user):
    workflows.invite(workflows.submit(new_page()), user)


def for_a_judge(new_page, user):
    workflows.report(workflows.submit(new_page()))


def for_a_coordinator(new_page, user):
    workflows.submit(new_page())


def for_an_author(new_page, user):
    page = new_page(owner=user)
    workflows.report(workflows.submit(page, by=user))
    workflows.judge(page, Decision.MAJOR)


ROLES = {
    Role.REVIEWER: (for_a_reviewer, "Answer the invitation to review"),
    Role.JUDGE: (for_a_judge, "Judge"),
    Role.COORDINATOR: (for_a_coordinator, "Invite 2 more reviewers"),
    Role.AUTHOR: (for_an_author, "Revise and submit again"),
}


@pytest.mark.parametrize("role", list(ROLES))
def test_the_queries_do_not_grow_with_what_waits(role, new_page, now):
    happen, action = ROLES[role]
    user = UserFactory(roles=[role])
    for _ in range(2):
        happen(new_page, user)

    with CaptureQueriesContext(connection) as few:
        assert [item.action for item in waiting_for(user, now=now)] == [action] * 2
    for _ in range(4):
        happen(new_page, user)
    with CaptureQueriesContext(connection) as many:
        assert len(waiting_for(user, now=now)) == 6

    assert len(many) <= len(few)


def test_a_judge_sees_only_what_they_may_judge(new_page, judge, now):
    for page in (new_page(), new_page(owner=judge)):
        workflows.report(workflows.submit(page))

    (item,) = waiting_for(judge, now=now)

    assert item.action == "Judge"


def test_a_coordinator_is_not_asked_to_invite_to_a_page_of_their_own(
    new_page, coordinator, now
):
    workflows.submit(new_page(owner=coordinator))
    other = workflows.submit(new_page())

    (item,) = waiting_for(coordinator, now=now)

    assert item.url.endswith(f"/{other.pk}/")


def test_the_oldest_comes_first_and_what_is_late_says_so(new_page, reviewer, now):
    late, fresh = (workflows.submit(new_page()) for _ in range(2))
    workflows.invite(fresh, reviewer, now=now)
    workflows.invite(late, reviewer, now=now - dt.timedelta(days=30))

    items = waiting_for(reviewer, now=now)

    assert [item.is_overdue for item in items] == [True, False]

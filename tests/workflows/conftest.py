"""A complete draft, the people around it, and the page at each step."""

import pytest

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from tests.factories import workflows
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory


@pytest.fixture
def author(person):
    return person(Role.AUTHOR)


@pytest.fixture
def coordinator(person):
    return person(Role.COORDINATOR)


@pytest.fixture
def reviewer(person):
    return person(Role.REVIEWER)


@pytest.fixture
def judge(person):
    return person(Role.JUDGE)


@pytest.fixture
def page(subject_page, author):
    """A knowledge page of the author's, complete, with one version."""
    page = KnowledgePageFactory(parent=subject_page, owner=author, complete=True)
    page.save_revision(user=author)
    return page


@pytest.fixture
def pathway(subject_page, author):
    """A pathway of two nodes, with one version."""
    pathway = PathwayPageFactory(parent=subject_page, owner=author, nodes=2)
    pathway.save_revision(user=author)
    return pathway


@pytest.fixture
def editor(person, page):
    """An editor of the association that owns the page."""
    editor = person(Role.EDITOR)
    Membership.objects.create(
        user=editor, organisation=page.organisation, role=MembershipRole.EDITOR
    )
    return editor


@pytest.fixture
def review_round(page, author):
    """The page in review, nobody invited yet."""
    return workflows.submit(page, by=author)


@pytest.fixture
def assignment(review_round, reviewer, coordinator, now):
    """One reviewer, invited."""
    return workflows.invite(review_round, reviewer, coordinator, now)


@pytest.fixture
def accepted(assignment, reviewer, now):
    """One reviewer, who accepted."""
    return workflows.accept(assignment, now)


@pytest.fixture
def judgement(review_round, page):
    """The task state of a page that waits for its judge."""
    workflows.report(review_round)
    return workflows.waiting_task_state(page)


@pytest.fixture
def live_page(page):
    """A page that went live by a verdict."""
    workflows.make_live(page)
    return page

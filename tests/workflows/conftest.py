"""A complete draft, and the people around it."""

import pytest

from mesh.core.constants import Role
from tests.factories.pathways import KnowledgePageFactory


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

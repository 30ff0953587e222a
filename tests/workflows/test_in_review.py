"""Which pages are with reviewers or a judge."""

import pytest

from tests.factories.pathways import KnowledgePageFactory
from tests.factories.workflows import submit
from workflows.in_review import keys_in_review

pytestmark = pytest.mark.django_db


def test_only_submitted_pages_are_in_review(subject_page, django_assert_num_queries):
    draft = KnowledgePageFactory(parent=subject_page)
    submitted = KnowledgePageFactory(parent=subject_page, complete=True)
    submit(submitted)

    with django_assert_num_queries(1):
        assert keys_in_review({draft.pk, submitted.pk}) == {submitted.pk}


def test_nothing_asked_is_nothing_found():
    assert keys_in_review(set()) == set()

"""Which pages are with reviewers or a judge."""

import pytest
from wagtail.models import Page

from tests.factories.pathways import KnowledgePageFactory
from tests.factories.workflows import submit
from workflows.in_review import with_review

pytestmark = pytest.mark.django_db


def test_only_submitted_pages_are_in_review(subject_page, django_assert_num_queries):
    draft = KnowledgePageFactory(parent=subject_page)
    submitted = KnowledgePageFactory(parent=subject_page, complete=True)
    submit(submitted)
    pages = Page.objects.filter(pk__in=[draft.pk, submitted.pk])

    with django_assert_num_queries(1):
        found = dict(with_review(pages).values_list("pk", "is_in_review"))

    assert found == {draft.pk: False, submitted.pk: True}

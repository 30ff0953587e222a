"""Which versions of a page were judged fit to be public."""

import pytest
from wagtail.models import Revision

from tests.factories.pathways import KnowledgePageFactory
from tests.factories.workflows import make_live
from workflows.services import warrants

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(subject_page):
    """A page with two published versions and a draft."""
    page = KnowledgePageFactory(parent=subject_page, title="First", live=True)
    page.title = "Second"
    page.save_revision(user=page.owner)
    make_live(page)
    page.title = "Draft"
    page.save_revision(user=page.owner)
    return page


def titles(page, *, most=10):
    contents = warrants.earlier_contents(
        page_id=page.pk, live_revision_id=page.live_revision_id, most=most
    )
    return [content["title"] for content in contents]


def test_versions_before_the_live_one_are_read_newest_first_and_drafts_never(page):
    page.title = "Third"
    page.save_revision(user=page.owner)
    make_live(page)

    assert titles(page) == ["Second", "First"]
    assert titles(page, most=1) == ["Second"]


def test_a_version_that_is_no_longer_what_was_judged_is_left_out(page):
    first = Revision.objects.for_instance(page).earliest("pk")
    Revision.objects.filter(pk=first.pk).update(
        content={**first.content, "summary": "Nobody judged this."}
    )

    assert titles(page) == []


def test_one_query_reads_them(page, django_assert_num_queries):
    with django_assert_num_queries(1):
        titles(page)

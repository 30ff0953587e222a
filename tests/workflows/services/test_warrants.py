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


def titles(page):
    keys = warrants.warranted_revisions(page_id=page.pk)
    contents = warrants.warranted_contents(page_id=page.pk, revisions=keys)
    return [content["title"] for content in contents]


def test_published_versions_are_listed_newest_first_and_drafts_never(page):
    keys = warrants.warranted_revisions(page_id=page.pk)

    assert keys[0] == page.live_revision_id
    assert len(keys) == 2
    assert titles(page) == ["Second", "First"]


def test_only_the_versions_asked_for_are_read(page):
    contents = warrants.warranted_contents(
        page_id=page.pk, revisions=[page.live_revision_id]
    )

    assert [content["title"] for content in contents] == ["Second"]


def test_a_version_that_is_no_longer_what_was_judged_is_left_out(page):
    first = Revision.objects.get(pk=warrants.warranted_revisions(page_id=page.pk)[1])
    Revision.objects.filter(pk=first.pk).update(
        content={**first.content, "summary": "Nobody judged this."}
    )

    assert titles(page) == ["Second"]

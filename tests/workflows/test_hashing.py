"""One version, one hash: for the real page types, with streams, relations and tags."""

import pytest
from wagtail.models import Page

from pathways.models import KnowledgePage, PathwayPage
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from workflows.hashing import canonical, content_hash, differences


@pytest.fixture(params=[KnowledgePage, PathwayPage])
def full_page(request, subject_page, author):
    """A page of each type with everything in it."""
    shared = {
        "parent": subject_page,
        "owner": author,
        "phases": [PhaseFactory(order=2), PhaseFactory(order=1)],
        "topics": [
            SubjectFactory(parent=subject_page.subject, order=order)
            for order in (3, 1, 2)
        ],
    }
    if request.param is KnowledgePage:
        return KnowledgePageFactory(complete=True, **shared)
    return PathwayPageFactory(nodes=4, **shared)


def test_a_revision_and_the_page_made_of_it_have_one_hash(full_page, author):
    revision = full_page.save_revision(user=author)

    again = revision.as_object()

    assert content_hash(again.serializable_data()) == content_hash(revision.content)


def test_a_row_read_anew_does_not_differ_from_its_revision(full_page, author):
    revision = full_page.save_revision(user=author)

    row = type(full_page).objects.get(pk=full_page.pk)

    assert differences(row, revision.content) == []


def test_saving_and_reading_twice_changes_no_hash(full_page, author):
    first = full_page.save_revision(user=author)

    second = first.as_object().save_revision(user=author)

    assert content_hash(first.content) == content_hash(second.content)


def test_a_new_order_of_phases_changes_no_hash(full_page, author):
    revision = full_page.save_revision(user=author)
    for phase in full_page.phases.all():
        phase.order = 10 - phase.order
        phase.save()

    row = type(full_page).objects.get(pk=full_page.pk)

    assert differences(row, revision.content) == []


@pytest.mark.parametrize("name", ["title", "summary", "seo_title", "slug"])
def test_a_changed_text_is_named(full_page, author, name):
    revision = full_page.save_revision(user=author)

    setattr(full_page, name, "changed")

    assert differences(full_page, revision.content) == [name]


def test_a_removed_topic_is_named(full_page, author):
    revision = full_page.save_revision(user=author)

    full_page.topics.remove(full_page.topics.first())

    assert differences(full_page, revision.content) == ["topics"]


def test_a_changed_stream_is_named(full_page, author):
    name = "body" if isinstance(full_page, KnowledgePage) else "nodes"
    revision = full_page.save_revision(user=author)

    del getattr(full_page, name)[0]

    assert differences(full_page, revision.content) == [name]


def test_what_publishing_changes_is_no_difference(full_page, author, now):
    revision = full_page.save_revision(user=author)

    full_page.live = True
    full_page.first_published_at = full_page.last_published_at = now
    full_page.locked = True

    assert differences(full_page, revision.content) == []


def test_a_bare_page_is_compared_in_what_it_has(full_page, author):
    revision = full_page.save_revision(user=author)

    bare = Page.objects.get(pk=full_page.pk)
    bare.title = "changed"

    assert differences(bare, revision.content) == ["title"]


def test_a_field_newer_than_the_revision_counts_only_when_it_is_filled(
    full_page, author
):
    content = dict(full_page.save_revision(user=author).content)
    del content["search_description"], content["topics"], content["contributors"]

    assert differences(full_page, content) == ["topics"]
    full_page.search_description = "new"
    assert differences(full_page, content) == ["search_description", "topics"]


def test_text_that_looks_like_json_stays_text():
    assert canonical({"title": "[not a list", "summary": "{1"}) == {
        "title": "[not a list",
        "summary": "{1",
    }

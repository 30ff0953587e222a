"""What home and the subjects list."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pathways import listings
from pathways.constants import KnowledgeKind
from pathways.models import SubjectPage
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.pathways import (
    KnowledgePageFactory,
    PathwayPageFactory,
    SubjectPageFactory,
)


@pytest.fixture
def fractions(subject_page):
    return SubjectFactory(
        name="Fractions", slug="fractions", parent=subject_page.subject
    )


@pytest.fixture
def key_stage_2(db):
    return PhaseFactory(name="Key Stage 2", slug="key-stage-2")


@pytest.fixture
def published(subject_page):
    """Makes a live page under the subject, with its topics and phases."""

    def make(factory, *, live=True, **fields):
        return factory(**{"parent": subject_page, "live": live, **fields})

    return make


def only_entry():
    [entry] = listings.list_subjects(SubjectPage.objects.all())
    return entry


def test_a_subject_counts_its_live_pages_by_kind(published):
    published(PathwayPageFactory)
    published(KnowledgePageFactory, kind=KnowledgeKind.BARRIER)
    published(KnowledgePageFactory, kind=KnowledgeKind.BARRIER)
    published(KnowledgePageFactory, kind=KnowledgeKind.INTERVENTION)

    entry = only_entry()

    assert (entry.pathways, entry.barriers, entry.interventions) == (1, 2, 1)
    assert not entry.is_empty


def test_a_subject_counts_no_draft(published):
    published(PathwayPageFactory, live=False)
    published(KnowledgePageFactory, live=False)

    assert only_entry().is_empty


def test_a_subject_counts_no_restricted_page(published):
    page = published(PathwayPageFactory)
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert only_entry().is_empty


def test_the_counts_of_one_subject_are_not_those_of_another(published, subject_page):
    other = SubjectPageFactory(parent=subject_page.get_parent())
    published(PathwayPageFactory, parent=other)

    entries = listings.list_subjects(SubjectPage.objects.all())

    assert [entry.pathways for entry in entries] == [0, 1]


def test_the_newest_pathways_come_newest_first(published):
    now = timezone.now()
    for days, title in ((3, "Old"), (1, "New"), (2, "Middle")):
        published(
            PathwayPageFactory,
            title=title,
            first_published_at=now - timezone.timedelta(days=days),
        )

    titles = [page.title for page in listings.newest_pathways(2)]

    assert titles == ["New", "Middle"]


def test_contents_are_grouped_by_kind_and_ordered_by_title(published, subject_page):
    published(PathwayPageFactory, title="Fractions")
    published(KnowledgePageFactory, title="B", kind=KnowledgeKind.BARRIER)
    published(KnowledgePageFactory, title="A", kind=KnowledgeKind.BARRIER)
    published(KnowledgePageFactory, title="C", kind=KnowledgeKind.INTERVENTION)

    contents = listings.list_contents(subject_page)

    assert [page.title for page in contents.pathways] == ["Fractions"]
    assert [page.title for page in contents.barriers] == ["A", "B"]
    assert [page.title for page in contents.interventions] == ["C"]
    assert not contents.is_narrowed


def test_contents_narrow_to_a_topic(published, subject_page, fractions):
    published(PathwayPageFactory, title="Fractions", topics=[fractions])
    published(PathwayPageFactory, title="Algebra")

    contents = listings.list_contents(subject_page, topic="fractions")

    assert [page.title for page in contents.pathways] == ["Fractions"]
    assert contents.is_narrowed
    [choice] = contents.topics
    assert (choice.label, choice.count, choice.selected) == ("Fractions", 1, True)


def test_contents_narrow_to_a_topic_and_a_phase_together(
    published, subject_page, fractions, key_stage_2
):
    published(PathwayPageFactory, topics=[fractions])
    published(PathwayPageFactory, phases=[key_stage_2])

    contents = listings.list_contents(
        subject_page, topic="fractions", phase="key-stage-2"
    )

    assert contents.is_empty
    assert contents.is_narrowed


def test_an_unknown_topic_narrows_nothing(published, subject_page):
    published(PathwayPageFactory)

    contents = listings.list_contents(subject_page, topic="no-such-topic")

    assert len(contents.pathways) == 1
    assert not contents.is_narrowed

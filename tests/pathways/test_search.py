"""What the search knows of pages, and when it is told."""

import pytest
from wagtail.models import PageViewRestriction

from evidence.models import SearchOutbox
from evidence.search import sync
from evidence.search.api import SearchQuery
from evidence.search.documents import sources
from evidence.search.service import search
from pathways.models import KnowledgePage, PathwayPage
from pathways.search import KnowledgeSource, PathwaySource
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory
from tests.factories.pathways import (
    KnowledgePageFactory,
    PathwayPageFactory,
    SubjectPageFactory,
)
from tests.factories.workflows import make_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def knowledge(subject_page):
    topic = SubjectFactory(parent=subject_page.subject, name="Fractions")
    page = KnowledgePageFactory(
        parent=subject_page, title="Whole-number bias", complete=True
    )
    page.topics.add(topic)
    page.phases.add(PhaseFactory(slug="ks2"))
    page.save()
    make_live(page)
    return KnowledgePage.objects.get(pk=page.pk)


@pytest.fixture
def pathway(subject_page):
    page = PathwayPageFactory(parent=subject_page, title="Fractions", nodes=5)
    make_live(page)
    return PathwayPage.objects.get(pk=page.pk)


def told(page):
    name = "pathway" if isinstance(page, PathwayPage) else "knowledge"
    return SearchOutbox.objects.filter(uid=f"{name}:{page.pk}").exists()


@pytest.fixture
def forgotten(knowledge, pathway):
    """Both pages live, and an outbox that has been emptied since."""
    SearchOutbox.objects.all().delete()


def document(source, page):
    return next(iter(source.documents([page.pk])), None)


def test_both_sources_are_registered():
    assert {"pathway", "knowledge"} <= set(sources())


def test_a_knowledge_page_is_found_by_all_it_says(knowledge, subject_page):
    found = document(KnowledgeSource(), knowledge)

    assert found.uid == f"knowledge:{knowledge.pk}"
    assert found.kind == "barrier"
    assert found.title == "Whole-number bias"
    assert found.summary == knowledge.summary
    assert "Adding tops and bottoms." in found.body
    assert found.keywords == ("Fractions",)
    assert found.authors == (knowledge.organisation.name,)
    assert found.subject == (
        subject_page.subject.slug,
        knowledge.topics.get().slug,
    )
    assert found.phase == ("ks2",)
    assert found.outcome == ("attainment",)
    assert found.design == ("rct",)
    assert found.year == knowledge.first_published_at.year
    assert found.url == knowledge.url


def test_a_pathway_is_found_by_its_nodes(pathway, subject_page):
    found = document(PathwaySource(), pathway)

    assert found.uid == f"pathway:{pathway.pk}"
    assert found.kind == "pathway"
    assert "Where it starts" in found.body
    assert "About node 3." in found.body
    assert found.subject == (subject_page.subject.slug,)


def test_a_draft_has_no_document(subject_page):
    page = KnowledgePageFactory(parent=subject_page, complete=True)

    assert list(KnowledgeSource().keys()) == []
    assert document(KnowledgeSource(), page) is None


@pytest.mark.parametrize("where", ["the page", "above it"])
def test_a_page_in_a_private_section_has_no_document(knowledge, subject_page, where):
    PageViewRestriction.objects.create(
        page=knowledge if where == "the page" else subject_page,
        restriction_type=PageViewRestriction.LOGIN,
    )

    assert list(KnowledgeSource().keys()) == []
    assert document(KnowledgeSource(), knowledge) is None


def test_a_page_outside_every_site_has_no_document(knowledge, home):
    home.sites_rooted_here.all().delete()

    assert document(KnowledgeSource(), knowledge) is None


def test_a_batch_costs_the_same_queries_whatever_its_size(
    subject_page, django_assert_max_num_queries
):
    pages = KnowledgePageFactory.create_batch(4, parent=subject_page, complete=True)
    for page in pages:
        make_live(page)
    keys = [page.pk for page in pages]

    counts = []
    for batch in (keys[:1], keys):
        with django_assert_max_num_queries(12) as seen:
            found = list(KnowledgeSource().documents(batch))
        counts.append(len(seen.captured_queries))
        assert len(found) == len(batch)

    assert counts[1] <= counts[0]


def test_what_is_published_is_told_and_found(knowledge):
    assert told(knowledge)

    sync.apply_waiting()

    hits = search(SearchQuery("whole-number bias")).hits
    assert [hit.document.uid for hit in hits] == [f"knowledge:{knowledge.pk}"]


@pytest.mark.usefixtures("forgotten")
def test_what_is_unpublished_is_told(knowledge):
    knowledge.unpublish()

    assert told(knowledge)


@pytest.mark.usefixtures("forgotten")
def test_a_moved_page_is_told(knowledge, subject_page):
    other = SubjectPageFactory(parent=subject_page.get_parent())
    SearchOutbox.objects.all().delete()

    knowledge.move(other, pos="last-child")

    assert told(knowledge)


@pytest.mark.usefixtures("forgotten")
def test_all_beneath_a_page_with_a_new_address_is_told(
    knowledge, pathway, subject_page, django_capture_on_commit_callbacks
):
    subject_page.slug = "another"
    # Wagtail says that an address has changed after the commit.
    with django_capture_on_commit_callbacks() as callbacks:
        subject_page.save()
    callbacks[0]()

    assert told(knowledge)
    assert told(pathway)


@pytest.mark.usefixtures("forgotten")
def test_all_beneath_a_section_that_becomes_private_is_told(
    knowledge, pathway, subject_page
):
    restriction = PageViewRestriction.objects.create(
        page=subject_page, restriction_type=PageViewRestriction.LOGIN
    )

    assert told(knowledge)
    assert told(pathway)

    SearchOutbox.objects.all().delete()
    restriction.delete()

    assert told(knowledge)


@pytest.mark.usefixtures("forgotten")
def test_a_renamed_topic_is_told(knowledge, pathway):
    topic = knowledge.topics.get()
    topic.name = "Common fractions"
    topic.save()

    assert told(knowledge)
    assert told(pathway)


@pytest.mark.usefixtures("forgotten")
def test_a_new_topic_tells_nothing():
    SubjectFactory()

    assert not SearchOutbox.objects.exists()


@pytest.mark.usefixtures("forgotten")
def test_a_page_is_told_when_a_finding_that_it_cites_changes(knowledge, pathway):
    finding = FindingFactory._meta.model.objects.get()
    finding.outcome_kind = "attitude"
    finding.save()

    assert told(knowledge)
    assert not told(pathway)


@pytest.mark.usefixtures("forgotten")
def test_a_page_is_told_when_the_design_of_its_study_changes(knowledge):
    study = FindingFactory._meta.model.objects.get().study
    study.design = "quasi_experiment"
    study.save()

    assert told(knowledge)


@pytest.mark.usefixtures("forgotten")
def test_other_pages_tell_nothing(home):
    home.save_revision().publish()

    assert not SearchOutbox.objects.exists()

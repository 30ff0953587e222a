"""The record in the evidence that a knowledge page is about."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from evidence.graph.merging import merge
from evidence.models import Barrier, Intervention
from mesh.core.constants import Role
from pathways.about import about_page, suggested_record
from pathways.constants import KnowledgeKind
from pathways.models import KnowledgePage
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
    StudyFactory,
)
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return InterventionFactory(name="Interleaved practice")


@pytest.fixture
def knowledge_page(subject_page, record):
    return KnowledgePageFactory(
        parent=subject_page,
        title="How to interleave",
        kind=KnowledgeKind.INTERVENTION,
        about_intervention=record,
        live=True,
    )


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_the_record_with_its_edges(client, knowledge_page, record):
    edge = EdgeFactory(target=record)

    html = shown(client, knowledge_page.url)

    assert f'<a href="{record.get_absolute_url()}">Record of “Interleaved' in html
    assert edge.source.get_absolute_url() in html
    assert '<a href="#record">' in html


def test_a_page_about_a_barrier_shows_the_barrier(client, subject_page):
    barrier = BarrierFactory(name="Whole-number bias")
    page = KnowledgePageFactory(
        parent=subject_page,
        kind=KnowledgeKind.BARRIER,
        about_barrier=barrier,
        live=True,
    )

    assert "Record of “Whole-number bias”" in shown(client, page.url)
    assert page.title in shown(client, barrier.get_absolute_url())


def test_a_page_about_nothing_shows_no_record(client, subject_page):
    page = KnowledgePageFactory(parent=subject_page, live=True)

    assert about_page(page) is None
    assert 'id="record"' not in shown(client, page.url)


def test_the_record_names_the_page_and_the_pathways_that_lead_there(
    client, subject_page, knowledge_page, record
):
    pathway = PathwayPageFactory(
        parent=subject_page,
        title="A way there",
        nodes=[node("Start", level=1), node("Line", level=2, page=knowledge_page)],
        live=True,
    )

    html = shown(client, record.get_absolute_url())

    assert f'<a href="{knowledge_page.url}">How to interleave</a>' in html
    assert f'<a href="{pathway.url}">A way there</a>' in html


def test_a_draft_or_restricted_page_is_never_named(
    client, subject_page, knowledge_page, record
):
    KnowledgePageFactory(
        parent=subject_page, title="A draft", about_intervention=record, live=False
    )
    PageViewRestriction.objects.create(
        page=knowledge_page, restriction_type=PageViewRestriction.LOGIN
    )

    html = shown(client, record.get_absolute_url())

    assert "How to interleave" not in html
    assert "A draft" not in html


def test_a_page_about_a_merged_record_shows_the_one_that_was_kept(
    client, knowledge_page, record, now
):
    kept = InterventionFactory(name="Mixing")

    merge(kept=kept, merged=record, now=now)

    assert "Record of “Mixing”" in shown(client, knowledge_page.url)
    assert "How to interleave" in shown(client, kept.get_absolute_url())


def test_a_record_under_a_page_is_not_deleted(knowledge_page, record):
    refused = pytest.raises(ProtectedError, match="A page is about it")
    with refused, transaction.atomic():
        record.delete()

    assert Intervention.objects.filter(pk=record.pk).exists()


def test_the_page_takes_few_more_queries_whatever_the_edges(
    client, knowledge_page, record, django_assert_max_num_queries
):
    for _each in range(6):
        EdgeEvidenceFactory(edge=EdgeFactory(target=record))

    client.get(knowledge_page.url, {"warm": 1})
    with django_assert_max_num_queries(20):
        client.get(knowledge_page.url)


def test_the_record_takes_at_most_twenty_queries_with_all_that_there_can_be(
    client, subject_page, knowledge_page, record, django_assert_max_num_queries
):
    nodes = [node("Start", level=1), node("Line", level=2, page=knowledge_page)]
    PathwayPageFactory(parent=subject_page, nodes=nodes, live=True)
    for kind in ("attainment", "attitude", "teacher_perception"):
        FindingFactory.create_batch(2, intervention=record.name, outcome_kind=kind)
    EdgeEvidenceFactory(edge=EdgeFactory(target=record))
    EdgeEvidenceFactory(
        edge=EdgeFactory(target=record),
        finding=None,
        reference=StudyFactory().reference,
    )

    client.get(record.get_absolute_url(), {"warm": 1})
    with django_assert_max_num_queries(20):
        client.get(record.get_absolute_url())


def test_a_record_is_suggested_by_the_title(record):
    kind = KnowledgeKind.INTERVENTION

    assert suggested_record(kind, "interleaved Practice") == record
    assert suggested_record(kind, "Something else") is None
    assert suggested_record(kind, " ") is None
    assert suggested_record(KnowledgeKind.BARRIER, "Interleaved practice") is None
    assert suggested_record("", "Interleaved practice") is None
    assert not Barrier.objects.exists()


def test_the_editor_is_told_of_a_record_of_the_same_name(
    client, person, subject_page, record
):
    author = person(Role.AUTHOR)
    page = KnowledgePageFactory(
        parent=subject_page,
        owner=author,
        title="Interleaved practice",
        kind=KnowledgeKind.INTERVENTION,
    )
    client.force_login(author)

    html = shown(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert "“Interleaved practice” is called like this page" in html


def test_a_record_of_the_other_kind_is_refused(subject_page, record):
    page = KnowledgePageFactory(parent=subject_page, kind=KnowledgeKind.BARRIER)
    form_class = KnowledgePage.get_edit_handler().get_form_class()
    form = form_class(instance=page)
    form.cleaned_data = {
        "kind": KnowledgeKind.BARRIER, "about_intervention": record,
    }  # fmt: skip
    form._errors = {}

    form._ask_for_record_of_the_kind()

    assert "of the kind “Barrier to learning”" in str(form._errors)

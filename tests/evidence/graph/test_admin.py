"""Barriers, interventions and edges in the admin."""

import pytest
from django.urls import reverse

from evidence.constants import EdgeKind
from evidence.models import Barrier, Edge, Intervention
from mesh.core.constants import Role
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client, person):
    client.force_login(person(Role.CURATOR))
    return client


def at(model, view, *args):
    return reverse(f"evidence_{model}_modeladmin_{view}", args=args)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def edge_form(**values):
    return {
        "kind": EdgeKind.EXPLAINS,
        "evidence-TOTAL_FORMS": 0,
        "evidence-INITIAL_FORMS": 0,
        "evidence-MIN_NUM_FORMS": 0,
        "evidence-MAX_NUM_FORMS": 1000,
        **values,
    }


def test_a_record_is_added_with_its_other_names(curator):
    data = {"name": "Interleaved practice", "called": "Mixing\n mixed  practice\n\n"}

    curator.post(at("intervention", "create"), data)

    record = Intervention.objects.get()
    assert record.other_names == ["Mixing", "mixed practice"]
    assert FindingFactory(intervention="mixing").intervention_record == record


def test_other_names_can_be_changed(curator):
    record = BarrierFactory(name="Bias", other_names=["Old"])
    form = text(curator.get(at("barrier", "edit", record.pk)))
    assert ">\nOld</textarea>" in form

    curator.post(at("barrier", "edit", record.pk), {"name": "Bias", "called": "New"})

    assert Barrier.objects.get().other_names == ["New"]


@pytest.mark.parametrize(
    ("called", "words"),
    [("Taken", "“Taken” has this name"), ("x" * 201, "longer than 200 characters")],
)
def test_wrong_names_are_refused_with_the_reason(curator, called, words):
    InterventionFactory(name="Taken")

    html = text(
        curator.post(at("intervention", "create"), {"name": "New", "called": called})
    )

    assert words in html
    assert Intervention.objects.count() == 1


def test_the_lists_count_what_hangs_on_a_record(curator):
    record = FindingFactory(intervention="Mixing").intervention_record
    EdgeEvidenceFactory(edge=EdgeFactory(target=record))

    assert "Mixing" in text(curator.get(at("intervention", "index"), {"q": "mixi"}))
    assert "is addressed by Mixing" in text(curator.get(at("edge", "index")))
    assert text(curator.get(at("barrier", "index")))


def test_a_record_shows_its_edges_and_what_can_be_done(curator):
    record = FindingFactory(intervention="Mixing").intervention_record
    edge = EdgeFactory(target=record)

    html = text(curator.get(at("intervention", "inspect", record.pk)))

    assert f'href="{at("edge", "inspect", edge.pk)}"' in html
    assert f"?source_intervention={record.pk}" in html
    assert "1 finding" in html
    assert reverse("evidence_graph:merge_intervention", args=[record.pk]) in html
    barrier = text(curator.get(at("barrier", "inspect", edge.source.pk)))
    assert reverse("evidence_graph:merge_barrier", args=[edge.source.pk]) in barrier


def test_who_only_reads_is_offered_nothing_to_do(client, person):
    record = InterventionFactory()
    client.force_login(person(Role.EDITOR))

    html = text(client.get(at("intervention", "inspect", record.pk)))

    assert "Add an edge" not in html
    assert "Merge it" not in html


def test_an_edge_begins_at_the_record_one_came_from(curator):
    record = BarrierFactory(name="Whole-number bias")

    html = text(curator.get(at("edge", "create"), {"source_barrier": record.pk}))

    assert "Whole-number bias" in html


def test_an_edge_is_made_with_its_evidence(curator):
    one, other, finding = BarrierFactory(), BarrierFactory(), FindingFactory()
    data = edge_form(source_barrier=one.pk, target_barrier=other.pk) | {
        "evidence-TOTAL_FORMS": 1,
        "evidence-0-stance": "for",
        "evidence-0-finding": finding.pk,
        "evidence-0-note": "It shows it.",
    }

    response = curator.post(at("edge", "create"), data)

    assert response.status_code == 302
    edge = Edge.objects.get()
    assert (edge.source, edge.target) == (one, other)
    assert edge.evidence.get().finding == finding
    html = text(curator.get(at("edge", "inspect", edge.pk)))
    assert "It shows it." in html


def test_an_edge_that_closes_a_circle_goes_back_with_the_reason(curator):
    edge = EdgeFactory(
        kind=EdgeKind.EXPLAINS, source=BarrierFactory(), target=BarrierFactory()
    )
    data = edge_form(source_barrier=edge.target.pk, target_barrier=edge.source.pk)

    html = text(curator.post(at("edge", "create"), data))

    assert "This would lead in a circle" in html
    assert Edge.objects.get() == edge


def test_a_changed_edge_is_saved_by_the_service_too(curator):
    edge = EdgeFactory()
    data = edge_form(
        kind=EdgeKind.DETECTED_BY,
        source_barrier=edge.source.pk,
        target_intervention=edge.target.pk,
    )

    curator.post(at("edge", "edit", edge.pk), data)

    assert Edge.objects.get().kind == EdgeKind.DETECTED_BY


@pytest.mark.parametrize("ends", [{}, {"both": True}])
def test_each_end_needs_one_record(curator, ends):
    data = edge_form()
    if ends:
        data |= {
            "source_barrier": BarrierFactory().pk,
            "source_intervention": InterventionFactory().pk,
        }

    html = text(curator.post(at("edge", "create"), data))

    assert "Choose one record here" in html
    assert not Edge.objects.exists()


def test_evidence_needs_one_source(curator):
    one, other = BarrierFactory(), BarrierFactory()
    data = edge_form(source_barrier=one.pk, target_barrier=other.pk) | {
        "evidence-TOTAL_FORMS": 1,
        "evidence-0-stance": "against",
    }

    html = text(curator.post(at("edge", "create"), data))

    assert "one of them, not both" in html
    assert not Edge.objects.exists()


def test_an_edge_is_deleted(curator):
    edge = EdgeFactory()

    curator.post(at("edge", "delete", edge.pk))

    assert not Edge.objects.exists()


def test_an_edge_with_evidence_is_not_deleted_and_says_why(curator):
    edge = EdgeEvidenceFactory().edge

    response = curator.post(at("edge", "delete", edge.pk), follow=True)

    assert "One piece of evidence stands with this edge" in text(response)
    assert Edge.objects.exists()


@pytest.mark.parametrize("kind", ["barrier", "intervention"])
def test_a_record_with_an_edge_is_not_deleted_and_says_why(curator, kind):
    edge = EdgeFactory()
    record = edge.source if kind == "barrier" else edge.target

    html = text(curator.post(at(kind, "delete", record.pk)))

    assert str(edge) in html
    assert type(record).objects.exists()


def test_an_intervention_with_findings_is_not_deleted_and_says_why(curator):
    finding = FindingFactory()

    html = text(
        curator.post(at("intervention", "delete", finding.intervention_record_id))
    )

    assert str(finding) in html
    assert Intervention.objects.exists()


def test_a_record_that_nothing_uses_is_deleted(curator):
    record = InterventionFactory()

    curator.post(at("intervention", "delete", record.pk))

    assert not Intervention.objects.exists()


def merge_page(record):
    return reverse(f"evidence_graph:merge_{record.kind}", args=[record.pk])


def test_two_records_are_merged(curator):
    kept, merged = BarrierFactory(name="Kept"), BarrierFactory(name="Gone")
    assert "The record that stays" in text(curator.get(merge_page(merged)))

    response = curator.post(merge_page(merged), {"kept": kept.pk}, follow=True)

    assert "“Gone” is now one of the names of “Kept”." in text(response)
    assert Barrier.objects.get().other_names == ["Gone"]


def test_a_merge_that_cannot_be_says_why(curator):
    edge = EdgeFactory(
        kind=EdgeKind.EXPLAINS, source=BarrierFactory(), target=BarrierFactory()
    )

    html = text(curator.post(merge_page(edge.source), {"kept": edge.target.pk}))

    assert "stands between them" in html
    assert Barrier.objects.count() == 2


def test_a_merge_needs_a_record_to_stay(curator):
    record = BarrierFactory()

    assert "This field is required" in text(curator.post(merge_page(record), {}))


def test_only_curators_see_the_page_for_merging(client, person):
    record = BarrierFactory()
    client.force_login(person(Role.EDITOR))

    assert client.get(merge_page(record)).status_code == 302
    assert client.post(merge_page(record), {"kept": record.pk}).status_code == 302


@pytest.mark.parametrize("kind", ["barrier", "intervention"])
def test_the_chooser_finds_a_record_by_another_name(curator, kind):
    factory = BarrierFactory if kind == "barrier" else InterventionFactory
    factory(name="Found", other_names=["Synonym"])
    factory(name="Hidden")

    address = reverse(f"evidence_{kind}_chooser:choose_results")
    html = text(curator.get(address, {"q": "synonym"}))

    assert "Found" in html
    assert "Hidden" not in html

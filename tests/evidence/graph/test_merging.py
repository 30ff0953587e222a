"""Two records become one; nothing is lost."""

import pytest

from evidence.constants import EdgeKind, OutcomeKind, Stance
from evidence.graph.merging import UnableToMerge, merge
from evidence.models import (
    Barrier,
    BodyOfEvidence,
    Edge,
    Intervention,
    SearchOutbox,
)
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
)

pytestmark = pytest.mark.django_db


def test_findings_under_the_old_name_belong_to_the_kept_record(now):
    kept = InterventionFactory(name="Interleaved practice")
    finding = FindingFactory(intervention="Mixed practice")
    SearchOutbox.objects.all().delete()

    merge(kept=kept, merged=finding.intervention_record, now=now)

    finding.refresh_from_db()
    assert finding.intervention_record == kept
    assert finding.intervention == "Mixed practice"
    assert FindingFactory(intervention="mixed PRACTICE").intervention_record == kept
    told = SearchOutbox.objects.values_list("uid", flat=True)
    assert f"reference:{finding.study.reference_id}" in told


def test_the_old_record_stays_as_a_row_that_leads_on(now):
    kept = BarrierFactory(name="Kept")
    merged = BarrierFactory(name="Gone", other_names=["Lost"], summary="What it is.")
    earlier = BarrierFactory(name="Earlier", merged_into=merged)

    merge(kept=kept, merged=merged, now=now)

    assert Barrier.objects.get() == kept
    assert Barrier.every.get(slug="gone").standing == kept
    assert Barrier.every.get(pk=earlier.pk).standing == kept
    kept.refresh_from_db()
    assert kept.other_names == ["Gone", "Lost"]
    assert kept.summary == "What it is."
    assert Barrier.objects.named("lost").get() == kept


def test_subjects_and_phases_come_along(now):
    kept, merged = InterventionFactory(), InterventionFactory()
    subject, phase = SubjectFactory(), PhaseFactory()
    merged.subjects.add(subject)
    merged.phases.add(phase)

    merge(kept=kept, merged=merged, now=now)

    assert list(kept.subjects.all()) == [subject]
    assert list(kept.phases.all()) == [phase]


def test_edges_move_to_the_kept_record(now):
    kept, merged = InterventionFactory(), InterventionFactory()
    addressed = EdgeFactory(target=merged)
    supported = EdgeFactory(
        kind=EdgeKind.SUPPORTED_BY, source=merged, target=InterventionFactory()
    )

    merge(kept=kept, merged=merged, now=now)

    assert Edge.objects.get(pk=addressed.pk).target == kept
    assert Edge.objects.get(pk=supported.pk).source == kept


def test_an_edge_both_ways_stays_in_its_one_order(now):
    merged, between, kept = (BarrierFactory() for _each in range(3))
    edge = EdgeFactory(kind=EdgeKind.OFTEN_CONFUSED_WITH, source=merged, target=between)

    merge(kept=kept, merged=merged, now=now)

    edge = Edge.objects.get(pk=edge.pk)
    assert (edge.source, edge.target) == (between, kept)


def test_edges_that_say_the_same_become_one_with_all_evidence(now):
    kept, merged, barrier = (
        InterventionFactory(), InterventionFactory(), BarrierFactory(),
    )  # fmt: skip
    stays = EdgeFactory(source=barrier, target=kept, note="In primary school.")
    double = EdgeFactory(source=barrier, target=merged, note="At home too.")
    same = EdgeEvidenceFactory(edge=stays, note="One class.")
    EdgeEvidenceFactory(edge=double, finding=same.finding, note="Two schools.")
    other = EdgeEvidenceFactory(edge=double, stance=Stance.AGAINST)

    merge(kept=kept, merged=merged, now=now)

    edge = Edge.objects.get()
    assert edge == stays
    assert edge.note == "In primary school.\nAt home too."
    assert {(each.finding, each.note) for each in edge.evidence.all()} == {
        (same.finding, "One class.\nTwo schools."),
        (other.finding, ""),
    }


def test_a_body_of_evidence_moves_where_the_kept_record_had_none(now):
    kept = InterventionFactory(name="Kept")
    FindingFactory(intervention="Kept")
    merged = FindingFactory(intervention="Gone").intervention_record
    FindingFactory(intervention="Gone", outcome_kind=OutcomeKind.ATTITUDE)

    merge(kept=kept, merged=merged, now=now)

    bodies = BodyOfEvidence.objects.values_list("intervention", "outcome_kind")
    assert set(bodies) == {
        (kept.pk, OutcomeKind.ATTAINMENT),
        (kept.pk, OutcomeKind.ATTITUDE),
        (merged.pk, OutcomeKind.ATTAINMENT),
    }
    waiting = BodyOfEvidence.objects.filter(stale_since=now)
    assert {each.intervention for each in waiting} == {kept}


def test_a_record_is_not_merged_into_itself_or_another_kind(now):
    record = InterventionFactory()

    for other in (record, BarrierFactory()):
        with pytest.raises(UnableToMerge, match="another record of the same kind"):
            merge(kept=record, merged=other, now=now)


def test_what_was_merged_or_deleted_meanwhile_is_not_merged_again(now):
    kept, merged = InterventionFactory(), InterventionFactory(name="Gone")
    merge(kept=InterventionFactory(), merged=merged, now=now)
    deleted = InterventionFactory(name="Deleted")
    Intervention.objects.filter(pk=deleted.pk).delete()

    with pytest.raises(UnableToMerge, match="“Gone” was merged or deleted"):
        merge(kept=kept, merged=merged, now=now)
    with pytest.raises(UnableToMerge, match="“Deleted” was merged or deleted"):
        merge(kept=kept, merged=deleted, now=now)


def test_records_between_which_an_edge_stands_are_not_one(now):
    edge = EdgeFactory(
        kind=EdgeKind.PREREQUISITE_OF,
        source=BarrierFactory(name="A"),
        target=BarrierFactory(name="B"),
    )

    with pytest.raises(
        UnableToMerge, match="“A is a prerequisite of B” stands between"
    ):
        merge(kept=edge.source, merged=edge.target, now=now)
    assert Barrier.objects.count() == 2


def test_a_merge_that_closes_a_circle_is_refused(now):
    start, middle, end = (BarrierFactory() for _each in range(3))
    EdgeFactory(kind=EdgeKind.EXPLAINS, source=start, target=middle)
    EdgeFactory(kind=EdgeKind.EXPLAINS, source=middle, target=end)

    with pytest.raises(UnableToMerge, match="circle"):
        merge(kept=start, merged=end, now=now)
    assert Barrier.objects.count() == 3


def test_evidence_that_contradicts_itself_has_to_be_settled_first(now):
    kept, merged, barrier = (
        InterventionFactory(), InterventionFactory(), BarrierFactory(),
    )  # fmt: skip
    stays = EdgeFactory(source=barrier, target=kept)
    piece = EdgeEvidenceFactory(edge=stays)
    EdgeEvidenceFactory(
        edge=EdgeFactory(source=barrier, target=merged),
        finding=piece.finding,
        stance=Stance.AGAINST,
    )

    with pytest.raises(UnableToMerge, match="for and against"):
        merge(kept=kept, merged=merged, now=now)
    assert Edge.objects.count() == 2

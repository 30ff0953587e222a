"""Edges are made and undone; doubles and circles are refused."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from evidence.constants import EDGE_ENDS, ConceptKind, EdgeKind
from evidence.graph.edges import (
    UnableToLink,
    UnableToUnlink,
    link,
    save_edge,
    set_ends,
    unlink,
)
from evidence.models import Edge
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    InterventionFactory,
)

pytestmark = pytest.mark.django_db

MADE = {
    ConceptKind.BARRIER: BarrierFactory,
    ConceptKind.INTERVENTION: InterventionFactory,
}
PAIRS = [(source, target) for source in ConceptKind for target in ConceptKind]
CELLS = [(kind, *pair, pair in EDGE_ENDS[kind]) for kind in EdgeKind for pair in PAIRS]


@pytest.mark.parametrize(("kind", "source", "target", "may"), CELLS)
def test_a_kind_joins_what_the_table_says(kind, source, target, may):
    ends = MADE[source](), MADE[target]()

    if may:
        edge = link(source=ends[0], kind=kind, target=ends[1])
        assert (edge.source, edge.target) == ends
    else:
        with pytest.raises(UnableToLink, match="does not lead from"):
            link(source=ends[0], kind=kind, target=ends[1])


@pytest.mark.parametrize(("kind", "source", "target", "may"), CELLS)
def test_so_says_the_database(kind, source, target, may):
    edge = Edge(kind=kind)
    set_ends(edge, MADE[source](), MADE[target]())

    if may:
        edge.save()
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            edge.save()


def test_an_edge_reads_as_a_sentence():
    edge = link(
        source=BarrierFactory(name="Whole-number bias"),
        kind=EdgeKind.ADDRESSED_BY,
        target=InterventionFactory(name="Number line work"),
        note="In primary school.",
    )

    assert str(edge) == "Whole-number bias is addressed by Number line work"
    assert edge.note == "In primary school."
    assert edge.other_end(edge.source) == edge.target
    assert edge.other_end(edge.target) == edge.source


def test_every_kind_has_a_sentence_with_both_ends():
    for kind in EdgeKind:
        edge = Edge(kind=kind)
        set_ends(edge, BarrierFactory.build(), InterventionFactory.build())
        assert edge.source.name in edge.sentence
        assert edge.target.name in edge.sentence


def test_an_edge_to_itself_is_refused():
    record = BarrierFactory()

    with pytest.raises(UnableToLink, match="no edge to itself"):
        link(source=record, kind=EdgeKind.OFTEN_CONFUSED_WITH, target=record)


def test_the_database_refuses_an_edge_to_itself():
    record = BarrierFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        EdgeFactory(kind=EdgeKind.EXPLAINS, source=record, target=record)


def test_the_same_edge_twice_is_refused():
    edge = EdgeFactory()

    with pytest.raises(UnableToLink, match="is there already"):
        link(source=edge.source, kind=edge.kind, target=edge.target)


def test_often_confused_is_one_edge_from_either_end():
    one, other = BarrierFactory(), BarrierFactory()
    kind = EdgeKind.OFTEN_CONFUSED_WITH
    edge = link(source=other, kind=kind, target=one)

    assert (edge.source, edge.target) == (one, other)
    with pytest.raises(UnableToLink, match="is there already"):
        link(source=one, kind=kind, target=other)


@pytest.mark.parametrize("kind", [EdgeKind.EXPLAINS, EdgeKind.PREREQUISITE_OF])
def test_a_circle_is_refused_and_named(kind):
    one, two, three = (BarrierFactory(name=name) for name in "ABC")
    link(source=one, kind=kind, target=two)
    link(source=two, kind=kind, target=three)
    word = "explains" if kind == EdgeKind.EXPLAINS else "is a prerequisite of"

    with pytest.raises(UnableToLink) as refused:
        link(source=three, kind=kind, target=one)

    assert str(refused.value) == (
        f"This would lead in a circle: C {word} A; A {word} B; B {word} C."
    )


def test_a_long_circle_is_named_in_short():
    records = [BarrierFactory(name=f"N{n}") for n in range(12)]
    for one, other in pairwise(records):
        link(source=one, kind=EdgeKind.EXPLAINS, target=other)

    with pytest.raises(UnableToLink, match=r"N11 explains N0; .*; …; N10 explains N11"):
        link(source=records[-1], kind=EdgeKind.EXPLAINS, target=records[0])


def test_ways_that_meet_again_are_no_circle():
    top, left, right, bottom = (BarrierFactory() for _each in range(4))
    for source, target in ((top, left), (top, right), (left, bottom), (right, bottom)):
        link(source=source, kind=EdgeKind.EXPLAINS, target=target)

    assert Edge.objects.count() == 4


def test_a_circle_of_a_kind_that_allows_one_goes_through():
    one, other = InterventionFactory(), InterventionFactory()
    link(source=one, kind=EdgeKind.SUPPORTED_BY, target=other)

    assert link(source=other, kind=EdgeKind.SUPPORTED_BY, target=one).pk


def test_a_changed_edge_may_not_close_a_circle_either():
    one, two, three = (BarrierFactory() for _each in range(3))
    link(source=one, kind=EdgeKind.EXPLAINS, target=two)
    edge = link(source=two, kind=EdgeKind.EXPLAINS, target=three)

    set_ends(edge, two, one)
    with pytest.raises(UnableToLink, match="circle"):
        save_edge(edge=edge)


def chain_of(length):
    """A new barrier, and the first of a chain in which each explains the next."""
    records = [BarrierFactory() for _each in range(length)]
    for one, other in pairwise(records):
        EdgeFactory(kind=EdgeKind.EXPLAINS, source=one, target=other)
    return BarrierFactory(), records[0]


def test_looking_for_a_circle_takes_one_query_however_large_the_graph(
    django_assert_num_queries, django_assert_max_num_queries
):
    new, first = chain_of(2)
    with django_assert_max_num_queries(14) as few:
        link(source=new, kind=EdgeKind.EXPLAINS, target=first)

    new, first = chain_of(30)
    with django_assert_num_queries(len(few)):
        link(source=new, kind=EdgeKind.EXPLAINS, target=first)


@pytest.mark.parametrize("missing", ["source", "target"])
def test_an_end_must_be_chosen(missing):
    edge = Edge(kind=EdgeKind.EXPLAINS)
    other = "target" if missing == "source" else "source"
    setattr(edge, f"{other}_barrier", BarrierFactory())

    with pytest.raises(UnableToLink, match="Choose a record for each end"):
        save_edge(edge=edge)


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnableToLink, match="not a valid choice"):
        link(source=BarrierFactory(), kind="helps", target=InterventionFactory())


def test_a_merged_record_is_not_linked_any_more():
    kept = BarrierFactory(name="Kept")
    merged = BarrierFactory(name="Gone", merged_into=kept)

    with pytest.raises(UnableToLink, match="“Gone” was merged into “Kept”"):
        link(source=merged, kind=EdgeKind.ADDRESSED_BY, target=InterventionFactory())


def test_an_edge_is_undone():
    edge = EdgeFactory()

    unlink(edge=edge)

    assert not Edge.objects.exists()


def test_an_edge_with_evidence_is_not_undone():
    edge = EdgeEvidenceFactory().edge

    with pytest.raises(UnableToUnlink, match="One piece of evidence stands"):
        unlink(edge=edge)
    EdgeEvidenceFactory(edge=edge)
    with pytest.raises(UnableToUnlink, match="2 pieces of evidence stand"):
        unlink(edge=edge)
    assert Edge.objects.exists()

"""The map of a subject's barriers and what addresses them."""

import pytest
from django.urls import reverse

from evidence.constants import EdgeKind, Stance
from evidence.gap_map import barriers
from evidence.gap_map.bands import Shade
from tests.factories.core import SubjectFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def maths():
    return SubjectFactory(name="Maths", slug="maths")


@pytest.fixture
def barrier(maths):
    record = BarrierFactory(name="Whole-number bias")
    record.subjects.add(maths)
    return record


def addressed(barrier, name="Number lines"):
    return EdgeFactory(
        source=barrier,
        kind=EdgeKind.ADDRESSED_BY,
        target=InterventionFactory(name=name),
    )


def only_cell(subject, shade=Shade.SECURITY):
    (row,) = barriers.read(subject, shade).rows
    (cell,) = row.cells
    return cell


def test_a_cell_counts_the_studies_behind_an_edge(maths, barrier):
    edge = addressed(barrier)
    finding = FindingFactory()
    EdgeEvidenceFactory(edge=edge, finding=finding)
    EdgeEvidenceFactory(edge=edge, finding=FindingFactory(study=finding.study))

    cell = only_cell(maths)

    assert cell.total == 1
    assert cell.url == f"{barrier.get_absolute_url()}#edge-{edge.pk}"
    assert cell.search == f"/search/?intervention={edge.target.slug}"
    assert cell.note == ""


def test_evidence_against_is_said(maths, barrier):
    edge = addressed(barrier)
    EdgeEvidenceFactory(edge=edge, finding=FindingFactory(), stance=Stance.AGAINST)

    assert only_cell(maths).note == "1 speaks against it"


def test_an_edge_without_evidence_is_no_gap_and_no_study(maths, barrier):
    addressed(barrier)

    cell = only_cell(maths)

    assert not cell.is_gap
    assert (cell.total, cell.bubbles) == (0, None)
    assert cell.note == "Linked; no study is named"


def test_a_retracted_publication_is_not_counted(maths, barrier):
    finding = FindingFactory(study__reference__retracted=True)
    EdgeEvidenceFactory(edge=addressed(barrier), finding=finding)

    assert only_cell(maths).total == 0


def test_a_barrier_that_nothing_addresses_shows_gaps(maths, barrier):
    addressed(barrier)
    other = BarrierFactory(name="Adding across")
    other.subjects.add(SubjectFactory(parent=maths))

    shown = barriers.read(maths, Shade.DESIGN)

    assert [row.barrier for row in shown.rows] == [other, barrier]
    (gap,) = shown.rows[0].cells
    assert gap.is_gap
    assert gap.proposal == "Evidence on Number lines: Adding across"
    assert dict(gap.start)["barrier"] == "Adding across"
    assert dict(gap.start)["subject"] == shown.subject.slug


def test_another_subject_has_a_map_of_its_own(barrier):
    assert barriers.read(SubjectFactory(), Shade.SECURITY).rows == []


def test_the_page_offers_the_subjects_that_have_barriers(client, home, barrier, maths):
    SubjectFactory(name="Latin", slug="latin")

    html = client.get(reverse("evidence:gaps_of_barriers")).content.decode()

    assert "?subject=maths" in html
    assert "?subject=latin" not in html


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("subject=maths", "No intervention is linked to a barrier of Maths yet."),
        ("subject=latin", "No barrier of Latin has been recorded yet."),
        ("subject=none", "Choose one of the subjects listed."),
    ],
)
def test_a_map_without_cells_says_why(client, home, barrier, query, words):
    SubjectFactory(name="Latin", slug="latin")

    html = client.get(f"{reverse('evidence:gaps_of_barriers')}?{query}").content

    assert words in html.decode()


def test_without_any_barrier_the_page_says_so(client, home):
    html = client.get(reverse("evidence:gaps_of_barriers")).content.decode()

    assert "No barrier has been recorded yet." in html


@pytest.mark.parametrize("number", [1, 8])
def test_a_map_costs_the_same_whatever_it_holds(
    client, home, maths, barrier, number, django_assert_num_queries
):
    for each in range(number):
        edge = addressed(barrier, f"Intervention {each}")
        EdgeEvidenceFactory(edge=edge, finding=FindingFactory())

    with django_assert_num_queries(11):
        client.get(f"{reverse('evidence:gaps_of_barriers')}?subject=maths")

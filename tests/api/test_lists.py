"""What each list leaves when it is asked for less, and what is not there."""

import pytest

from evidence.constants import EdgeKind, OutcomeKind
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
    StudyFactory,
)
from tests.factories.pathways import PathwayPageFactory
from tests.factories.workflows import make_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted():
    """A finding with all that a filter may name, beside one with nothing of it."""
    subject = SubjectFactory(slug="fractions", parent=SubjectFactory(slug="maths"))
    study = StudyFactory(
        reference__csl={
            "type": "book",
            "title": "Wanted sums",
            "DOI": "10.5555/wanted",
            "issued": {"date-parts": [[2014]]},
        }
    )
    study.subjects.add(subject)
    study.phases.add(PhaseFactory(slug="ks3"))
    FindingFactory(outcome_kind=OutcomeKind.ATTITUDE)
    return FindingFactory(study=study, key="wanted", intervention="Number lines")


@pytest.mark.parametrize(
    "query",
    [
        "doi=https://doi.org/10.5555/WANTED",
        "record=wanted-sums",
        "subject=maths",
        "subject=fractions",
        "phase=ks3",
        "outcome=attainment",
        "q=wanted+sums",
        "year_from=2014&year_to=2014",
    ],
)
def test_records(read, wanted, query):
    reference = wanted.study.reference
    query = query.replace("wanted-sums", reference.slug)

    found = read(f"/api/v1/records?{query}")["results"]

    assert [row["slug"] for row in found] == [reference.slug]


def test_a_doi_that_is_none_is_told(problem):
    [error] = problem("/api/v1/records?doi=sums")["errors"]

    assert error["message"] == "This is no DOI: it begins with 10. and holds a slash."


@pytest.mark.parametrize(
    "query", ["record=SLUG", "subject=maths", "phase=ks3", "outcome=attainment"]
)
def test_studies(read, wanted, query):
    query = query.replace("SLUG", wanted.study.reference.slug)

    found = read(f"/api/v1/studies?{query}")["results"]

    assert [row["id"] for row in found] == [wanted.study_id]


@pytest.mark.parametrize(
    "query", ["kind=addressed_by", "barrier=bias", "intervention=lines"]
)
def test_edges(read, query):
    bias = BarrierFactory(name="Bias")
    lines = InterventionFactory(name="Lines")
    edge = EdgeFactory(source=bias, kind=EdgeKind.ADDRESSED_BY, target=lines)
    EdgeFactory(
        source=BarrierFactory(), kind=EdgeKind.EXPLAINS, target=BarrierFactory()
    )

    found = read(f"/api/v1/edges?{query}")["results"]

    assert [row["id"] for row in found] == [edge.pk]


@pytest.mark.parametrize("query", ["subject=maths", "phase=ks3", "q=lines"])
def test_interventions(read, query):
    record = InterventionFactory(name="Number lines")
    record.subjects.add(SubjectFactory(slug="maths"))
    record.phases.add(PhaseFactory(slug="ks3"))
    InterventionFactory(name="Other")

    found = read(f"/api/v1/interventions?{query}")["results"]

    assert [row["slug"] for row in found] == ["number-lines"]


@pytest.mark.parametrize("query", ["outcome=attainment", "intervention=NUMBER+lines"])
def test_syntheses(read, wanted, query):
    FindingFactory(intervention="Number lines")
    FindingFactory.create_batch(
        2, intervention="Praise", outcome_kind=OutcomeKind.ATTITUDE
    )

    found = read(f"/api/v1/syntheses?{query}")["results"]

    assert [row["intervention"] for row in found] == ["number-lines"]


@pytest.mark.parametrize("query", ["subject=maths", "phase=ks3"])
def test_pathways(read, home, subject_page, query):
    subject_page.subject.slug = "maths"
    subject_page.subject.save()
    page = PathwayPageFactory(parent=subject_page, nodes=1)
    page.phases.add(PhaseFactory(slug="ks3"))
    page.save()
    make_live(page)

    found = read(f"/api/v1/pathways?{query}")["results"]

    assert [row["id"] for row in found] == [page.pk]


@pytest.mark.parametrize(
    "path",
    [
        "studies/999999",
        "studies/999999/ratings",
        "findings/none/ratings",
        "edges/999999",
        "pathways/999999",
        "syntheses/none/attainment",
        "rule-sets/none",
    ],
)
def test_what_is_not_there_is_not_found(problem, path):
    assert problem(f"/api/v1/{path}", status=404)["title"]


def test_a_synthesis_without_a_finding_is_not_found(problem):
    InterventionFactory(name="Lines")

    assert problem("/api/v1/syntheses/lines/attainment", status=404)["title"]


def test_a_span_of_years_that_is_none_is_told(problem):
    [error] = problem("/api/v1/search?year=2013-2019")["errors"]

    assert error["message"] == "Years come in fives: 2015-2019, 2020-2024."
    assert error["given"] == "2013-2019"


def test_too_many_words_are_told(problem):
    [error] = problem("/api/v1/records?q=" + "a+" * 21)["errors"]

    assert error["message"] == "At most 20 words are allowed."

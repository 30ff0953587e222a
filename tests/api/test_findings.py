"""Findings: every one can be reached, narrowed down, and read whole."""

import pytest

from evidence.constants import (
    Deliverer,
    Design,
    EffectMetric,
    Independence,
    Measure,
    OutcomeKind,
    StudyKind,
)
from evidence.formats.findings_csv import FINDING_COLUMNS
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/findings"


def keys(answer):
    return [row["key"] for row in answer["results"]]


def test_every_finding_is_on_exactly_one_page(read):
    made = {finding.key for finding in FindingFactory.create_batch(7)}
    address, seen = f"{URL}?size=3", []

    while address:
        page = read(address)
        seen += keys(page)
        address = page["next"]

    assert len(seen) == 7
    assert set(seen) == made


def test_a_finding_holds_every_column_of_the_csv_export(read):
    finding = FindingFactory(key="a-1")

    answer = read(f"{URL}/a-1")

    assert set(FINDING_COLUMNS) <= answer.keys()
    assert answer["effect_size"] == finding.effect_size
    assert answer["record"]["slug"] == finding.study.reference.slug


def test_a_finding_is_the_same_alone_and_in_the_list(read):
    FindingFactory(key="a-1")

    assert read(URL)["results"] == [read(f"{URL}/a-1")]


def test_a_computed_effect_stands_beside_the_published_one(read):
    FindingFactory(
        key="a-1",
        effect_size=0.4,
        intervention_n=50,
        comparison_n=50,
        intervention_mean=10.4,
        comparison_mean=10,
        intervention_sd=1,
        comparison_sd=1,
    )

    computed = read(f"{URL}/a-1")["computed"]

    assert computed["g"] == pytest.approx(0.397, abs=0.001)
    assert computed["agreement"] == "agrees"


def test_a_finding_without_numbers_has_no_computed_effect(read):
    FindingFactory(key="a-1", effect_size=None, ci_low=None, ci_high=None)

    assert read(f"{URL}/a-1")["computed"] is None


def test_every_link_of_a_finding_leads_somewhere(read, get):
    FindingFactory(key="a-1")

    for address in read(f"{URL}/a-1")["links"].values():
        assert get(address.partition("#")[0]).status_code == 200


@pytest.mark.parametrize(
    ("query", "study", "fields"),
    [
        ("outcome=attitude", {}, {"outcome_kind": OutcomeKind.ATTITUDE}),
        ("measure=standardised", {}, {"measure": Measure.STANDARDISED}),
        ("effect_metric=r", {}, {"effect_metric": EffectMetric.CORRELATION}),
        ("deliverer=tutor", {}, {"deliverer": Deliverer.TUTOR}),
        ("intervention=TUTORING", {}, {"intervention": "Tutoring"}),
        ("effect_from=0.55", {}, {"effect_size": 0.6}),
        ("effect_to=0.25", {}, {"effect_size": 0.2}),
        ("q=working+memory", {}, {"outcome": "Memory while working"}),
        ("design=cluster_rct", {"design": Design.CLUSTER_RCT}, {}),
        ("country=france", {"country": "France"}, {}),
        ("independence=developer", {"independence": Independence.DEVELOPER}, {}),
        ("reviewed_by=wwc", {"reviewed_by": "WWC"}, {}),
        (
            "study_kind=review",
            {"kind": StudyKind.REVIEW, "design": Design.META_ANALYSIS},
            {},
        ),
    ],
)
def test_a_filter_leaves_what_it_names(read, query, study, fields):
    FindingFactory(key="other")
    FindingFactory(key="wanted", study=StudyFactory(**study), **fields)

    assert keys(read(f"{URL}?{query}")) == ["wanted"]


@pytest.mark.parametrize(
    ("query", "reference"),
    [
        ("year_from=2021", {"year": 2022}),
        ("year_to=2019", {"year": 2018}),
        ("retracted=true", {}),
        ("record=wanted", {}),
    ],
)
def test_a_filter_on_the_publication_leaves_what_it_names(read, query, reference):
    FindingFactory(key="other")
    found = ReferenceFactory(slug="wanted", **reference)
    found.retracted = True
    found.save()
    FindingFactory(key="wanted", study=StudyFactory(reference=found))

    assert keys(read(f"{URL}?{query}")) == ["wanted"]


def test_a_subject_holds_its_topics(read):
    maths = SubjectFactory(slug="maths")
    topic = SubjectFactory(slug="fractions", parent=maths)
    FindingFactory(key="other")
    FindingFactory(key="wanted").study.subjects.add(maths, topic)

    assert keys(read(f"{URL}?subject=maths")) == ["wanted"]
    assert keys(read(f"{URL}?subject=fractions")) == ["wanted"]


def test_a_phase_leaves_its_studies(read):
    FindingFactory(key="other")
    FindingFactory(key="wanted").study.phases.add(PhaseFactory(slug="ks2"))

    assert keys(read(f"{URL}?phase=ks2")) == ["wanted"]


def test_values_of_one_parameter_are_alternatives_and_parameters_hold_together(read):
    FindingFactory(key="a", outcome_kind=OutcomeKind.ATTITUDE, effect_size=0.3)
    FindingFactory(key="b", outcome_kind=OutcomeKind.BEHAVIOUR, effect_size=0.5)
    FindingFactory(key="c", outcome_kind=OutcomeKind.ATTAINMENT, effect_size=0.5)

    assert keys(read(f"{URL}?outcome=attitude&outcome=behaviour")) == ["a", "b"]
    query = "outcome=attitude&outcome=behaviour&effect_from=0.4"
    assert keys(read(f"{URL}?{query}")) == ["b"]


def test_what_teachers_perceive_is_never_attainment(read):
    FindingFactory(key="seen", outcome_kind=OutcomeKind.TEACHER_PERCEPTION)

    assert read(f"{URL}?outcome=attainment")["results"] == []
    assert read(f"{URL}/seen")["outcome_kind"] == "teacher_perception"


def test_a_retracted_publication_is_marked_on_its_findings(read):
    finding = FindingFactory(key="a-1")
    finding.study.reference.retracted = True
    finding.study.reference.save()

    assert read(f"{URL}/a-1")["record"]["retracted"] is True


@pytest.mark.parametrize("rows", [2, 20])
def test_a_page_costs_the_same_whatever_it_holds(read, rows, django_assert_num_queries):
    FindingFactory.create_batch(rows)

    with django_assert_num_queries(3):
        read(URL)


@pytest.mark.parametrize("key", ["no-such", "%00", "a" * 5000, "..", "é"])
def test_a_key_that_nothing_has_is_not_found(problem, key):
    assert "/api/docs" in problem(f"{URL}/{key}", 404)["detail"]

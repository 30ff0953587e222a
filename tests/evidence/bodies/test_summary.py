"""The summary of findings, as the page of an intervention shows it."""

import datetime as dt

import pytest

from evidence.bodies.recording import FactsSaid, record_facts
from evidence.bodies.summary import MOST_ROWS, read_summaries
from evidence.constants import Design, Measure, OutcomeKind
from evidence.models import BodyOfEvidence
from evidence.synthesis.presentation import address
from tests.evidence.bodies.conftest import NAME, intervention, judged, row
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 4)
KINDS = [kind for kind in OutcomeKind if kind != OutcomeKind.TEACHER_PERCEPTION]


def summary():
    record = intervention()
    return read_summaries([record], today=TODAY)[record.pk]


def page(client):
    return client.get(intervention().get_absolute_url()).content.decode()


def test_a_row_tells_effect_intervals_and_what_it_rests_on(studies):
    studies(3, effect=0.4)

    [shown] = summary().rows

    assert shown.effect == "g = 0.40"
    assert shown.interval == "0.15 to 0.65"
    assert shown.prediction
    assert shown.found.size == "3 studies, 420 people"
    assert shown.url == address(NAME, "attainment")


def test_a_single_study_is_a_row_of_its_own_effect(studies):
    studies(1, effect=0.4)

    [shown] = summary().rows

    assert (shown.effect, shown.interval) == ("g = 0.40", "0.20 to 0.60")
    assert shown.prediction == ""
    assert summary().pooled == []


@pytest.mark.parametrize(
    ("concerns", "words"),
    [
        ({}, f"{NAME} improves fraction magnitude a lot."),
        (
            {"grade_imprecision": "serious"},
            f"{NAME} probably improves fraction magnitude a lot.",
        ),
        (
            {"grade_imprecision": "very_serious"},
            f"{NAME} may improve fraction magnitude a lot.",
        ),
        (
            {"grade_imprecision": "very_serious", "grade_inconsistency": "serious"},
            "The evidence is very uncertain about the effect of "
            f"{NAME} on fraction magnitude.",
        ),
    ],
)
def test_certainty_and_size_make_the_sentence(studies, curator, now, concerns, words):
    studies(3)
    said = FactsSaid(Measure.STANDARDISED, judged(**concerns))
    record_facts(body=row(), said=said, by=curator, now=now)

    assert summary().rows[0].sentence == words


def test_a_harm_is_said_and_never_left_out(studies, client, curator, now):
    studies(3, effect=-0.5)
    said = FactsSaid(Measure.STANDARDISED, judged())
    record_facts(body=row(), said=said, by=curator, now=now)

    html = page(client)

    assert summary().rows[0].is_harm
    assert f"{NAME} worsens fraction magnitude a lot." in html
    assert "The comparison did better." in html


def test_a_null_is_said(studies, client, curator, now):
    studies(3, effect=0.01)
    said = FactsSaid(Measure.STANDARDISED, judged())
    record_facts(body=row(), said=said, by=curator, now=now)

    html = page(client)

    assert f"{NAME} makes little or no difference to fraction magnitude." in html
    assert "It may make no difference, or do harm: the interval holds 0." in html


def test_what_nobody_has_rated_is_not_dressed_up(studies, client):
    studies(3)

    html = page(client)

    assert summary().rows[0].sentence == ""
    assert "Not rated yet" in html
    assert "The intervention did better than the comparison." in html


def test_a_judge_is_waited_for_where_grade_leaves_it_open(
    studies, client, curator, now
):
    studies(1)
    studies(1, design=Design.QUASI_EXPERIMENT)
    said = FactsSaid(Measure.STANDARDISED, judged())
    record_facts(body=row(), said=said, by=curator, now=now)

    assert "A judge has to decide" in page(client)


def test_weaknesses_come_from_grade_and_from_the_rules(studies, curator, now):
    studies(3, security=4)
    said = FactsSaid(Measure.STANDARDISED, judged(grade_imprecision="serious"))
    record_facts(body=row(), said=said, by=curator, now=now)

    assert summary().rows[0].weaknesses == [
        "Imprecision (serious)",
        "Fewer than five studies, or none randomised",
        "Fewer than ten studies, or all by one team",
    ]


def test_attainment_comes_first_then_harm_then_what_most_looked_at(studies):
    studies(3, kind=OutcomeKind.BEHAVIOUR)
    studies(3, kind=OutcomeKind.ATTITUDE, effect=-0.9)
    studies(4, kind=OutcomeKind.TEACHER_KNOWLEDGE)
    studies(1, measure=Measure.RESEARCHER_MADE)
    studies(1)

    rows = [
        (each.outcome_kind.value, each.part.measure.value) for each in summary().rows
    ]

    assert rows == [
        ("attainment", "standardised"),
        ("attainment", "researcher_made"),
        ("attitude", "standardised"),
        ("teacher_knowledge", "standardised"),
        ("behaviour", "standardised"),
    ]


def test_there_are_seven_rows_and_the_others_are_named(studies, client):
    for kind in KINDS[:4]:
        for measure in (Measure.STANDARDISED, Measure.RESEARCHER_MADE):
            studies(1, kind=kind, measure=measure)

    [other] = summary().others

    assert len(summary().rows) == MOST_ROWS == 7
    assert f">{other.name}</a>" in page(client)


def test_what_teachers_thought_stands_apart_and_is_never_rated(studies, client):
    studies(2)
    studies(2, kind=OutcomeKind.TEACHER_PERCEPTION)

    found = summary()
    html = page(client)

    assert [each.outcome_kind.value for each in found.rows] == ["attainment"]
    assert [each.is_perception for each in found.perceptions] == [True]
    assert found.perceptions[0].certainty is None
    assert "What teachers thought, apart from what pupils learnt" in html


def test_reviews_are_told_and_not_pooled(studies, client):
    studies(2)
    FindingFactory(pooled=True, intervention=NAME, outcome="Fractions in all")

    html = page(client)

    assert len(summary().reviews) == 1
    assert "What reviews found" in html
    assert "Fractions in all" in html
    assert "43 effects" in html


def test_findings_that_cannot_be_pooled_are_counted(studies, client):
    studies(2)
    FindingFactory(intervention=NAME, ci_low=None, ci_high=None)

    assert "1 finding cannot be pooled" in page(client)


def test_findings_without_any_mean_are_said(client):
    FindingFactory(intervention=NAME, ci_low=None, ci_high=None)

    assert not summary().rows
    assert summary().unpooled == 1


def test_studies_are_drawn_with_a_table(studies, client):
    studies(3)

    html = page(client)

    assert "Every study drawn: Fraction magnitude, standardised tests" in html
    assert "Forest plot:" in html
    assert "Funnel plot:" in html
    assert "Of 100 pupils" in html
    assert " style=" not in html


def test_a_body_without_a_row_is_summed_up_too(studies):
    studies(2)
    BodyOfEvidence.objects.all().delete()

    assert summary().rows[0].effect == "g = 0.40"


def test_an_intervention_without_findings_has_an_empty_summary():
    finding = FindingFactory(intervention=NAME)
    finding.delete()

    assert not summary().has_findings


@pytest.mark.parametrize("number", [2, 30])
def test_the_page_takes_the_same_queries_however_many_studies(
    client, studies, number, django_assert_max_num_queries
):
    studies(number, security=2)
    studies(number, kind=OutcomeKind.ATTITUDE)
    address_ = intervention().get_absolute_url()

    with django_assert_max_num_queries(20):
        assert client.get(address_).status_code == 200

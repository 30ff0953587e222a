"""What the rules may know of the studies of a body."""

import datetime as dt

import pytest

from evidence.bodies.facts import (
    asked_of_body,
    count_teams,
    facts_of_body,
    read_known,
    share,
    too_old_on,
    years_between,
)
from evidence.bodies.rating import rate_part
from evidence.bodies.recording import FactsSaid, SearchSaid, record_facts, record_search
from evidence.constants import Design, Independence, Measure, OutcomeKind
from evidence.models import Finding, Study
from tests.evidence.bodies.conftest import ATTAINMENT, body, judged, row
from tests.factories.core import PhaseFactory
from tests.factories.evidence import ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 4)


def rated(kind=ATTAINMENT):
    """Every rating of the only kind of test, by its rule set."""
    found = body(kind)
    [part] = found.synthesis.parts
    known = read_known(each.study.pk for each in part.studies)
    rows = rate_part(part, kind, known, found.recorded, today=TODAY)
    return {rule_set.key: rating for rule_set, rating in rows}


def facts():
    """Every fact of the only kind of test, by its key."""
    found = body()
    [part] = found.synthesis.parts
    known = read_known(each.study.pk for each in part.studies)
    return facts_of_body(part, known, found.recorded, today=TODAY)


def test_one_study_is_never_strong(studies):
    studies(1, security=5)

    assert rated()["mesh-strength"].level.rank == 1


def test_studies_that_are_not_secure_are_never_strong(studies):
    studies(3, security=1)

    assert rated()["mesh-strength"].level.rank == 1


def test_the_age_of_the_search_is_not_guessed(studies):
    studies(3, security=4)

    strength = rated()["mesh-strength"]

    assert strength.missing == ("search_age",)
    assert "3 at most." in [step.conclusion for step in strength.trace]


def test_security_that_nobody_has_rated_is_not_guessed(studies):
    studies(3)

    assert rated()["mesh-strength"].missing == ("best_security", "secure_comparison")


def test_a_study_without_comparison_group_is_no_secure_comparison(studies):
    studies(3, security=2, design=Design.BEFORE_AFTER)

    conclusions = [step.conclusion for step in rated()["mesh-strength"].trace]

    assert "2 at most." in conclusions


def test_breadth_is_counted(studies):
    studies(1, country="England", percent_disadvantaged=20)
    studies(1, country="Wales")

    assert rated()["mesh-transferability"].level.rank == 4  # all but the phases


def test_phases_are_counted_over_the_studies(studies):
    studies(1, country="England")
    studies(1, country="Wales")
    for study in Study.objects.all():
        study.phases.add(PhaseFactory())

    assert rated()["mesh-transferability"].level.rank == 4  # all but disadvantage


def test_an_unknown_country_could_make_two(studies):
    studies(1, country="England")
    studies(1, country="")

    assert rated()["mesh-transferability"].missing == ("countries",)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "Below “limited”"), (2, "Limited"), (3, "Moderate"), (4, "Strong")],
)
def test_e4i_is_computed_for_attainment(studies, number, words):
    studies(number)  # 140 people each, g = 0.4, randomised

    assert rated()["e4i"].words == words


def test_other_outcomes_have_no_e4i(studies):
    studies(2, kind=OutcomeKind.ATTITUDE)

    assert "e4i" not in rated(OutcomeKind.ATTITUDE)


def test_what_teachers_thought_is_never_rated(studies):
    studies(3, kind=OutcomeKind.TEACHER_PERCEPTION, security=5)

    assert rated(OutcomeKind.TEACHER_PERCEPTION) == {}


def test_what_teachers_thought_never_moves_strength(studies):
    studies(1, security=5)
    before = rated()["mesh-strength"]

    studies(9, kind=OutcomeKind.TEACHER_PERCEPTION, security=5)

    assert rated()["mesh-strength"].level.rank == before.level.rank == 1


@pytest.mark.parametrize(
    ("authors", "teams"),
    [
        ([["A, A"], ["B, B"]], 2),
        ([["A, A", "B, B"], ["b, b"]], 1),
        ([["A, A"], ["B, B"], ["A, A", "B, B"]], 1),
    ],
)
def test_teams_share_no_author(authors, teams):
    made = [
        StudyFactory(reference=ReferenceFactory(authors=names)) for names in authors
    ]

    assert count_teams(made) == teams


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([(60, True), (40, None)], 60),
        ([(40, True), (60, False)], 40),
        ([(40, True), (10, None), (50, False)], 40),
        ([(40, True), (20, None), (40, False)], None),
    ],
)
def test_an_unknown_weight_matters_only_where_it_could_tip_the_rule(answers, expected):
    assert share(answers, lambda percent: percent > 50) == expected


def test_unknown_developers_givers_and_sizes_are_missing(studies):
    studies(3, security=4, independence=Independence.UNKNOWN)
    Finding.objects.update(deliverer="", sample_size=None)

    ratings = rated()

    assert set(ratings["mesh-strength"].missing) == {"developer_weight", "search_age"}
    assert ratings["mesh-transferability"].missing == ("ordinary_delivery_weight",)
    assert ratings["e4i"].missing == ("weighted_effect",)


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (dt.date(2026, 5, 4), 0),
        (dt.date(2027, 1, 1), 0),
        (dt.date(2026, 5, 3), 0.1),
        (dt.date(2021, 5, 5), 5),
        (dt.date(2021, 5, 4), 5),
        (dt.date(2021, 5, 3), 5.1),
    ],
)
def test_the_age_of_a_search_is_never_rounded_down(day, years):
    assert years_between(day, TODAY) == years


def test_a_search_is_too_old_from_the_day_on_which_the_rule_says_so():
    day = too_old_on(dt.date(2021, 5, 4))

    assert years_between(dt.date(2021, 5, 4), day) > 5
    assert years_between(dt.date(2021, 5, 4), day - dt.timedelta(days=1)) == 5


def test_the_search_is_a_fact_with_its_place(studies, curator, now):
    studies(3, security=4)
    said = SearchSaid(dt.date(2024, 1, 31), "p. 12", "Searched in January 2024.")
    record_search(body=row(), said=said, by=curator, now=now)

    age = facts()["search_age"]

    assert (age.value, age.place) == (2.3, "p. 12")
    assert age.quotation == "Searched in January 2024."
    assert age.origin == "Searched on 31 Jan 2024"
    assert rated()["mesh-strength"].level.rank == 3


def test_an_old_search_takes_one_off(studies, curator, now):
    studies(3, security=4)
    said = SearchSaid(dt.date(2004, 1, 1), "Abstract")
    record_search(body=row(), said=said, by=curator, now=now)

    strength = rated()["mesh-strength"]

    assert strength.level.rank == 2
    assert strength.trace[-1].rule == "search"


@pytest.mark.parametrize(
    ("designs", "value"),
    [
        ([Design.RCT, Design.CLUSTER_RCT], "all"),
        ([Design.RCT, Design.QUASI_EXPERIMENT], "some"),
        ([Design.QUASI_EXPERIMENT], "none"),
    ],
)
def test_where_grade_starts_is_read_from_the_designs(studies, designs, value):
    for design in designs:
        studies(1, design=design)

    assert facts()["body_randomised"].value == value
    [part] = body().synthesis.parts
    assert "body_randomised" not in asked_of_body(part)


def test_where_grade_starts_is_asked_where_a_design_is_not_stated(studies):
    studies(2)
    studies(1, design=Design.NOT_STATED)

    [part] = body().synthesis.parts

    assert "body_randomised" not in facts()
    assert asked_of_body(part)[0] == "body_randomised"


def test_grade_is_rated_from_what_a_person_judged(studies, curator, now):
    studies(3)
    said = FactsSaid(Measure.STANDARDISED, judged(grade_imprecision="serious"))
    record_facts(body=row(), said=said, by=curator, now=now)

    grade = rated()["grade"]

    assert grade.words == "Moderate certainty"
    [down] = [step for step in grade.trace if step.rule == "down"]
    assert {fact.reason for fact in down.facts} == {"So it looks to us."}
    assert down.facts[0].origin.startswith(str(curator))


def test_grade_of_mixed_designs_is_left_to_a_judge(studies, curator, now):
    studies(1)
    studies(1, design=Design.QUASI_EXPERIMENT)
    said = FactsSaid(Measure.STANDARDISED, judged())
    record_facts(body=row(), said=said, by=curator, now=now)

    assert rated()["grade"].status == "open"


def test_grade_of_nobody_is_undecided(studies):
    studies(2)

    assert rated()["grade"].missing[0] == "grade_risk_of_bias"

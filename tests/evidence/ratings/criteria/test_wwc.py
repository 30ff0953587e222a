"""WWC: study standards, improvement index, and the ESSA tier of a finding."""

import pytest

from evidence.ratings.criteria.improvement import improvement_index
from evidence.ratings.results import Status
from tests.evidence.ratings.given import rate

QUASI = {"design": "quasi_experiment", "selection": "matching"}


def study(**values):
    return rate("wwc-study", **values)


def test_a_randomised_study_with_low_attrition_has_no_reservations():
    assert study(design="rct", attrition_level="low").code == "without_reservations"


@pytest.mark.parametrize(
    ("difference", "adjusted", "code"),
    [
        (0.0, None, "with_reservations"),
        (0.05, None, "with_reservations"),
        (-0.05, None, "with_reservations"),
        (0.051, True, "with_reservations"),
        (0.051, False, "does_not_meet"),
        (0.25, True, "with_reservations"),
        (0.25, False, "does_not_meet"),
        (0.251, True, "does_not_meet"),
        (0.251, None, "does_not_meet"),
        (-0.3, True, "does_not_meet"),
    ],
)
@pytest.mark.parametrize("facts", [QUASI, {"design": "rct", "attrition_level": "high"}])
def test_likeness_at_the_start(facts, difference, adjusted, code):
    known = {} if adjusted is None else {"baseline_adjusted": adjusted}

    assert study(**facts, baseline_difference=difference, **known).code == code


def test_adjustment_is_asked_only_between_the_two_lines():
    assert study(**QUASI, baseline_difference=0.1).missing == ("baseline_adjusted",)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"design": "rct"}, "attrition_level"),
        ({"design": "quasi_experiment"}, "selection"),
        (QUASI, "baseline_difference"),
        ({}, "design"),
    ],
)
def test_what_is_missing_is_named(facts, missing):
    assert study(**facts).missing == (missing,)


@pytest.mark.parametrize(
    "facts",
    [
        {"design": "before_after"},
        {"design": "correlational"},
        {"design": "quasi_experiment", "selection": "discontinuity"},
        {"design": "quasi_experiment", "selection": "instrument"},
    ],
)
def test_other_designs_are_for_a_judge(facts):
    assert study(**facts).status == Status.OPEN


def test_a_review_is_no_study():
    assert study(design="meta_analysis").status == Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("effect", "index"),
    [(0.10, 4.0), (0.20, 7.9), (0.25, 9.9), (0.41, 15.9), (0.50, 19.1), (0.61, 22.9)],
)
def test_the_improvement_index_of_the_check_values(effect, index):
    assert round(improvement_index(effect), 1) == index
    assert round(improvement_index(-effect), 1) == -index


def test_the_improvement_index_has_both_ends():
    rating = rate(
        "wwc-improvement",
        outcome_kind="attainment",
        effect_metric="g",
        effect=0.25,
        ci_low=-0.1,
        ci_high=0.61,
    )

    assert rating.detail == {"index": 9.9, "low": -4.0, "high": 22.9}
    assert rating.words.startswith(
        "+9.9 percentile points (95 % interval: \N{MINUS SIGN}4.0"
    )


def test_the_improvement_index_without_interval_is_one_number():
    given = {"outcome_kind": "attainment", "effect_metric": "d", "effect": 0.1}

    assert rate("wwc-improvement", **given).words == "+4.0 percentile points"


def test_no_opinion_has_an_improvement_index():
    rating = rate(
        "wwc-improvement",
        outcome_kind="teacher_perception",
        effect_metric="g",
        effect=2,
    )

    assert rating.status == Status.NOT_APPLICABLE


TIER_ONE = {
    "design": "rct",
    "outcome_kind": "attainment",
    "significance": "positive",
    "wwc_study": "without_reservations",
    "pupils": 350,
    "sites": 2,
    "negative_overriding": False,
}


def tier(**changed):
    return rate("essa-tier", **{**TIER_ONE, **changed})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "1"),
        ({"wwc_study": "with_reservations"}, "2"),
        ({"wwc_study": "does_not_meet"}, "3"),
        ({"pupils": 349}, "3"),
        ({"sites": 1}, "3"),
        ({"negative_overriding": True}, "3"),
        ({"significance": "none"}, "none"),
        ({"significance": "negative"}, "none"),
        ({"significance": "none", "rationale": True}, "4"),
        ({"significance": "none", "rationale": False}, "none"),
        ({"design": "correlational", "controls_adequate": True}, "3"),
        ({"design": "correlational", "controls_adequate": False}, "none"),
        ({"design": "before_after"}, "none"),
        ({"outcome_kind": "attitude"}, "1"),
        ({"pupils": 349, "sites": 1, "wwc_study": "does_not_meet"}, "3"),
    ],
)
def test_tiers(changed, code):
    assert tier(**changed).code == code


@pytest.mark.parametrize("kind", ["teacher_perception", "teacher_knowledge", "other"])
def test_a_tier_is_never_about_teachers(kind):
    assert tier(outcome_kind=kind).status == Status.NOT_APPLICABLE


def test_a_rationale_that_nobody_recorded_is_mentioned():
    rating = tier(significance="none")

    assert "was not recorded" in rating.trace[-1].conclusion


@pytest.mark.parametrize(
    "missing", ["significance", "wwc_study", "pupils", "sites", "negative_overriding"]
)
def test_a_tier_names_what_is_missing(missing):
    known = {key: value for key, value in TIER_ONE.items() if key != missing}

    assert rate("essa-tier", **known).missing == (missing,)


def test_too_few_pupils_settle_it_whatever_else_is_missing():
    rating = rate(
        "essa-tier",
        design="quasi_experiment",
        outcome_kind="attainment",
        significance="positive",
        pupils=236,
    )

    assert rating.code == "3"
    assert [step.rule for step in rating.trace] == ["positive", "pupils", "promising"]

"""Trial security: every boundary of the three columns, every line of the threats."""

import pytest

from evidence.ratings.choices import Direction
from evidence.ratings.criteria.eef_security import threats_take_off
from evidence.ratings.results import Status
from tests.evidence.ratings.given import LOW_THREATS, rate, threats

KEY = "eef-trial-security"
SOUND = {"design": "rct", "mdes": 0.2, "attrition": 10, **LOW_THREATS}


def security(**changed):
    return rate(KEY, **{**SOUND, **changed})


def test_a_sound_trial_is_as_secure_as_can_be():
    assert security().level.rank == 5


@pytest.mark.parametrize(
    ("mdes", "expected"),
    [
        (0.0, 5),
        (0.2, 5),
        (0.21, 4),
        (0.29, 4),
        (0.30, 3),
        (0.39, 3),
        (0.40, 2),
        (0.49, 2),
        (0.50, 1),
        (0.59, 1),
        (0.60, 0),
        (2.0, 0),
        (0.204, 5),
        (0.205, 4),
        (0.295, 3),
    ],
)
def test_each_row_of_the_minimum_detectable_effect(mdes, expected):
    assert security(mdes=mdes).level.rank == expected


@pytest.mark.parametrize(
    ("attrition", "expected"),
    [
        (0, 5),
        (10, 5),
        (11, 4),
        (20, 4),
        (21, 3),
        (30, 3),
        (31, 2),
        (40, 2),
        (41, 1),
        (50, 1),
        (50.1, 0),
        (51, 0),
        (100, 0),
    ],
)
def test_each_row_of_attrition(attrition, expected):
    assert security(attrition=attrition).level.rank == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"design": "cluster_rct"}, 5),
        ({"selection": "discontinuity"}, 4),
        ({"selection": "diff_in_diff"}, 4),
        ({"selection": "matched_diff_in_diff"}, 4),
        ({"selection": "matching", "confounders": "all"}, 3),
        ({"selection": "regression", "confounders": "some"}, 2),
        ({"selection": "matching", "confounders": "none"}, 1),
        ({"selection": "none"}, 1),  # Oxford's worked example: self-selected groups
        ({"design": "before_after"}, 0),
    ],
)
def test_each_row_of_design(facts, expected):
    assert security(**{"design": "quasi_experiment", **facts}).level.rank == expected


def test_the_lowest_column_is_the_interim_rating():
    rating = security(mdes=0.25, attrition=35)

    assert rating.level.rank == 2
    assert rating.detail["interim"] == 2
    assert "Lowest of 5, 4, 2: 2." in [step.conclusion for step in rating.trace]


@pytest.mark.parametrize(
    ("moderate", "high", "direction", "expected"),
    [
        (0, 0, "unknown", 0),
        (1, 0, "unknown", 0),
        (2, 0, "unknown", 0),
        (2, 0, "opposite", 0),
        (1, 0, "same", 1),
        (2, 0, "same", 1),
        (3, 0, "unknown", 1),
        (4, 0, "unknown", 1),
        (3, 0, "opposite", None),
        (4, 0, "same", None),
        (5, 0, "unknown", None),
        (0, 1, "unknown", 1),
        (1, 1, "unknown", None),
        (2, 1, "unknown", 2),
        (3, 1, "unknown", None),
        (0, 2, "unknown", 2),
        (5, 2, "unknown", 2),
    ],
)
def test_each_line_of_the_threats_and_each_gap_between_them(
    moderate, high, direction, expected
):
    off = threats_take_off(moderate=moderate, high=high, direction=Direction(direction))

    assert off == expected


def test_threats_between_the_lines_are_for_a_judge():
    rating = security(**threats(moderate=1, high=1))

    assert rating.status == Status.OPEN
    assert "1 moderate and 1 high" in rating.reason
    assert rating.trace[-1].rule == "threats_open"
    assert len(rating.trace[-1].facts) == 7


def test_threats_never_take_a_rating_below_nothing():
    assert security(mdes=0.55, **threats(high=2)).level.rank == 0


def test_two_high_threats_take_two_off():
    assert security(**threats(high=2)).level.rank == 3


def test_a_missing_column_leaves_it_undecided_and_is_named():
    rating = rate(KEY, design="rct", mdes=0.2, **LOW_THREATS)

    assert rating.status == Status.MISSING
    assert rating.missing == ("attrition",)
    assert "Pupils lost" in rating.reason


def test_both_missing_columns_are_named_at_once():
    assert rate(KEY, design="rct").missing == ("mdes", "attrition")


def test_missing_threats_are_named_with_the_most_that_it_can_be():
    rating = rate(KEY, design="rct", mdes=0.25, attrition=5)

    assert len(rating.missing) == 7
    assert "Lowest of 5, 4, 5: 4." in rating.reason


def test_the_direction_is_asked_only_where_a_threat_is_moderate():
    rating = security(**threats(moderate=2))

    assert rating.missing == ("threats_direction",)


def test_a_column_at_nothing_settles_it_whatever_is_missing():
    rating = rate(KEY, design="before_after")

    assert rating.level.rank == 0
    assert "floor" in [step.rule for step in rating.trace]


def test_losing_half_the_pupils_settles_it():
    assert rate(KEY, design="rct", attrition=51).level.rank == 0


def test_an_instrumental_variable_is_for_a_judge():
    rating = security(design="quasi_experiment", selection="instrument")

    assert rating.status == Status.OPEN


def test_how_groups_were_found_is_asked_of_a_quasi_experiment():
    assert security(design="quasi_experiment").missing == ("selection",)


def test_which_differences_counted_is_asked_of_matched_groups():
    rating = security(design="quasi_experiment", selection="matching")

    assert rating.missing == ("confounders",)


@pytest.mark.parametrize("design", ["meta_analysis", "qualitative", "theory"])
def test_it_is_about_single_studies_of_an_effect(design):
    assert security(design=design).status == Status.NOT_APPLICABLE


def test_the_trace_says_which_facts_each_rule_used():
    steps = {step.rule: step for step in security(attrition=11).trace}

    assert steps["attrition"].facts[0].words == "11 %"
    assert steps["attrition"].conclusion == "This column says 4."

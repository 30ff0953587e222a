"""Months of progress: both tables, each row at both of its ends."""

import pytest

from evidence.ratings.criteria import eef_months
from evidence.ratings.criteria.eef_months import TOOLKIT_BANDS, TRIAL_BANDS, months
from evidence.ratings.results import Status
from tests.evidence.ratings.given import rate

GIVEN = {"outcome_kind": "attainment", "effect_metric": "g"}
ROWS = [
    (0.10, 0.18, 2),
    (0.19, 0.26, 3),
    (0.27, 0.35, 4),
    (0.36, 0.44, 5),
    (0.45, 0.52, 6),
    (0.53, 0.61, 7),
    (0.62, 0.69, 8),
    (0.70, 0.78, 9),
    (0.79, 0.87, 10),
    (0.88, 0.95, 11),
    (0.96, 1.00, 12),
    (1.01, 3.00, 12),
]


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(0, 0.01, 0), (0.02, 0.09, 1), *ROWS]
)
def test_the_toolkits_table_holds_at_both_ends_and_mirrors(low, high, expected):
    assert months(TOOLKIT_BANDS, low) == months(TOOLKIT_BANDS, high) == expected
    assert months(TOOLKIT_BANDS, -low) == months(TOOLKIT_BANDS, -high) == -expected


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(0, 0.04, 0), (0.05, 0.09, 1), *ROWS]
)
def test_the_trials_table_holds_at_both_ends_and_mirrors(low, high, expected):
    assert months(TRIAL_BANDS, low) == months(TRIAL_BANDS, high) == expected
    assert months(TRIAL_BANDS, -low) == months(TRIAL_BANDS, -high) == -expected


@pytest.mark.parametrize(
    ("effect", "expected"), [(0.5924, 7), (0.1949, 3), (0.9900, 12), (0.03, 0)]
)
def test_worked_numbers(effect, expected):
    assert months(TRIAL_BANDS, effect) == expected


def test_effects_are_rounded_to_two_decimals_first():
    assert months(TRIAL_BANDS, 0.0449) == 0
    assert months(TRIAL_BANDS, 0.045) == 1
    assert months(TOOLKIT_BANDS, 0.0149) == 0
    assert months(TOOLKIT_BANDS, 0.095) == 2


def test_both_ends_of_the_interval_are_given():
    rating = rate(
        "eef-months-trial", effect=0.5924, ci_low=0.1949, ci_high=0.99, **GIVEN
    )

    assert rating.detail == {"months": 7, "low": 3, "high": 12}
    assert rating.words == (
        "+7 months (95 % interval: +3 months to +12 months or more)"
    )


def test_the_two_tables_differ_for_a_very_small_effect():
    given = {**GIVEN, "effect": 0.04}

    assert rate("eef-months-trial", **given).detail["months"] == 0
    assert rate("eef-months-toolkit", **given).detail["months"] == 1


def test_a_result_without_interval_says_so():
    rating = rate("eef-months-trial", effect=0.1, **GIVEN)

    assert rating.words == "+2 months (no interval is recorded)"
    assert "No interval is recorded" in rating.trace[-1].conclusion


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 months"),
        (1, "+1 month"),
        (-1, "\N{MINUS SIGN}1 month"),
        (-12, "\N{MINUS SIGN}12 months or more"),
    ],
)
def test_months_in_words(number, words):
    assert eef_months.in_words(number) == words


@pytest.mark.parametrize(
    "kind", ["attitude", "behaviour", "teacher_knowledge", "teacher_perception"]
)
@pytest.mark.parametrize("key", ["eef-months-trial", "eef-months-toolkit"])
def test_nothing_but_attainment_has_months(key, kind):
    rating = rate(key, effect=0.5, effect_metric="g", outcome_kind=kind)

    assert rating.status == Status.NOT_APPLICABLE


def test_teachers_opinions_are_refused_by_name():
    rating = rate("eef-months-trial", outcome_kind="teacher_perception", effect=1)

    assert rating.reason == "This is what teachers thought, not what pupils learnt."


@pytest.mark.parametrize("metric", ["r", "or", "percent", "gain"])
def test_other_scales_have_no_months(metric):
    rating = rate(
        "eef-months-trial", outcome_kind="attainment", effect_metric=metric, effect=0.5
    )

    assert rating.status == Status.NOT_APPLICABLE


def test_a_missing_effect_is_named():
    assert rate("eef-months-trial", **GIVEN).missing == ("effect",)

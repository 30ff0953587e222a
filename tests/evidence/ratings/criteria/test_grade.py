"""GRADE: starts, downs, ups, limits, and what "mainly" leaves open."""

import pytest

from evidence.ratings.results import Status
from tests.evidence.ratings.given import NO_CONCERNS, rate

NO_UPGRADES = {
    "grade_large_effect": "no",
    "grade_dose_response": False,
    "grade_opposing_confounding": False,
}
RANDOMISED = {"design": "meta_analysis", "body_randomised": "all", **NO_CONCERNS}
OBSERVED = {**RANDOMISED, "body_randomised": "none", **NO_UPGRADES}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (RANDOMISED, "high"),
        ({**RANDOMISED, "grade_risk_of_bias": "serious"}, "moderate"),
        ({**RANDOMISED, "grade_imprecision": "very_serious"}, "low"),
        (
            {
                **RANDOMISED,
                "grade_inconsistency": "serious",
                "grade_imprecision": "very_serious",
            },
            "very_low",
        ),
        (
            {
                **RANDOMISED,
                "grade_inconsistency": "very_serious",
                "grade_imprecision": "very_serious",
            },
            "very_low",
        ),
        (OBSERVED, "low"),
        ({**OBSERVED, "grade_publication_bias": "serious"}, "very_low"),
        ({**OBSERVED, "grade_large_effect": "large"}, "moderate"),
        ({**OBSERVED, "grade_large_effect": "very_large"}, "high"),
        ({**OBSERVED, "grade_dose_response": True}, "moderate"),
        (
            {
                **OBSERVED,
                "grade_large_effect": "very_large",
                "grade_opposing_confounding": True,
            },
            "high",
        ),
    ],
)
def test_certainty(facts, code):
    assert rate("grade", **facts).code == code


@pytest.mark.parametrize(
    "facts",
    [
        {**RANDOMISED, "body_randomised": "some"},
        {**RANDOMISED, "grade_large_effect": "large"},
        {**OBSERVED, "grade_dose_response": True, "grade_indirectness": "serious"},
    ],
)
def test_what_grade_leaves_open_is_for_a_judge(facts):
    assert rate("grade", **facts).status == Status.OPEN


def test_a_single_study_has_no_certainty_of_a_body():
    rating = rate("grade", **{**RANDOMISED, "design": "rct"})

    assert rating.status == Status.NOT_APPLICABLE


def test_upgrades_are_asked_of_observational_studies_only():
    observed = {**RANDOMISED, "body_randomised": "none"}

    assert set(rate("grade", **observed).missing) == set(NO_UPGRADES)


def test_every_domain_that_is_missing_is_named():
    rating = rate("grade", design="meta_analysis", body_randomised="all")

    assert set(rating.missing) == set(NO_CONCERNS)

"""The Maryland scale: every level, and where the source lowers without saying how far."""

import pytest

from evidence.ratings.results import Status
from tests.evidence.ratings.given import rate

HANDLED = {"attrition_handled": True, "contamination_handled": True}


def level(**values):
    return rate("maryland-sms", **values)


@pytest.mark.parametrize(
    ("facts", "rank"),
    [
        ({"design": "before_after", "controls_adequate": False}, 1),
        ({"design": "before_after", "controls_adequate": True}, 2),
        ({"design": "correlational", "selection": "none"}, 1),
        (
            {
                "design": "correlational",
                "selection": "regression",
                "controls_adequate": True,
            },
            2,
        ),
        (
            {
                "design": "quasi_experiment",
                "selection": "diff_in_diff",
                "comparability_argued": True,
            },
            3,
        ),
        (
            {
                "design": "quasi_experiment",
                "selection": "discontinuity",
                "exposure_only": True,
            },
            4,
        ),
        (
            {
                "design": "quasi_experiment",
                "selection": "instrument",
                "exposure_only": True,
            },
            4,
        ),
        ({"design": "rct", **HANDLED}, 5),
        ({"design": "cluster_rct", **HANDLED}, 5),
    ],
)
def test_levels(facts, rank):
    assert level(**facts).level.rank == rank


@pytest.mark.parametrize(
    "facts",
    [
        {"design": "rct", "attrition_handled": False, "contamination_handled": True},
        {"design": "rct", "attrition_handled": True, "contamination_handled": False},
        {
            "design": "quasi_experiment",
            "selection": "discontinuity",
            "exposure_only": False,
        },
        {
            "design": "quasi_experiment",
            "selection": "matched_diff_in_diff",
            "comparability_argued": False,
        },
        {"design": "quasi_experiment", "selection": "matching"},
    ],
)
def test_what_the_source_leaves_open_is_for_a_judge(facts):
    assert level(**facts).status == Status.OPEN


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"design": "rct"}, ("attrition_handled", "contamination_handled")),
        ({"design": "before_after"}, ("controls_adequate",)),
        ({"design": "quasi_experiment"}, ("selection",)),
    ],
)
def test_what_is_missing_is_named(facts, missing):
    assert level(**facts).missing == missing


def test_a_review_has_no_level():
    assert level(design="systematic_review").status == Status.NOT_APPLICABLE

"""MESH's own proposal: caps, weaknesses, breadth."""

import pytest

from evidence.ratings.catalogue import RULE_SETS
from tests.evidence.ratings.given import rate

STRONGEST = {
    "findings": 10,
    "best_security": 5,
    "secure_comparison": True,
    "has_randomised": True,
    "teams": 2,
    "developer_weight": 50,
    "researcher_made_weight": 50,
    "prediction_low": -0.1,
    "prediction_high": 0.6,
    "i_squared": 75,
    "search_age": 5,
}
BROADEST = {
    "countries": 2,
    "phases": 2,
    "ordinary_delivery_weight": 50,
    "disadvantage_reported": True,
}


def strength(**changed):
    return rate("mesh-strength", **{**STRONGEST, **changed})


@pytest.mark.parametrize(
    ("changed", "stars"),
    [
        ({}, 5),
        ({"findings": 9}, 4),
        ({"teams": 1}, 4),
        ({"findings": 5}, 4),
        ({"findings": 4}, 3),
        ({"has_randomised": False}, 3),
        ({"secure_comparison": False}, 2),
        ({"best_security": 2}, 5),
        ({"best_security": 1}, 1),
        ({"best_security": 0}, 1),
        ({"findings": 2}, 3),
        ({"findings": 1}, 1),
        ({"developer_weight": 50.1}, 4),
        ({"researcher_made_weight": 51}, 4),
        ({"i_squared": 75.1}, 4),
        ({"i_squared": 90, "prediction_low": 0.01}, 5),
        ({"i_squared": 75.1, "prediction_low": 0}, 4),
        ({"i_squared": 75.1, "prediction_high": 0}, 4),
        ({"i_squared": 90, "prediction_high": -0.01}, 5),
        ({"search_age": 5.1}, 4),
        ({"developer_weight": 100, "researcher_made_weight": 100, "search_age": 9}, 2),
        ({"secure_comparison": False, "developer_weight": 60, "search_age": 9}, 1),
    ],
)
def test_strength(changed, stars):
    assert strength(**changed).level.rank == stars


def test_one_finding_settles_it_whatever_else_is_missing():
    assert rate("mesh-strength", findings=1).level.rank == 1


def test_what_is_missing_is_named():
    known = {key: value for key, value in STRONGEST.items() if key != "i_squared"}

    assert rate("mesh-strength", **known).missing == ("i_squared",)


@pytest.mark.parametrize(
    ("changed", "stars"),
    [
        ({}, 5),
        ({"countries": 1}, 4),
        ({"phases": 1}, 4),
        ({"ordinary_delivery_weight": 49.9}, 4),
        ({"disadvantage_reported": False}, 4),
        (
            {
                "countries": 1,
                "phases": 1,
                "ordinary_delivery_weight": 0,
                "disadvantage_reported": False,
            },
            1,
        ),
    ],
)
def test_transferability(changed, stars):
    rating = rate("mesh-transferability", **{**BROADEST, **changed})

    assert rating.level.rank == stars


def test_both_are_labelled_as_our_own_proposal():
    for key in ("mesh-strength", "mesh-transferability"):
        assert "MESH's own" in RULE_SETS[key].computed_with
        assert {rule.certainty for rule in RULE_SETS[key].rules} == {"own"}

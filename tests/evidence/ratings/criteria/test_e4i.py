"""E4I: three lines, each with a design, a size and an effect."""

import pytest

from tests.evidence.ratings.given import rate

GIVEN = {
    "has_randomised": True,
    "has_matched": False,
    "body_pupils": 500,
    "weighted_effect": 0.20,
}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "strong"),
        ({"body_pupils": 499}, "moderate"),
        ({"body_pupils": 10, "body_clusters": 30}, "strong"),
        ({"body_pupils": 10, "body_clusters": 29}, "moderate"),
        ({"weighted_effect": 0.199}, "moderate"),
        ({"has_randomised": False, "has_matched": True}, "moderate"),
        ({"body_pupils": 300, "weighted_effect": 0.10}, "moderate"),
        ({"body_pupils": 299}, "limited"),
        ({"weighted_effect": 0.099}, "limited"),
        ({"body_pupils": 150, "weighted_effect": 0.05}, "limited"),
        ({"body_pupils": 149}, "below"),
        ({"weighted_effect": 0.049}, "below"),
        ({"body_pupils": 10, "body_clusters": 20, "weighted_effect": 0.10}, "moderate"),
        ({"body_pupils": 10, "body_clusters": 19}, "limited"),
        ({"body_pupils": 10, "body_clusters": 10, "weighted_effect": 0.05}, "limited"),
        ({"body_pupils": 10, "body_clusters": 9}, "below"),
        ({"has_randomised": False}, "below"),
    ],
)
def test_lines(changed, code):
    assert rate("e4i", **{**GIVEN, **changed}).code == code


def test_classes_may_stand_for_pupils_but_one_of_them_is_needed():
    known = {**GIVEN, "body_clusters": 30}
    del known["body_pupils"]

    assert rate("e4i", **known).code == "strong"
    del known["body_clusters"]
    assert rate("e4i", **known).missing == ("body_pupils",)

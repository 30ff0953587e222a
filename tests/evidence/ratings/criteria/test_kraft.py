"""Kraft's bands, and what they say nothing of."""

import pytest

from evidence.ratings.results import Status
from tests.evidence.ratings.given import rate

GIVEN = {
    "outcome_kind": "attainment",
    "design": "rct",
    "measure": "standardised",
    "effect_metric": "g",
    "effect": 0.1,
}


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        (0, "small"),
        (0.049, "small"),
        (0.05, "medium"),
        (0.199, "medium"),
        (0.20, "large"),
        (1.2, "large"),
    ],
)
def test_sizes(effect, code):
    assert rate("kraft-effect", **{**GIVEN, "effect": effect}).code == code


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"measure": "researcher_made"}, Status.NOT_APPLICABLE),
        ({"measure": "mixed"}, Status.NOT_APPLICABLE),
        ({"measure": "unknown"}, Status.OPEN),
        ({"design": "quasi_experiment"}, Status.OPEN),
        ({"design": "meta_analysis"}, Status.NOT_APPLICABLE),
        ({"outcome_kind": "attitude"}, Status.NOT_APPLICABLE),
        ({"outcome_kind": "teacher_perception"}, Status.NOT_APPLICABLE),
        ({"effect_metric": "r"}, Status.NOT_APPLICABLE),
        ({"effect": -0.1}, Status.OPEN),
    ],
)
def test_where_the_bands_do_not_reach(changed, status):
    assert rate("kraft-effect", **{**GIVEN, **changed}).status == status

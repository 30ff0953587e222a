"""Scales that ask the same, side by side."""

import pytest

from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.comparison import (
    THRESHOLDS,
    Placed,
    Standing,
    disagree,
    standing,
)


@pytest.mark.parametrize(
    ("rule_set", "rank", "expected"),
    [
        ("eef-trial-security", 1, Standing.LOW),
        ("eef-trial-security", 2, Standing.MIDDLE),
        ("eef-trial-security", 4, Standing.HIGH),
        ("wwc-study", 0, Standing.LOW),
        ("wwc-study", 1, Standing.MIDDLE),
        ("wwc-study", 2, Standing.HIGH),
        ("maryland-sms", 3, Standing.MIDDLE),
        ("eef-cost", 3, None),
        ("kraft-effect", 3, None),
        ("wwc-study", None, None),
    ],
)
def test_where_a_result_stands_on_its_own_scale(rule_set, rank, expected):
    assert standing(rule_set, rank) == expected


def test_every_scale_that_is_compared_has_all_three_standings():
    for key in THRESHOLDS:
        found = {standing(key, level.rank) for level in RULE_SETS[key].levels}
        assert found == set(Standing), key


def test_two_standings_are_a_disagreement():
    high, low = Placed("A", Standing.HIGH), Placed("B", Standing.LOW)

    assert disagree([high, low])
    assert not disagree([high, high])
    assert not disagree([])

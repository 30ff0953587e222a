"""The mean for a class: never surer than without weights, refused where too little."""

import itertools

import pytest

from evidence.like_my_class.classes import Criterion
from evidence.like_my_class.matching import Likeness, Match
from evidence.like_my_class.weighting import Refusal, Reweighted, reweigh
from evidence.synthesis.random_effects import Effect, pool

CRITERIA = list(Criterion)[:4]


def matches(*points):
    """A match for each number of criteria (of four) on which a study is the same."""
    return [
        Match(
            {
                each: Likeness.SAME if place < count else Likeness.OTHER
                for place, each in enumerate(CRITERIA)
            }
        )
        for count in points
    ]


def unknown(number):
    return [Match(dict.fromkeys(CRITERIA, Likeness.NOT_REPORTED))] * number


def effects(*values, variance=0.04):
    return [Effect(value, variance) for value in values]


def reweighted(values, found):
    every = effects(*values)
    return reweigh(every, pool(every), found)


def width(span):
    return span.high - span.low


def test_where_everything_matches_it_is_the_plain_mean():
    every = effects(0.1, 0.3, 0.5, 0.2)
    pooled = pool(every)

    found = reweigh(every, pooled, matches(4, 4, 4, 4))

    assert found.mean == pytest.approx(pooled.mean)
    assert found.standard_error == pytest.approx(pooled.standard_error)
    assert found.interval.low == pytest.approx(pooled.interval.low)
    assert found.prediction.high == pytest.approx(pooled.prediction.high)
    assert found.counting == 4
    assert sum(found.weights) == pytest.approx(100)


def test_a_study_counts_as_much_as_it_matches():
    found = reweighted([0.2, 0.6, 0.4], matches(4, 2, 2))

    # By hand: (0.2 + 0.5 x 0.6 + 0.5 x 0.4) / 2
    assert found.mean == pytest.approx(0.35)
    # Each study has 1 / 0.04 = 25: 1 / sqrt(50)
    assert found.standard_error == pytest.approx(0.1414, abs=0.0001)
    assert found.weights == pytest.approx([50, 25, 25])
    assert (found.k, found.counting, found.like) == (3, 2, 3)


def test_a_study_that_matches_in_nothing_counts_as_nothing():
    found = reweighted([0.2, 0.4, 9.0], matches(4, 4, 0))

    assert found.mean == pytest.approx(0.3)
    assert found.weights[2] == 0


@pytest.mark.parametrize(
    ("values", "spread"),
    [((0.1, 0.3, 0.5, 0.2), "alike"), ((-0.9, 0.1, 0.8, 2), "not")],
)
def test_it_is_never_surer_than_the_plain_mean(values, spread):
    every = effects(*values)
    pooled = pool(every)
    compared = 0

    for points in itertools.product(range(5), repeat=4):
        found = reweigh(every, pooled, matches(*points))
        if not isinstance(found, Reweighted):
            continue
        compared += 1
        assert found.standard_error >= pooled.standard_error - 1e-12
        assert width(found.interval) >= width(pooled.interval) - 1e-12
        if found.prediction:
            assert width(found.prediction) >= width(pooled.prediction) - 1e-12

    assert compared > 300


def test_there_is_no_prediction_below_three_studies_in_all():
    assert reweighted([0.2, 0.4, 0.3], matches(4, 3, 3)).prediction is None
    assert reweighted([0.2, 0.4, 0.3], matches(4, 4, 4)).prediction is not None


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (matches(4, 1, 1, 1), Refusal.TOO_FEW_LIKE),
        (matches(4) + unknown(9), Refusal.TOO_FEW_LIKE),
        (unknown(10), Refusal.TOO_FEW_LIKE),
        (matches(2, 2, 1, 1), Refusal.TOO_LITTLE),
        (matches(3, 2, 2), Refusal.TOO_LITTLE),
    ],
    ids=["one like", "rest unknown", "all unknown", "1.5 in all", "1.75 in all"],
)
def test_too_little_like_the_class_is_refused(found, reason):
    assert reweighted([0.1 * each for each in range(len(found))], found) == reason


def test_two_whole_studies_are_enough():
    assert isinstance(reweighted([0.1, 0.2], matches(4, 4)), Reweighted)


def test_a_single_study_has_no_mean():
    assert reweigh(effects(0.2), None, matches(4)) == Refusal.NOT_POOLED

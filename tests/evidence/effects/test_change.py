"""Change in one group and in two, against published numbers.

The five studies: Morris 2008, table 1, with both groups' correlation, as the pages of
the R package metafor reproduce them.
"""

import math

import pytest

from evidence.effects import Refusal, UnableToCompute
from evidence.effects.change import (
    TestedTwice,
    from_change_each,
    from_change_pooled,
    from_paired,
)
from evidence.effects.results import small_sample_correction

# intervention, comparison, correlation, by each group's SD (g, variance), pooled g
MORRIS = [
    ((30.6, 38.5, 15, 20), (23.1, 19.7, 13.8, 20), 0.47, 0.74, 0.11, 0.77),
    ((23.5, 26.8, 3.1, 50), (24.9, 25.3, 4.1, 42), 0.64, 0.95, 0.04, 0.80),
    ((0.5, 0.7, 0.1, 9), (0.6, 0.6, 0.2, 9), 0.77, 1.81, 0.28, 1.20),
    ((53.4, 75.9, 14.5, 10), (55.7, 60.7, 17.3, 11), 0.89, 1.15, 0.15, 1.05),
    ((35.6, 36.0, 4.7, 14), (34.8, 33.4, 3.1, 14), 0.44, 0.51, 0.17, 0.44),
]


@pytest.mark.parametrize(
    ("intervention", "comparison", "correlation", "each", "variance", "pooled"), MORRIS
)
def test_both_conventions_give_the_published_effects(
    intervention, comparison, correlation, each, variance, pooled
):
    given = {
        "intervention": TestedTwice(*intervention),
        "comparison": TestedTwice(*comparison),
        "correlation": correlation,
    }

    by_each = from_change_each(**given)
    by_pooled = from_change_pooled(**given)

    assert round(by_each.g, 2) == each
    assert round(by_each.standard_error**2, 2) == variance
    assert round(by_pooled.g, 2) == pooled


def test_the_two_conventions_are_told_apart():
    assert from_change_each(**_change()).method == "change_each"
    assert from_change_pooled(**_change()).method == "change_pooled"


def test_the_variance_of_the_pooled_convention_is_that_for_large_samples():
    effect = from_change_pooled(**_change())

    expected = 2 * 0.53 * (1 / 20 + 1 / 20) + effect.g**2 / 80
    assert effect.standard_error**2 == pytest.approx(expected)


def test_a_paired_design_gives_the_published_effect():
    effect = from_paired(mean_change=3, sd_change=5.5, correlation=0.7, n=50)

    assert effect.g == pytest.approx(0.4160, abs=5e-5)
    assert effect.standard_error == pytest.approx(0.1126, abs=5e-5)


def test_the_steps_of_the_paired_design_come_out_as_printed():
    effect = from_paired(mean_change=3, sd_change=5.5, correlation=0.7, n=50)
    correction = small_sample_correction(49)

    assert effect.g / correction == pytest.approx(0.4225, abs=5e-5)
    assert effect.standard_error / correction == pytest.approx(0.1143, abs=1e-4)
    assert 3 * correction / effect.g == pytest.approx(7.1005, abs=1e-3)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"correlation": None}, Refusal.MISSING_CORRELATION),
        ({"correlation": 1.0}, Refusal.CORRELATION_OUT_OF_RANGE),
        ({"correlation": -1.2}, Refusal.CORRELATION_OUT_OF_RANGE),
        ({"correlation": math.nan}, Refusal.NOT_A_NUMBER),
        ({"sd_change": 0.0}, Refusal.SD_NOT_POSITIVE),
        ({"n": 1}, Refusal.N_TOO_SMALL),
        ({"mean_change": math.inf}, Refusal.NOT_A_NUMBER),
    ],
)
def test_a_paired_design_is_refused_with_a_reason(change, reason):
    given = {"mean_change": 3, "sd_change": 5.5, "correlation": 0.7, "n": 50}

    with pytest.raises(UnableToCompute) as refused:
        from_paired(**(given | change))
    assert refused.value.reason == reason


@pytest.mark.parametrize("convention", [from_change_each, from_change_pooled])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"correlation": None}, Refusal.MISSING_CORRELATION),
        ({"correlation": 1.0}, Refusal.CORRELATION_OUT_OF_RANGE),
        ({"comparison": TestedTwice(1, 2, 0, 20)}, Refusal.SD_NOT_POSITIVE),
        ({"comparison": TestedTwice(1, 2, 3, 1)}, Refusal.N_TOO_SMALL),
        ({"comparison": TestedTwice(math.nan, 2, 3, 20)}, Refusal.NOT_A_NUMBER),
    ],
)
def test_change_in_two_groups_is_refused_with_a_reason(convention, change, reason):
    with pytest.raises(UnableToCompute) as refused:
        convention(**(_change() | change))
    assert refused.value.reason == reason


def _change():
    return {
        "intervention": TestedTwice(30.6, 38.5, 15, 20),
        "comparison": TestedTwice(23.1, 19.7, 13.8, 20),
        "correlation": 0.47,
    }

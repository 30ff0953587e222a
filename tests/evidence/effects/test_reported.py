"""Which method serves for what a paper reports."""

from dataclasses import replace

import pytest

from evidence.effects import Refusal, UnableToCompute
from evidence.effects.reported import Reported, effect_of
from evidence.effects.results import Method, Note

MEANS = Reported(
    intervention_mean=103,
    comparison_mean=100,
    intervention_sd=5.5,
    comparison_sd=4.5,
    intervention_n=50,
    comparison_n=50,
)
TESTED_TWICE = Reported(
    intervention_mean_before=30.6,
    intervention_mean=38.5,
    intervention_sd_before=15,
    intervention_n=20,
    comparison_mean_before=23.1,
    comparison_mean=19.7,
    comparison_sd_before=13.8,
    comparison_n=20,
    before_after_correlation=0.47,
)
SHARES = Reported(
    intervention_mean=0.6,
    comparison_mean=0.5,
    intervention_n=100,
    comparison_n=100,
    are_shares=True,
)


@pytest.mark.parametrize(
    ("reported", "method", "g"),
    [
        (MEANS, Method.MEANS, 0.5924),
        (TESTED_TWICE, Method.CHANGE_POOLED, 0.7685),
        (SHARES, Method.COX, 0.2448),
    ],
)
def test_the_method_follows_from_what_is_there(reported, method, g):
    effect = effect_of(reported)

    assert effect.method == method
    assert effect.g == pytest.approx(g, abs=5e-5)


def test_without_a_correlation_the_first_test_is_left_out_and_that_is_said():
    reported = replace(
        TESTED_TWICE,
        before_after_correlation=None,
        intervention_sd=15.0,
        comparison_sd=14.0,
    )

    effect = effect_of(reported)

    assert effect.method == Method.MEANS
    assert effect.notes == (Note.FIRST_TEST_UNUSED,)


def test_where_lower_is_better_effect_and_interval_are_turned():
    forth = effect_of(MEANS)
    back = effect_of(replace(MEANS, lower_is_better=True))

    assert (back.g, back.low, back.high) == (-forth.g, -forth.high, -forth.low)
    assert back.notes == (Note.REVERSED,)


def test_an_effect_without_interval_is_turned_too():
    reported = replace(MEANS, lower_is_better=True, whole_groups=True)

    effect = effect_of(reported)

    assert (effect.low, effect.high) == (None, None)
    assert effect.g < 0


def test_whole_classes_widen_the_interval():
    clustered = replace(
        MEANS,
        whole_groups=True,
        intervention_clusters=4,
        comparison_clusters=4,
        icc=0.2,
    )

    assert effect_of(clustered).df == 6
    assert effect_of(clustered).standard_error > effect_of(MEANS).standard_error


@pytest.mark.parametrize(
    ("reported", "without", "reason"),
    [
        (MEANS, "intervention_mean", Refusal.MISSING_MEAN),
        (MEANS, "comparison_sd", Refusal.MISSING_SD),
        (MEANS, "comparison_n", Refusal.MISSING_N),
        (TESTED_TWICE, "comparison_mean", Refusal.MISSING_MEAN),
        (TESTED_TWICE, "before_after_correlation", Refusal.MISSING_SD),
        (SHARES, "intervention_mean", Refusal.MISSING_MEAN),
    ],
)
def test_what_is_missing_is_named(reported, without, reason):
    with pytest.raises(UnableToCompute) as refused:
        effect_of(replace(reported, **{without: None}))
    assert refused.value.reason == reason


def test_nothing_reported_holds_no_groups():
    assert not Reported(intervention_n=20, comparison_n=20).holds_groups
    assert Reported(comparison_sd=2.0).holds_groups

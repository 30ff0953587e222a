"""g of two groups, against the numbers that textbooks print."""

import math

import pytest

from evidence.effects import VERSION, Refusal, UnableToCompute
from evidence.effects.results import Method, small_sample_correction
from evidence.effects.two_groups import (
    Group,
    from_d,
    from_f,
    from_g,
    from_means,
    from_shares,
    from_t,
    pooled_sd,
)

BETTER = Group(103, 5.5, 50)
WORSE = Group(100, 4.5, 50)


def test_borensteins_example_comes_out_as_printed():
    effect = from_means(intervention=BETTER, comparison=WORSE)

    assert effect.g == pytest.approx(0.5924, abs=5e-5)
    assert effect.standard_error == pytest.approx(0.2028, abs=5e-5)
    assert effect.low == pytest.approx(0.1949, abs=5e-5)
    assert effect.high == pytest.approx(0.9900, abs=5e-5)


def test_the_steps_of_borensteins_example_come_out_as_printed():
    spread = pooled_sd(5.5, 4.5, 50, 50)
    effect = from_means(intervention=BETTER, comparison=WORSE)

    assert spread == pytest.approx(5.0249, abs=5e-5)
    assert 3 / spread == pytest.approx(0.5970, abs=5e-5)
    assert small_sample_correction(98) == pytest.approx(0.9923, abs=5e-5)
    error = effect.standard_error / small_sample_correction(98)
    assert error == pytest.approx(0.2044, abs=5e-5)
    assert error**2 == pytest.approx(0.0418, abs=5e-5)


def test_the_result_says_how_it_was_had():
    effect = from_means(intervention=BETTER, comparison=WORSE)

    assert effect.method == Method.MEANS
    assert effect.version == VERSION
    assert effect.inputs == {
        "intervention_mean": 103,
        "comparison_mean": 100,
        "intervention_sd": 5.5,
        "comparison_sd": 4.5,
        "intervention_n": 50,
        "comparison_n": 50,
    }


def test_swapped_groups_turn_the_sign_and_nothing_else():
    forth = from_means(intervention=BETTER, comparison=WORSE)
    back = from_means(intervention=WORSE, comparison=BETTER)

    assert back.g == -forth.g
    assert back.standard_error == forth.standard_error


def test_g_and_d_and_t_and_f_agree_with_the_means():
    means = from_means(intervention=BETTER, comparison=WORSE).g
    d = 3 / pooled_sd(5.5, 4.5, 50, 50)
    t = d / math.sqrt(2 / 50)
    sizes = {"intervention_n": 50, "comparison_n": 50}

    assert from_d(d=d, **sizes).g == pytest.approx(means)
    assert from_g(g=means, **sizes).g == pytest.approx(means)
    assert from_g(g=means, **sizes).standard_error == pytest.approx(0.2028, abs=5e-5)
    assert from_t(t=t, **sizes).g == pytest.approx(means)
    assert from_f(f=t**2, intervention_did_better=True, **sizes).g == pytest.approx(
        means
    )
    assert from_f(f=t**2, intervention_did_better=False, **sizes).g == pytest.approx(
        -means
    )


@pytest.mark.parametrize(
    ("group", "reason"),
    [
        (Group(103, 0, 50), Refusal.SD_NOT_POSITIVE),
        (Group(103, -1, 50), Refusal.SD_NOT_POSITIVE),
        (Group(103, math.nan, 50), Refusal.NOT_A_NUMBER),
        (Group(math.inf, 5, 50), Refusal.NOT_A_NUMBER),
        (Group(103, 5, 1), Refusal.N_TOO_SMALL),
        (Group(103, 5, 0), Refusal.N_TOO_SMALL),
        (Group(103, 5, -20), Refusal.N_TOO_SMALL),
    ],
)
def test_means_are_refused_with_a_reason(group, reason):
    with pytest.raises(UnableToCompute) as refused:
        from_means(intervention=group, comparison=WORSE)
    assert refused.value.reason == reason
    assert str(refused.value) == reason.label


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"numerator_df": 2}, Refusal.F_WITH_MORE_GROUPS),
        ({"f": -1.0}, Refusal.NEGATIVE_F),
        ({"f": math.nan}, Refusal.NOT_A_NUMBER),
        ({"intervention_did_better": None}, Refusal.MISSING_DIRECTION),
        ({"comparison_n": 1}, Refusal.N_TOO_SMALL),
    ],
)
def test_f_is_refused_with_a_reason(change, reason):
    given = {
        "f": 4.0,
        "intervention_n": 20,
        "comparison_n": 20,
        "intervention_did_better": True,
        "numerator_df": 1,
    }

    with pytest.raises(UnableToCompute) as refused:
        from_f(**(given | change))
    assert refused.value.reason == reason


def test_t_refuses_an_empty_group():
    with pytest.raises(UnableToCompute) as refused:
        from_t(t=2.0, intervention_n=0, comparison_n=20)
    assert refused.value.reason == Refusal.N_TOO_SMALL


def test_the_cox_index_is_the_log_odds_over_its_scale():
    effect = from_shares(
        intervention_share=0.6,
        comparison_share=0.5,
        intervention_n=100,
        comparison_n=100,
    )

    assert effect.g == pytest.approx(math.log(1.5) / 1.65 * (1 - 3 / 791))
    assert effect.standard_error == pytest.approx(
        math.sqrt(1 / 60 + 1 / 40 + 1 / 50 + 1 / 50) / 1.65 * (1 - 3 / 791)
    )


@pytest.mark.parametrize(
    ("share", "n", "reason"),
    [
        (0.0, 100, Refusal.SHARE_AT_END),
        (1.0, 100, Refusal.SHARE_AT_END),
        (60.0, 100, Refusal.SHARE_OUT_OF_RANGE),
        (-0.1, 100, Refusal.SHARE_OUT_OF_RANGE),
        (math.nan, 100, Refusal.NOT_A_NUMBER),
        (0.5, 1, Refusal.N_TOO_SMALL),
    ],
)
def test_shares_are_refused_with_a_reason(share, n, reason):
    with pytest.raises(UnableToCompute) as refused:
        from_shares(
            intervention_share=share,
            comparison_share=0.5,
            intervention_n=n,
            comparison_n=100,
        )
    assert refused.value.reason == reason

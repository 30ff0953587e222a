"""The mean over studies, against results that metafor publishes.

Raudenbush 1985: 19 studies of teacher expectancy (R package metadat,
dat.raudenbush1985). BCG: 13 trials of a vaccine, log risk ratios (dat.bcg), Viechtbauer
2010, doi:10.18637/jss.v036.i03.
"""

import math

import pytest

from evidence import distributions
from evidence.synthesis.random_effects import (
    Effect,
    Estimator,
    TooFewStudies,
    leave_one_out,
    pool,
)

RAUDENBUSH = [
    Effect(*pair)
    for pair in [
        (0.03, 0.0156), (0.12, 0.0216), (-0.14, 0.0279), (1.18, 0.1391),
        (0.26, 0.1362), (-0.06, 0.0106), (-0.02, 0.0106), (-0.32, 0.0484),
        (0.27, 0.0269), (0.80, 0.0630), (0.54, 0.0912), (0.18, 0.0497),
        (-0.02, 0.0835), (0.23, 0.0841), (-0.18, 0.0253), (-0.06, 0.0279),
        (0.30, 0.0193), (0.07, 0.0088), (-0.07, 0.0303),
    ]
]  # fmt: skip
TRIALS = [  # cases, others, with the vaccine; the same without
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619),
    (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip
BCG = [
    Effect(
        math.log(cases / (cases + others) / (cases0 / (cases0 + others0))),
        1 / cases - 1 / (cases + others) + 1 / cases0 - 1 / (cases0 + others0),
    )
    for cases, others, cases0, others0 in TRIALS
]


def test_reml_gives_raudenbushs_published_result():
    pooled = pool(RAUDENBUSH)

    assert pooled.k == 19
    assert round(pooled.mean, 4) == 0.0837
    assert round(pooled.standard_error, 4) == 0.0516
    assert round(pooled.normal_interval.low, 4) == -0.0175
    assert round(pooled.normal_interval.high, 4) == 0.1849
    assert round(pooled.tau_squared, 4) == 0.0188
    # metafor stops at a change of 0.00001 in tau², 0.01 points of I² before the peak.
    assert pooled.i_squared == pytest.approx(41.86, abs=0.02)
    assert round(pooled.q, 2) == 35.83
    assert round(pooled.q_p_value, 4) == 0.0074


def test_dersimonian_laird_gives_raudenbushs_published_result():
    pooled = pool(RAUDENBUSH, estimator=Estimator.DERSIMONIAN_LAIRD)

    assert round(pooled.mean, 4) == 0.0893
    assert round(pooled.standard_error, 4) == 0.0558
    assert round(pooled.tau_squared, 4) == 0.0259
    assert pooled.i_squared == pytest.approx(100 * (pooled.q - 18) / pooled.q)


def test_reml_gives_the_published_result_of_the_vaccine():
    pooled = pool(BCG)

    assert round(pooled.mean, 4) == -0.7145
    assert round(pooled.standard_error, 4) == 0.1798
    assert round(pooled.normal_interval.low, 4) == -1.0669
    assert round(pooled.normal_interval.high, 4) == -0.3622
    assert round(pooled.tau_squared, 4) == 0.3132
    assert round(pooled.i_squared, 2) == 92.22
    assert round(pooled.q, 2) == 152.23


def test_reml_finds_the_peak_of_the_restricted_likelihood():
    def likelihood(tau_squared):
        weights = [1 / (each.variance + tau_squared) for each in RAUDENBUSH]
        pairs = list(zip(weights, RAUDENBUSH, strict=True))
        mean = sum(w * each.value for w, each in pairs) / sum(weights)
        squares = sum(w * (each.value - mean) ** 2 for w, each in pairs)
        return -(sum(-math.log(w) for w in weights) + math.log(sum(weights)) + squares)

    peak = pool(RAUDENBUSH).tau_squared

    assert likelihood(peak) > likelihood(peak - 1e-4)
    assert likelihood(peak) > likelihood(peak + 1e-4)


def test_hartung_and_knapp_give_the_published_interval_of_the_vaccine():
    pooled = pool(BCG)

    error = (pooled.interval.high - pooled.mean) / distributions.t_quantile(0.975, 12)
    assert error == pytest.approx(0.1807, abs=2e-4)


def test_the_interval_is_never_narrower_than_the_normal_one():
    pooled = pool([Effect(0.2, 0.01)] * 40)

    assert pooled.interval.low <= pooled.normal_interval.low
    assert pooled.interval.high >= pooled.normal_interval.high


def test_the_prediction_interval_adds_the_spread_of_true_effects():
    pooled = pool(RAUDENBUSH)

    reach = distributions.t_quantile(0.975, 17) * math.sqrt(
        pooled.tau_squared + pooled.standard_error**2
    )
    assert pooled.prediction.low == pytest.approx(pooled.mean - reach)
    assert pooled.prediction.high == pytest.approx(pooled.mean + reach)
    assert pooled.tau == pytest.approx(math.sqrt(pooled.tau_squared))


def test_two_studies_have_a_mean_but_no_prediction():
    pooled = pool([Effect(0.1, 0.01), Effect(0.3, 0.01)])

    assert pooled.mean == pytest.approx(0.2)
    assert pooled.prediction is None


@pytest.mark.parametrize("effects", [[], [Effect(0.1, 0.01)]])
def test_fewer_than_two_studies_are_refused(effects):
    with pytest.raises(TooFewStudies):
        pool(effects)


def test_like_effects_have_no_heterogeneity():
    pooled = pool([Effect(0.2, 0.01), Effect(0.2, 0.02), Effect(0.2, 0.04)])

    assert pooled.tau_squared == 0
    assert pooled.i_squared == 0
    assert pooled.q == pytest.approx(0)
    assert pooled.q_p_value == pytest.approx(1)


def test_weights_are_percentages_and_larger_for_surer_studies():
    pooled = pool([Effect(0.2, 0.01), Effect(0.2, 0.04)])

    assert sum(pooled.weights) == pytest.approx(100)
    assert pooled.weights == pytest.approx((80, 20))


def test_leaving_each_study_out_gives_metafors_extremes():
    means = [each.mean for each in leave_one_out(RAUDENBUSH)]

    everything = pool(RAUDENBUSH).mean
    assert len(means) == 19
    assert min(means) < everything < max(means)
    # Without Pellegrini and Hicks (1.18) the mean falls, without Claiborn it rises.
    assert means[3] < everything < means[7]
    assert means[3] == pytest.approx(
        pool([*RAUDENBUSH[:3], *RAUDENBUSH[4:]]).mean, abs=1e-12
    )


def test_of_two_studies_none_can_be_left_out():
    assert leave_one_out([Effect(0.1, 0.01), Effect(0.3, 0.01)]) == [None, None]

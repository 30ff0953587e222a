"""g from correlations and odds ratios, against Borenstein's worked examples."""

import math

import pytest

from evidence.effects import Refusal, UnableToCompute
from evidence.effects.conversions import from_correlation, from_odds_ratio
from evidence.effects.results import Note, small_sample_correction


def test_a_correlation_becomes_the_published_difference():
    factor = small_sample_correction(98)

    effect = from_correlation(r=0.5, n=100)

    assert effect.g / factor == pytest.approx(1.1547, abs=5e-5)
    # Borenstein rounds the variance of r to 0.0058 on the way to 0.0550.
    assert (effect.standard_error / factor) ** 2 == pytest.approx(0.0550, abs=0.002)
    assert effect.notes == (Note.FROM_CORRELATION,)


def test_an_odds_ratio_becomes_the_published_difference():
    reach = 1.959964 * math.sqrt(0.0676)

    effect = from_odds_ratio(
        odds_ratio=math.exp(0.9069),
        low=math.exp(0.9069 - reach),
        high=math.exp(0.9069 + reach),
    )

    assert effect.g == pytest.approx(0.5000, abs=5e-5)
    assert effect.standard_error**2 == pytest.approx(0.0205, abs=5e-5)
    assert Note.NO_SMALL_SAMPLE_CORRECTION in effect.notes


def test_an_odds_ratio_is_corrected_where_the_people_are_known():
    plain = from_odds_ratio(odds_ratio=2, low=1, high=4)
    corrected = from_odds_ratio(odds_ratio=2, low=1, high=4, n=20)

    assert corrected.g == pytest.approx(plain.g * small_sample_correction(18))
    assert corrected.notes == (Note.LOGIT,)
    assert corrected.inputs["n"] == 20


@pytest.mark.parametrize(
    ("r", "n", "reason"),
    [
        (1.0, 50, Refusal.CORRELATION_OUT_OF_RANGE),
        (-1.5, 50, Refusal.CORRELATION_OUT_OF_RANGE),
        (math.nan, 50, Refusal.NOT_A_NUMBER),
        (0.3, 3, Refusal.N_TOO_SMALL),
    ],
)
def test_a_correlation_is_refused_with_a_reason(r, n, reason):
    with pytest.raises(UnableToCompute) as refused:
        from_correlation(r=r, n=n)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ((0.0, 0.0, 2.0), Refusal.ODDS_RATIO_NOT_POSITIVE),
        ((-1.0, 0.5, 2.0), Refusal.ODDS_RATIO_NOT_POSITIVE),
        ((1.5, 2.0, 1.0), Refusal.INTERVAL_DISORDER),
        ((3.0, 1.0, 2.0), Refusal.INTERVAL_DISORDER),
        ((1.5, 1.5, 1.5), Refusal.INTERVAL_DISORDER),
        ((math.nan, 1.0, 2.0), Refusal.NOT_A_NUMBER),
    ],
)
def test_an_odds_ratio_is_refused_with_a_reason(values, reason):
    odds_ratio, low, high = values

    with pytest.raises(UnableToCompute) as refused:
        from_odds_ratio(odds_ratio=odds_ratio, low=low, high=high)
    assert refused.value.reason == reason


def test_an_odds_ratio_of_three_people_is_refused():
    with pytest.raises(UnableToCompute) as refused:
        from_odds_ratio(odds_ratio=2, low=1, high=4, n=3)
    assert refused.value.reason == Refusal.N_TOO_SMALL

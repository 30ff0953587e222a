"""Effects as text."""

import pytest
from django.utils import translation

from evidence import numbers
from evidence.constants import EffectMetric


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [
        (EffectMetric.HEDGES_G, 0.41, "g = 0.41"),
        (EffectMetric.HEDGES_G, 0.499, "g = 0.499"),
        (EffectMetric.HEDGES_G, 0.519539725932417, "g = 0.52"),
        (EffectMetric.HEDGES_G, 0.4, "g = 0.40"),
        (EffectMetric.HEDGES_G, 0, "g = 0.00"),
        (EffectMetric.HEDGES_G, -0.0001, "g = 0.00"),
        (EffectMetric.COHENS_D, -0.39, "d = −0.39"),
        (EffectMetric.CORRELATION, 0.34, "r = 0.34"),
        (EffectMetric.SEMIPARTIAL_R2, 0.09, "sr² = 0.09"),
        (EffectMetric.ODDS_RATIO, 1.95, "odds ratio 1.95"),
        (EffectMetric.NORMALISED_GAIN, 0.48, "normalised gain 0.48"),
        (EffectMetric.PER_CENT, 60.1, "60.1\u00a0%"),
        (EffectMetric.PER_CENT, 72, "72\u00a0%"),
        (EffectMetric.PER_CENT, -3, "−3\u00a0%"),
        (EffectMetric.OTHER, 3.5, "3.50"),
    ],
)
def test_an_effect_reads_as_in_the_paper(metric, value, text):
    assert numbers.effect(metric, value) == text


def test_the_ends_of_an_interval_stand_in_words():
    assert numbers.span(EffectMetric.HEDGES_G, -0.36, 1.8) == "−0.36 to 1.80"
    assert numbers.span(EffectMetric.PER_CENT, 10, 20.5) == "10\u00a0% to 20.5\u00a0%"


def test_the_decimal_sign_is_that_of_the_language():
    with translation.override("de"):
        assert numbers.number(0.41) == "0,41"


@pytest.mark.parametrize(
    ("value", "text"), [(12, "12"), (0.3, "0.3"), (0.049, "0.049"), (-0.25, "−0.25")]
)
def test_plain_numbers_keep_the_decimals_that_were_written(value, text):
    assert numbers.plain(value) == text

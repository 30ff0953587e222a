"""Effects and intervals as text: the reader's digits, a true minus, no stray per cent."""

import math

from django.utils import formats
from django.utils.translation import gettext as _

from evidence.constants import EffectMetric

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"

symbols = {
    EffectMetric.HEDGES_G: "g",
    EffectMetric.COHENS_D: "d",
    EffectMetric.CORRELATION: "r",
    EffectMetric.SEMIPARTIAL_R2: "sr²",
}
# Smallest and largest value that the scale allows, or that any study could honestly
# have found; the second kind catches slips such as 41 for 0.41.
limits = {
    EffectMetric.HEDGES_G: (-10, 10),
    EffectMetric.COHENS_D: (-10, 10),
    EffectMetric.CORRELATION: (-1, 1),
    EffectMetric.SEMIPARTIAL_R2: (0, 1),
    EffectMetric.ODDS_RATIO: (0, 1000),
    EffectMetric.NORMALISED_GAIN: (-10, 1),
    EffectMetric.PER_CENT: (-100, 100),
}


def number(value: float) -> str:
    """With two decimals, or the third where it was published: 0.41, 0.499."""
    rounded = round(value, 3)
    places = 2 if math.isclose(rounded, round(rounded, 2), abs_tol=1e-9) else 3
    return _signed(rounded, places)


def plain(value: float) -> str:
    """With the decimals that were written, three at most: 12, 0.3, 0.049."""
    digits = f"{round(abs(value), 3):.3f}".rstrip("0").partition(".")[2]
    return _signed(round(value, 3), len(digits))


def per_cent(value: float) -> str:
    """With at most one decimal and the sign: 60.1 %, 72 %."""
    rounded = round(float(value), 1)
    places = 0 if rounded.is_integer() else 1
    return f"{_signed(rounded, places)}{NO_BREAK}%"


def count(value: int | None) -> str:
    """A whole number with its thousands set apart, "" for None: 48,478."""
    if value is None:
        return ""
    return str(formats.number_format(value, decimal_pos=0, force_grouping=True))


def _signed(value: float, places: int) -> str:
    text = formats.number_format(abs(value), decimal_pos=places)
    return f"{MINUS}{text}" if value < 0 else str(text)


def effect(metric: str, value: float) -> str:
    """The effect on its scale: "g = 0.41", "odds ratio 1.95", "60.1 %"."""
    if metric == EffectMetric.PER_CENT:
        return per_cent(value)
    if metric in symbols:
        return f"{symbols[EffectMetric(metric)]} = {number(value)}"
    values = {"number": number(value)}
    if metric == EffectMetric.ODDS_RATIO:
        return _("odds ratio %(number)s") % values
    if metric == EffectMetric.NORMALISED_GAIN:
        return _("normalised gain %(number)s") % values
    return number(value)


def span(metric: str, low: float, high: float) -> str:
    """Two ends in words: "0.25 to 0.57"."""
    each = per_cent if metric == EffectMetric.PER_CENT else number
    return _("%(low)s to %(high)s") % {"low": each(low), "high": each(high)}

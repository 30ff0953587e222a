"""Normal, t and chi-squared distributions for whole degrees of freedom.

Finite series (Abramowitz and Stegun 1964, 26.4.4, 26.4.5, 26.7.3, 26.7.4) are exact for
whole degrees of freedom, the only ones that occur here; they spare the site a
statistics library (scipy 1.17 with numpy: 216 MB).
"""

import math
from functools import lru_cache
from statistics import NormalDist

_normal = NormalDist()
_STEPS = 60  # halvings: far below the last digit of a float


def normal_share_below(value: float) -> float:
    """The share (0-1) of a standard normal distribution below a value."""
    return _normal.cdf(value)


def normal_quantile(share: float) -> float:
    """The value with this share (0-1, ends excluded) of the distribution below it."""
    return _normal.inv_cdf(share)


def two_sided_p(z: float) -> float:
    """The two-sided p-value of a standard normal test statistic."""
    return math.erfc(abs(z) / math.sqrt(2))


def t_share_within(t: float, df: int) -> float:
    """The share (0-1) of Student's t with `df` degrees of freedom in -t to t."""
    theta = math.atan(abs(t) / math.sqrt(df))
    cosine = math.cos(theta)
    odd = df % 2
    term = cosine if odd else 1.0
    total = term if df > 1 else 0.0
    for power in range(2 + odd, df, 2):
        term *= cosine**2 * (power - 1) / power
        total += term
    if odd:
        return 2 / math.pi * (theta + math.sin(theta) * total)
    return math.sin(theta) * total


@lru_cache(maxsize=4096)
def t_quantile(share: float, df: int) -> float:
    """The value of Student's t with this share (0.5-1) of the distribution below it.

    Published: t(0.975) is 12.706 for df 1, 2.228 for 10, 2.101 for 18.

    Raises:
        ValueError: no degree of freedom, or a share outside 0.5 to 1.
    """
    if df < 1 or not 0.5 <= share < 1:  # noqa: PLR2004 - the upper half
        msg = f"t has no quantile for a share of {share} and {df} degrees of freedom"
        raise ValueError(msg)
    within = 2 * share - 1
    low, high = 0.0, 1.0
    while t_share_within(high, df) < within:
        high *= 2
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if t_share_within(middle, df) < within:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chi_squared_p(value: float, df: int) -> float:
    """The share (0-1) of chi-squared with `df` degrees of freedom above a value.

    Published: 0.05 above 3.841 for df 1, above 18.307 for df 10.
    """
    half = value / 2
    if df % 2:
        tail = math.erfc(math.sqrt(half))
        term = math.exp(-half) * math.sqrt(half) * 2 / math.sqrt(math.pi)
        first = 3
    else:
        tail = 0.0
        term = math.exp(-half)
        first = 2
    for degrees in range(first, df + 1, 2):
        tail += term
        term *= value / degrees
    return tail

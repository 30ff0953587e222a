"""g from other scales, where that is fair."""

import math

from evidence import distributions
from evidence.effects.results import (
    SHARE,
    Effect,
    Method,
    Note,
    Refusal,
    UnableToCompute,
    require_correlation,
    require_numbers,
    require_sizes,
    small_sample_correction,
    with_normal_interval,
)

LOGIT_SCALE = math.pi / math.sqrt(3)  # standard deviation of a logistic distribution
LEAST_FOR_R = 4  # people; below, the correlation's error is not defined


def from_correlation(*, r: float, n: int) -> Effect:
    """G from a correlation of people's scores with what they were given.

    Source: Borenstein et al. 2009, equations 6.1, 7.5 and 7.6. r 0.50 with variance
    0.0058 -> d 1.1547, variance 0.0550 (before the correction for small samples).

    Raises:
        UnableToCompute: r is no correlation or a perfect one, or n is below 4.
    """
    require_correlation(r)
    if n < LEAST_FOR_R:
        raise UnableToCompute(Refusal.N_TOO_SMALL)
    factor = small_sample_correction(n - 2)
    d = 2 * r / math.sqrt(1 - r**2)
    variance_r = (1 - r**2) ** 2 / (n - 1)
    return with_normal_interval(
        method=Method.CORRELATION,
        g=factor * d,
        variance=factor**2 * 4 * variance_r / (1 - r**2) ** 3,
        inputs={"r": r, "n": n},
        notes=(Note.FROM_CORRELATION,),
    )


def from_odds_ratio(
    *, odds_ratio: float, low: float, high: float, n: int | None = None
) -> Effect:
    """G from an odds ratio and its published 95 % interval.

    Source: Hasselblad and Hedges 1995; Borenstein et al. 2009, equations 7.1 and 7.2:
    log odds ratio 0.9069 with variance 0.0676 -> d 0.5000, variance 0.0205.

    Args:
        odds_ratio: above 1 favours the intervention.
        low: lower end of its 95 % interval.
        high: upper end of it.
        n: people in both groups; without it g is not corrected for small samples.

    Raises:
        UnableToCompute: a value is not positive, or the interval does not hold it.
    """
    require_numbers(odds_ratio, low, high)
    if min(odds_ratio, low, high) <= 0:
        raise UnableToCompute(Refusal.ODDS_RATIO_NOT_POSITIVE)
    if not low < high or not low <= odds_ratio <= high:
        raise UnableToCompute(Refusal.INTERVAL_DISORDER)
    error = (math.log(high) - math.log(low)) / (
        2 * distributions.normal_quantile(SHARE)
    )
    inputs = {"odds_ratio": odds_ratio, "low": low, "high": high}
    factor = 1.0
    notes: tuple[Note, ...] = (Note.LOGIT,)
    if n is None:
        notes = (Note.LOGIT, Note.NO_SMALL_SAMPLE_CORRECTION)
    else:
        require_sizes(n - 2)
        factor = small_sample_correction(n - 2)
        inputs["n"] = n
    return with_normal_interval(
        method=Method.ODDS_RATIO,
        g=factor * math.log(odds_ratio) / LOGIT_SCALE,
        variance=(factor * error / LOGIT_SCALE) ** 2,
        inputs=inputs,
        notes=notes,
    )

"""Effects of designs that tested the same people twice.

Two conventions are in use for change in two groups, and they differ: papers rarely say
which they took, so both are here and each result names its own.
"""

import math
from dataclasses import dataclass

from evidence.effects.results import (
    Effect,
    Method,
    Refusal,
    UnableToCompute,
    require_correlation,
    require_numbers,
    require_sizes,
    require_spread,
    small_sample_correction,
    with_normal_interval,
)
from evidence.effects.two_groups import pooled_sd


@dataclass(frozen=True)
class TestedTwice:
    """One group before and after: means, standard deviation before, people."""

    __test__ = False  # not a test, whatever pytest makes of the name

    before: float
    after: float
    sd_before: float
    n: int

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


def from_paired(
    *, mean_change: float, sd_change: float, correlation: float | None, n: int
) -> Effect:
    """G of the change of one group, in standard deviations of people, not of changes.

    Source: Borenstein et al. 2009, equations 4.26 to 4.30. Change 3, SD of changes 5.5,
    correlation 0.7, 50 people -> d 0.4225 (SE 0.1143), g 0.4160 (SE 0.1126).

    Raises:
        UnableToCompute: the correlation is missing or impossible, the standard
            deviation is not positive, or there are fewer than two people.
    """
    require_numbers(mean_change)
    require_spread(sd_change)
    require_sizes(n)
    r = _reported(correlation)
    within = sd_change / math.sqrt(2 * (1 - r))
    d = mean_change / within
    variance = (1 / n + d**2 / (2 * n)) * 2 * (1 - r)
    factor = small_sample_correction(n - 1)
    return with_normal_interval(
        method=Method.PAIRED,
        g=factor * d,
        variance=factor**2 * variance,
        inputs={
            "mean_change": mean_change,
            "sd_change": sd_change,
            "correlation": r,
            "n": n,
        },
    )


def from_change_each(
    *, intervention: TestedTwice, comparison: TestedTwice, correlation: float | None
) -> Effect:
    """Difference of two standardised changes, each by its own group's SD before.

    Source: Becker 1988 (doi:10.1111/j.2044-8317.1988.tb00901.x); Morris 2008, d_ppc1.
    Morris' first study (30.6 to 38.5, SD 15, n 20; 23.1 to 19.7, SD 13.8, n 20; r 0.47)
    -> 0.74, variance 0.11.

    Raises:
        UnableToCompute: as `from_change_pooled`.
    """
    r = _checked(intervention, comparison, correlation)
    effects, variances = [], []
    for group in (intervention, comparison):
        g = small_sample_correction(group.n - 1) * group.change / group.sd_before
        effects.append(g)
        variances.append(2 * (1 - r) / group.n + g**2 / (2 * group.n))
    return with_normal_interval(
        method=Method.CHANGE_EACH,
        g=effects[0] - effects[1],
        variance=sum(variances),
        inputs=_inputs(intervention, comparison, r),
    )


def from_change_pooled(
    *, intervention: TestedTwice, comparison: TestedTwice, correlation: float | None
) -> Effect:
    """Difference of two changes by the SD before of both groups together.

    Source: Morris 2008 (doi:10.1177/1094428106291059), d_ppc2, the one he advises;
    variance for large samples: 2(1 - r)(1/n1 + 1/n2) + g²/(2(n1 + n2)).
    Morris' first study -> 0.77.

    Raises:
        UnableToCompute: the correlation is missing or impossible, a standard deviation
            is not positive, or a group has fewer than two people.
    """
    r = _checked(intervention, comparison, correlation)
    n1, n2 = intervention.n, comparison.n
    spread = pooled_sd(intervention.sd_before, comparison.sd_before, n1, n2)
    correction = small_sample_correction(n1 + n2 - 2)
    g = correction * (intervention.change - comparison.change) / spread
    variance = 2 * (1 - r) * (1 / n1 + 1 / n2) + g**2 / (2 * (n1 + n2))
    return with_normal_interval(
        method=Method.CHANGE_POOLED,
        g=g,
        variance=variance,
        inputs=_inputs(intervention, comparison, r),
    )


def _checked(
    intervention: TestedTwice, comparison: TestedTwice, correlation: float | None
) -> float:
    for group in (intervention, comparison):
        require_numbers(group.before, group.after)
        require_spread(group.sd_before)
        require_sizes(group.n)
    return _reported(correlation)


def _reported(correlation: float | None) -> float:
    if correlation is None:
        raise UnableToCompute(Refusal.MISSING_CORRELATION)
    require_correlation(correlation)
    return correlation


def _inputs(
    intervention: TestedTwice, comparison: TestedTwice, correlation: float
) -> dict[str, float]:
    values: dict[str, float] = {"correlation": correlation}
    for name, group in (("intervention", intervention), ("comparison", comparison)):
        values |= {
            f"{name}_before": group.before,
            f"{name}_after": group.after,
            f"{name}_sd_before": group.sd_before,
            f"{name}_n": group.n,
        }
    return values

"""Hedges' g of two independent groups."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.effects.results import (
    Effect,
    Method,
    Refusal,
    UnableToCompute,
    require_numbers,
    require_sizes,
    require_spread,
    small_sample_correction,
    with_normal_interval,
)

COX_SCALE = 1.65  # brings a difference of log odds to standard deviations


@dataclass(frozen=True)
class Group:
    """What a paper prints of one group's scores: mean, standard deviation, people."""

    mean: float
    sd: float
    n: int


def pooled_sd(intervention_sd: float, comparison_sd: float, *sizes: int) -> float:
    """The standard deviation within both groups; sizes in the same order.

    5.5 with 50 people and 4.5 with 50 people -> 5.0249.
    """
    first, second = sizes
    squares = (first - 1) * intervention_sd**2 + (second - 1) * comparison_sd**2
    return math.sqrt(squares / (first + second - 2))


def from_means(*, intervention: Group, comparison: Group) -> Effect:
    """G from means, standard deviations and numbers of people.

    Source: Borenstein et al. 2009, Introduction to Meta-Analysis, chapter 4. Means 103
    and 100, SDs 5.5 and 4.5, 50 people each -> g 0.5924, SE 0.2028, 0.1949 to 0.9900.

    Raises:
        UnableToCompute: a group has fewer than two people, or a standard deviation is
            not positive.
    """
    require_numbers(intervention.mean, comparison.mean)
    require_spread(intervention.sd, comparison.sd)
    require_sizes(intervention.n, comparison.n)
    spread = pooled_sd(intervention.sd, comparison.sd, intervention.n, comparison.n)
    inputs = {
        "intervention_mean": intervention.mean,
        "comparison_mean": comparison.mean,
        "intervention_sd": intervention.sd,
        "comparison_sd": comparison.sd,
    }
    d = (intervention.mean - comparison.mean) / spread
    return _from_d(Method.MEANS, d, intervention.n, comparison.n, inputs)


def from_d(*, d: float, intervention_n: int, comparison_n: int) -> Effect:
    """G from Cohen's d: the same, less its upward bias in small samples.

    Raises:
        UnableToCompute: a group has fewer than two people, or d is not a number.
    """
    return _from_d(Method.D, d, intervention_n, comparison_n, {"d": d})


def from_g(*, g: float, intervention_n: int, comparison_n: int) -> Effect:
    """The error and interval of a published g, from the numbers of people.

    Raises:
        UnableToCompute: a group has fewer than two people, or g is not a number.
    """
    require_numbers(g)
    require_sizes(intervention_n, comparison_n)
    d = g / small_sample_correction(intervention_n + comparison_n - 2)
    return _from_d(Method.G, d, intervention_n, comparison_n, {"g": g})


def from_t(*, t: float, intervention_n: int, comparison_n: int) -> Effect:
    """G from an independent-samples t statistic; positive favours the intervention.

    Source: Borenstein et al. 2009, table 4.1.

    Raises:
        UnableToCompute: a group has fewer than two people, or t is not a number.
    """
    require_sizes(intervention_n, comparison_n)
    d = t * math.sqrt(1 / intervention_n + 1 / comparison_n)
    return _from_d(Method.T, d, intervention_n, comparison_n, {"t": t})


def from_f(
    *,
    f: float,
    intervention_n: int,
    comparison_n: int,
    intervention_did_better: bool | None,
    numerator_df: int = 1,
) -> Effect:
    """G from the F statistic of a comparison of two groups, the square of t.

    Raises:
        UnableToCompute: more than two groups, a negative F, no direction, or a group
            with fewer than two people.
    """
    require_numbers(f)
    if numerator_df != 1:
        raise UnableToCompute(Refusal.F_WITH_MORE_GROUPS)
    if f < 0:
        raise UnableToCompute(Refusal.NEGATIVE_F)
    if intervention_did_better is None:
        raise UnableToCompute(Refusal.MISSING_DIRECTION)
    require_sizes(intervention_n, comparison_n)
    size = math.sqrt(f * (1 / intervention_n + 1 / comparison_n))
    d = size if intervention_did_better else -size
    return _from_d(Method.F, d, intervention_n, comparison_n, {"f": f})


def from_shares(
    *,
    intervention_share: float,
    comparison_share: float,
    intervention_n: int,
    comparison_n: int,
) -> Effect:
    """G from the shares (0-1) of two groups who reached something: the Cox index.

    Source: What Works Clearinghouse, Procedures Handbook 4.1, appendix E: the
    difference of log odds over 1.65, corrected for small samples.
    60 % and 50 % of 100 people each -> g 0.2448.

    Raises:
        UnableToCompute: a share is 0 or 1, or no share, or a group has fewer than two
            people.
    """
    shares = (intervention_share, comparison_share)
    require_numbers(*shares)
    require_sizes(intervention_n, comparison_n)
    if not all(0 <= share <= 1 for share in shares):
        raise UnableToCompute(Refusal.SHARE_OUT_OF_RANGE)
    if not all(0 < share < 1 for share in shares):
        raise UnableToCompute(Refusal.SHARE_AT_END)
    odds = [math.log(share / (1 - share)) for share in shares]
    correction = small_sample_correction(intervention_n + comparison_n - 2)
    variance = sum(
        1 / (share * n) + 1 / ((1 - share) * n)
        for share, n in zip(shares, (intervention_n, comparison_n), strict=True)
    )
    return with_normal_interval(
        method=Method.COX,
        g=correction * (odds[0] - odds[1]) / COX_SCALE,
        variance=variance * (correction / COX_SCALE) ** 2,
        inputs={
            "intervention_share": intervention_share,
            "comparison_share": comparison_share,
            "intervention_n": intervention_n,
            "comparison_n": comparison_n,
        },
    )


def _from_d(
    method: Method, d: float, n1: int, n2: int, inputs: Mapping[str, float]
) -> Effect:
    require_numbers(d)
    require_sizes(n1, n2)
    correction = small_sample_correction(n1 + n2 - 2)
    variance = (n1 + n2) / (n1 * n2) + d**2 / (2 * (n1 + n2))
    return with_normal_interval(
        method=method,
        g=correction * d,
        variance=correction**2 * variance,
        inputs={**inputs, "intervention_n": n1, "comparison_n": n2},
    )

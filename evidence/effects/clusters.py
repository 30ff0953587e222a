"""Intervals where whole classes or schools were assigned.

Pupils of one class are alike, so a class of 25 tells less than 25 pupils do. An
interval that ignores this is too narrow: it is widened, or there is none.
"""

import math
from dataclasses import dataclass, replace

from evidence import distributions
from evidence.effects.results import (
    SHARE,
    Effect,
    Note,
    Refusal,
    UnableToCompute,
    require_numbers,
)

LEAST_PER_GROUP = 2


@dataclass(frozen=True)
class Clustering:
    """What is known of the classes or schools; None where it is not reported."""

    intervention: int | None
    comparison: int | None
    icc: float | None


def design_effect(people_per_cluster: float, icc: float) -> float:
    """How many times larger the variance is than without clusters: 25, 0.15 -> 4.6.

    Raises:
        UnableToCompute: the intraclass correlation is outside 0 to 1.
    """
    require_numbers(people_per_cluster, icc)
    if not 0 <= icc <= 1:
        raise UnableToCompute(Refusal.ICC_OUT_OF_RANGE)
    return 1 + (people_per_cluster - 1) * icc


def allow_for_clusters(
    effect: Effect, *, clustering: Clustering, people: int
) -> Effect:
    """The effect with an interval that allows for clusters, or with none and a reason.

    The variance is multiplied by the design effect; the interval is that of t with
    (clusters - 2) degrees of freedom. Source: Hedges 2007
    (doi:10.3102/1076998606298043), WWC Procedures Handbook 4.1, appendix E.

    Raises:
        UnableToCompute: the intraclass correlation is no such, or there are more
            clusters than people.
    """
    counts = (clustering.intervention, clustering.comparison)
    known = [count for count in counts if count is not None]
    if any(count < LEAST_PER_GROUP for count in known):
        return _without_interval(effect, Refusal.TOO_FEW_CLUSTERS)
    if len(known) < len(counts) or clustering.icc is None:
        return _without_interval(effect, Refusal.CLUSTERS_UNACCOUNTED)
    clusters = sum(known)
    if clusters > people:
        raise UnableToCompute(Refusal.CLUSTERS_EXCEED_PEOPLE)
    return _widened(effect, clusters, people, clustering.icc)


def _widened(effect: Effect, clusters: int, people: int, icc: float) -> Effect:
    if effect.standard_error is None:
        return effect
    factor = math.sqrt(design_effect(people / clusters, icc))
    error = effect.standard_error * factor
    df = clusters - 2
    reach = distributions.t_quantile(SHARE, df) * error
    return replace(
        effect,
        standard_error=error,
        low=effect.g - reach,
        high=effect.g + reach,
        df=df,
        notes=(*effect.notes, Note.CLUSTERED, Note.AVERAGE_CLUSTER),
        inputs={**effect.inputs, "clusters": clusters, "icc": icc},
    )


def _without_interval(effect: Effect, reason: Refusal) -> Effect:
    return replace(
        effect, standard_error=None, low=None, high=None, without_interval=reason
    )

"""The mean in which each study counts as much as it matches the reader's class.

A study's share in the likelihood is raised to the power of its match, as power priors
discount earlier data that are only partly about the case at hand: the inverse-variance
weight 1 / (v + tau²) is multiplied by a match of 0 to 1. Source: Ibrahim and Chen 2000,
Statistical Science 15(1), 46-60, doi:10.1214/ss/1009212673. How a match is found, and
from when on a mean is refused, is our own rule.

Tau² is that of all studies. No multiplier is above 1, so the error is never smaller
than without weights; the interval is never made narrower either.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence import distributions
from evidence.like_my_class.matching import Match
from evidence.synthesis.random_effects import SHARE, Effect, Pooled, Span

LEAST_LIKE = 2  # studies that are known to be like the class
LEAST_COUNTING = 2  # studies that all of them count as
LEAST_FOR_PREDICTION = 3
ROUNDING = 1e-9  # 0.1 + 0.2 is 0.3


class Refusal(models.TextChoices):
    """Why there is no weighted mean."""

    NOT_POOLED = "not_pooled", _("A mean needs two studies at least.")
    TOO_FEW_LIKE = (
        "too_few_like",
        _(
            "Fewer than two studies are known to match your class in half of what you "
            "told: the others differ, or do not report it."
        ),
    )
    TOO_LITTLE = (
        "too_little",
        _("Counted by their match, all studies together make less than two."),
    )


@dataclass(frozen=True)
class Reweighted:
    """A mean for a class, with what it rests on.

    Args:
        counting: how many studies all of them count as (the sum of their matches).
        like: studies known to match in half of what the reader told, or more.
        weights: per cent, in the order of the studies.
    """

    k: int
    counting: float
    like: int
    mean: float
    standard_error: float
    interval: Span
    prediction: Span | None
    weights: tuple[float, ...]


def reweigh(
    effects: Sequence[Effect], pooled: Pooled | None, matches: Sequence[Match]
) -> Reweighted | Refusal:
    """The mean of the effects, each counted as much as it matches; or why not.

    Where every study matches in everything it is the unweighted mean. Effects 0.2 and
    0.6 with variances 0.04, tau² 0 and matches 1 and 0.5: (0.2 + 0.3) / 1.5 = 0.333.

    Args:
        effects: one for each study.
        pooled: the unweighted mean of the same effects; None where there is none.
        matches: in the order of the effects.
    """
    like = sum(each.is_like for each in matches)
    counting = sum(each.weight for each in matches)
    if pooled is None:
        return Refusal.NOT_POOLED
    if like < LEAST_LIKE:
        return Refusal.TOO_FEW_LIKE
    if counting + ROUNDING < LEAST_COUNTING:
        return Refusal.TOO_LITTLE
    weights = [
        each.weight / (effect.variance + pooled.tau_squared)
        for each, effect in zip(matches, effects, strict=True)
    ]
    total = sum(weights)
    mean = sum(w * e.value for w, e in zip(weights, effects, strict=True)) / total
    error = 1 / math.sqrt(total)
    whole = math.floor(counting + ROUNDING)
    return Reweighted(
        k=len(effects),
        counting=counting,
        like=like,
        mean=mean,
        standard_error=error,
        interval=_interval(mean, error, whole, pooled),
        prediction=_prediction(mean, error, whole, pooled),
        weights=tuple(100 * weight / total for weight in weights),
    )


def _interval(mean: float, error: float, whole: int, pooled: Pooled) -> Span:
    """T with as many degrees of freedom as whole studies count, less one."""
    own = distributions.t_quantile(SHARE, whole - 1) * error
    return _around(mean, max(own, _reach(pooled.interval)))


def _prediction(mean: float, error: float, whole: int, pooled: Pooled) -> Span | None:
    if whole < LEAST_FOR_PREDICTION or pooled.prediction is None:
        return None
    spread = math.sqrt(pooled.tau_squared + error**2)
    own = distributions.t_quantile(SHARE, whole - 2) * spread
    return _around(mean, max(own, _reach(pooled.prediction)))


def _reach(span: Span) -> float:
    return (span.high - span.low) / 2


def _around(mean: float, reach: float) -> Span:
    return Span(mean - reach, mean + reach)

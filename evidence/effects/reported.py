"""Which method serves for what a paper reports of two groups.

In this order: change in two groups where both tests and their correlation are there;
shares; means after. Whole classes or schools widen the interval.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from evidence.effects import change, clusters, two_groups
from evidence.effects.results import Effect, Note, Refusal, UnableToCompute

MEANS = ("intervention_mean", "comparison_mean")
DEVIATIONS = ("intervention_sd", "comparison_sd")
BEFORE = (
    "intervention_mean_before",
    "comparison_mean_before",
    "intervention_sd_before",
    "comparison_sd_before",
)


@dataclass(frozen=True)
class Reported:
    """The numbers of two groups, under the names they have in a finding.

    `are_shares`: the means are shares (0-1) of people. `whole_groups`: classes or
    schools were assigned as a whole, and people counted.
    """

    intervention_n: int | None = None
    comparison_n: int | None = None
    intervention_mean: float | None = None
    comparison_mean: float | None = None
    intervention_sd: float | None = None
    comparison_sd: float | None = None
    intervention_mean_before: float | None = None
    comparison_mean_before: float | None = None
    intervention_sd_before: float | None = None
    comparison_sd_before: float | None = None
    before_after_correlation: float | None = None
    intervention_clusters: int | None = None
    comparison_clusters: int | None = None
    icc: float | None = None
    are_shares: bool = False
    whole_groups: bool = False
    lower_is_better: bool = False

    @property
    def holds_groups(self) -> bool:
        """Whether anything is reported that an effect is made of."""
        return any(self._value(name) is not None for name in (*MEANS, *DEVIATIONS))

    @property
    def printed(self) -> dict[str, float]:
        """The means and standard deviations that are there: papers round these."""
        names = (*MEANS, *DEVIATIONS, *BEFORE)
        return {
            name: value for name in names if (value := self._value(name)) is not None
        }

    def printing(self, printed: Mapping[str, float]) -> "Reported":
        """The same with other means and standard deviations."""
        return replace(self, **cast("Any", printed))

    def _value(self, name: str) -> float | None:
        return cast("float | None", getattr(self, name))

    def require(self, names: Iterable[str], reason: Refusal) -> None:
        """Refuse where one of these was not reported.

        Raises:
            UnableToCompute: with that reason.
        """
        if any(self._value(name) is None for name in names):
            raise UnableToCompute(reason)

    def group(self, name: str) -> two_groups.Group:
        """The "intervention" or "comparison" group after; required before."""
        return two_groups.Group(
            mean=getattr(self, f"{name}_mean"),
            sd=getattr(self, f"{name}_sd"),
            n=getattr(self, f"{name}_n"),
        )

    def tested_twice(self, name: str) -> change.TestedTwice:
        """The "intervention" or "comparison" group before and after."""
        return change.TestedTwice(
            before=getattr(self, f"{name}_mean_before"),
            after=getattr(self, f"{name}_mean"),
            sd_before=getattr(self, f"{name}_sd_before"),
            n=getattr(self, f"{name}_n"),
        )


def effect_of(reported: Reported) -> Effect:
    """G by the method that serves, its interval allowing for whole classes.

    Raises:
        UnableToCompute: a number is missing or impossible.
    """
    reported.require(MEANS, Refusal.MISSING_MEAN)
    reported.require(("intervention_n", "comparison_n"), Refusal.MISSING_N)
    effect = allowing_for_clusters(_by_method(reported), reported)
    return _turned(effect) if reported.lower_is_better else effect


def allowing_for_clusters(effect: Effect, reported: Reported) -> Effect:
    """The effect with its interval widened where whole classes were assigned.

    Raises:
        UnableToCompute: the numbers of clusters are impossible.
    """
    if not reported.whole_groups:
        return effect
    return clusters.allow_for_clusters(
        effect,
        clustering=clusters.Clustering(
            reported.intervention_clusters, reported.comparison_clusters, reported.icc
        ),
        people=(reported.intervention_n or 0) + (reported.comparison_n or 0),
    )


def _by_method(reported: Reported) -> Effect:
    if reported.are_shares:
        return _from_shares(reported)
    reported_before = all(name in reported.printed for name in BEFORE)
    if reported_before and reported.before_after_correlation is not None:
        return change.from_change_pooled(
            intervention=reported.tested_twice("intervention"),
            comparison=reported.tested_twice("comparison"),
            correlation=reported.before_after_correlation,
        )
    reported.require(DEVIATIONS, Refusal.MISSING_SD)
    effect = two_groups.from_means(
        intervention=reported.group("intervention"),
        comparison=reported.group("comparison"),
    )
    if reported_before:
        return replace(effect, notes=(Note.FIRST_TEST_UNUSED,))
    return effect


def _from_shares(reported: Reported) -> Effect:
    groups = (reported.group("intervention"), reported.group("comparison"))
    return two_groups.from_shares(
        intervention_share=groups[0].mean,
        comparison_share=groups[1].mean,
        intervention_n=groups[0].n,
        comparison_n=groups[1].n,
    )


def _turned(effect: Effect) -> Effect:
    return replace(
        effect,
        g=-effect.g,
        low=None if effect.high is None else -effect.high,
        high=None if effect.low is None else -effect.low,
        notes=(Note.REVERSED, *effect.notes),
    )

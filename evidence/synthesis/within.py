"""One effect for each study: findings of one study are not independent.

The same pupils sit several tests. Counting each as a study of its own would make the
mean look surer than it is, so all findings of a study are averaged first; their errors
are taken to correlate at 0.8, a customary cautious value. Source: Borenstein et al.
2009, Introduction to Meta-Analysis, chapter 24.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from evidence.models import Study
from evidence.synthesis.estimates import Estimate
from evidence.synthesis.random_effects import Effect

CORRELATION = 0.8


@dataclass(frozen=True)
class StudyEffect:
    """The effect of one study, over the findings that it brings."""

    study: Study
    effect: Effect
    estimates: Sequence[Estimate]

    @property
    def standard_error(self) -> float:
        """Of the study's effect."""
        return math.sqrt(self.effect.variance)

    @property
    def people(self) -> int | None:
        """People in the study's largest finding; None where no finding says.

        The same people take several tests: adding them up would count them twice.
        """
        known = [n for each in self.estimates if (n := each.finding.people) is not None]
        return max(known, default=None)


def by_study(estimates: Iterable[Estimate]) -> list[StudyEffect]:
    """One effect for each study, in the order of the studies' keys."""
    every = sorted(estimates, key=_study_key)
    grouped = (list(group) for _key, group in groupby(every, _study_key))
    return [
        StudyEffect(group[0].finding.study, average([e.effect for e in group]), group)
        for group in grouped
    ]


def average(effects: Sequence[Effect], *, correlation: float = CORRELATION) -> Effect:
    """The plain mean of effects whose errors correlate (0-1).

    Two effects of 0.3 and 0.1 with variances of 0.05 at 0.8 -> 0.2, variance 0.045.
    """
    m = len(effects)
    errors = [math.sqrt(effect.variance) for effect in effects]
    own = sum(effect.variance for effect in effects)
    shared = correlation * (sum(errors) ** 2 - own)
    mean = sum(effect.value for effect in effects) / m
    return Effect(mean, (own + shared) / m**2)


def _study_key(each: Estimate) -> int:
    return each.finding.study_id

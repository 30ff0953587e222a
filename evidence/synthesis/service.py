"""A synthesis: the findings on one intervention and outcome kind, read and pooled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from evidence.constants import Measure, OutcomeKind
from evidence.models import Finding, Intervention, Study
from evidence.synthesis.estimates import Estimate, Excluded, sift
from evidence.synthesis.grouping import findings_about
from evidence.synthesis.random_effects import (
    LEAST_STUDIES,
    Estimator,
    Pooled,
    leave_one_out,
    pool,
)
from evidence.synthesis.within import StudyEffect, by_study

NO_YEAR = 100_000


class UnableToSynthesise(ValueError):
    """Findings of several outcome kinds: what teachers think is never attainment."""


@dataclass(frozen=True)
class Part:
    """The studies that used one kind of test; never pooled with another kind."""

    measure: Measure
    studies: Sequence[StudyEffect]

    @cached_property
    def pooled(self) -> Pooled | None:
        """The mean by REML; None below two studies."""
        return self._pooled(Estimator.REML)

    @cached_property
    def by_dersimonian_laird(self) -> Pooled | None:
        """The mean by the older estimator, for comparison."""
        return self._pooled(Estimator.DERSIMONIAN_LAIRD)

    @cached_property
    def without_each(self) -> list[Pooled | None]:
        """The mean without each study in turn, in the order of the studies."""
        return leave_one_out([study.effect for study in self.studies])

    @property
    def people(self) -> int:
        """People in the studies that say how many they had."""
        return sum(study.people or 0 for study in self.studies)

    @property
    def findings(self) -> int:
        """How many findings the studies' effects are made of."""
        return sum(len(study.estimates) for study in self.studies)

    def _pooled(self, estimator: Estimator) -> Pooled | None:
        if len(self.studies) < LEAST_STUDIES:
            return None
        return pool([study.effect for study in self.studies], estimator=estimator)


@dataclass(frozen=True)
class Synthesis:
    """What is known of one intervention and one kind of outcome."""

    intervention: Intervention
    outcome_kind: OutcomeKind
    with_developers: bool
    parts: Sequence[Part]
    excluded: Sequence[Excluded]

    @property
    def pooled_studies(self) -> list[Study]:
        """The studies that go into one of the means, or could."""
        return [each.study for part in self.parts for each in part.studies]


def read_synthesis(
    *,
    intervention: Intervention,
    outcome_kind: OutcomeKind,
    with_developers: bool = True,
) -> Synthesis:
    """Read all findings on an intervention and outcome kind, and pool them."""
    return synthesise(
        findings=findings_about(intervention=intervention, outcome_kind=outcome_kind),
        intervention=intervention,
        outcome_kind=outcome_kind,
        with_developers=with_developers,
    )


def synthesise(
    *,
    findings: Iterable[Finding],
    intervention: Intervention,
    outcome_kind: OutcomeKind,
    with_developers: bool = True,
) -> Synthesis:
    """Pool findings (with study, reference and computed effect fetched).

    Standardised tests, tests made by the researchers, and others stay apart.

    Raises:
        UnableToSynthesise: a finding has another outcome kind.
    """
    every = list(findings)
    if any(finding.outcome_kind != outcome_kind for finding in every):
        raise UnableToSynthesise
    estimates, excluded = sift(every, with_developers=with_developers)
    return Synthesis(
        intervention=intervention,
        outcome_kind=outcome_kind,
        with_developers=with_developers,
        parts=list(parts_of(estimates)),
        excluded=excluded,
    )


def parts_of(estimates: Sequence[Estimate]) -> Iterable[Part]:
    """The studies of each kind of test, oldest first."""
    for measure in Measure:
        found = [each for each in estimates if each.finding.measure == measure]
        if found:
            yield Part(measure, sorted(by_study(found), key=_by_year))


def _by_year(study: StudyEffect) -> tuple[int, str]:
    """Oldest first, as in a journal's forest plot; those without a year at the end."""
    return study.study.reference.year or NO_YEAR, str(study.study)

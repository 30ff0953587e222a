"""What a finding brings to a synthesis: its effect with its error, or why it can't."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence import distributions
from evidence.constants import EffectMetric, Independence
from evidence.models import ComputedEffect, Finding
from evidence.synthesis.random_effects import Effect

REACH = 2 * distributions.normal_quantile(0.975)  # a 95 % interval in standard errors
DIFFERENCES = frozenset({EffectMetric.HEDGES_G, EffectMetric.COHENS_D})


class Source(models.TextChoices):
    """Where effect and error come from."""

    PUBLISHED = "published", _("as published")
    ERROR_COMPUTED = "error_computed", _("effect as published, its error computed")
    COMPUTED = "computed", _("computed by MESH")


class Exclusion(models.TextChoices):
    """Why a finding does not go into the mean."""

    REVIEW = "review", _("A review's pooled result is no study of its own.")
    RETRACTED = "retracted", _("The publication has been retracted.")
    SUBGROUP = "subgroup", _("A part of a sample that is counted as a whole.")
    DEVELOPER = "developer", _("Run by the developer; left out as you chose.")
    OTHER_SCALE = (
        "other_scale",
        _("No effect in standard deviations is recorded."),
    )
    NO_ERROR = (
        "no_error",
        _("Neither an interval nor what one is computed from is recorded."),
    )


@dataclass(frozen=True)
class Estimate:
    """A finding's effect in standard deviations, with its standard error."""

    finding: Finding
    g: float
    standard_error: float
    source: Source

    @property
    def effect(self) -> Effect:
        """As the mean takes it."""
        return Effect(self.g, self.standard_error**2)


@dataclass(frozen=True)
class Excluded:
    """A finding that is not pooled, and why."""

    finding: Finding
    reason: Exclusion


def estimate(finding: Finding) -> Estimate | Exclusion:
    """The effect and error of a finding, the published ones first.

    Needs study, reference and computed effect fetched.
    """
    computed = computed_of(finding)
    has_own = computed is not None and computed.g is not None
    published = finding.effect_size
    if published is None or finding.effect_metric not in DIFFERENCES:
        if not has_own:
            return Exclusion.OTHER_SCALE
    elif (error := published_error(finding)) is not None:
        return Estimate(finding, published, error, Source.PUBLISHED)
    if computed is None or computed.g is None or computed.standard_error is None:
        return Exclusion.NO_ERROR
    own_error = computed.standard_error
    if published is None or finding.effect_metric not in DIFFERENCES:
        return Estimate(finding, computed.g, own_error, Source.COMPUTED)
    return Estimate(finding, published, own_error, Source.ERROR_COMPUTED)


def published_error(finding: Finding) -> float | None:
    """The published standard error, else that of the published 95 % interval."""
    if finding.standard_error is not None:
        return finding.standard_error
    if finding.ci_low is None or finding.ci_high is None:
        return None
    error = (finding.ci_high - finding.ci_low) / REACH
    return error if error > 0 else None


def computed_of(finding: Finding) -> ComputedEffect | None:
    """Its computed effect; needs it fetched."""
    return getattr(finding, "computed", None)


def sift(
    findings: Iterable[Finding], *, with_developers: bool
) -> tuple[list[Estimate], list[Excluded]]:
    """Those that can be pooled, and the others with the reason.

    Subgroups count only where the study has no whole sample with the same kind of test.

    Args:
        findings: with study, reference and computed effect fetched.
        with_developers: whether studies run by a developer count.
    """
    kept: list[Estimate] = []
    excluded: list[Excluded] = []
    whole: set[tuple[int, str]] = set()
    for finding in sorted(findings, key=lambda each: each.is_subgroup):
        group = (finding.study_id, finding.measure)
        found = _excluded(finding, with_developers) or estimate(finding)
        if finding.is_subgroup and group in whole:
            found = Exclusion.SUBGROUP
        if isinstance(found, Estimate):
            kept.append(found)
            whole |= set() if finding.is_subgroup else {group}
        else:
            excluded.append(Excluded(finding, found))
    return kept, excluded


def _excluded(
    finding: Finding,
    with_developers: bool,  # noqa: FBT001 - private, one caller
) -> Exclusion | None:
    study = finding.study
    by_developer = study.independence == Independence.DEVELOPER
    reasons = {
        Exclusion.REVIEW: study.is_review,
        Exclusion.RETRACTED: study.reference.retracted,
        Exclusion.DEVELOPER: by_developer and not with_developers,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)

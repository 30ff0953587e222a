"""The effect of a finding by our own code: computed, compared, stored."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import fields

from django.db import transaction

from evidence.constants import (
    WHOLE_GROUPS,
    Agreement,
    Design,
    EffectMetric,
    MeansAre,
    Unit,
)
from evidence.effects import conversions, rounding, two_groups
from evidence.effects.reported import Reported, allowing_for_clusters, effect_of
from evidence.effects.results import (
    VERSION,
    Effect,
    Method,
    Refusal,
    UnableToCompute,
    small_sample_correction,
)
from evidence.models import ComputedEffect, Finding

DERIVED = {"are_shares", "whole_groups"}
READ = [each.name for each in fields(Reported) if each.name not in DERIVED]
STORED = [
    each.name
    for each in ComputedEffect._meta.fields
    if each.name not in ("id", "finding")
]
FLOAT_NOISE = 1e-9
MISSING = frozenset({Refusal.MISSING_MEAN, Refusal.MISSING_SD})
OF_GROUPS = frozenset(  # methods whose result the published effect can be held against
    {Method.MEANS, Method.COX, Method.CHANGE_POOLED}
)


def compute(finding: Finding) -> Effect | None:
    """The effect of a finding, None where nothing is recorded to compute it from.

    From the numbers of both groups; where means or standard deviations are missing from
    a published g, Cohen's d or odds ratio. A correlation is left alone: whether it compares two groups, only a person
    can tell.

    Raises:
        UnableToCompute: something is recorded, but an effect can't honestly be had.
    """
    if finding.study.is_review:
        return None
    reported = reported_in(finding)
    published = _from_published(finding, reported)
    if not reported.holds_groups:
        return published
    try:
        return effect_of(reported)
    except UnableToCompute as error:
        if error.reason in MISSING and published is not None:
            return published
        raise


def reported_in(finding: Finding) -> Reported:
    """The numbers of both groups as the finding records them."""
    return Reported(
        **{name: getattr(finding, name) for name in READ},
        are_shares=finding.means_are == MeansAre.SHARES,
        whole_groups=_assigned_whole_groups(finding),
    )


@transaction.atomic
def store_effects(
    *, findings: Iterable[Finding], now: dt.datetime
) -> dict[int, ComputedEffect]:
    """Compute and keep the effects of findings (with their studies), in bulk.

    Returns:
        What is kept, by the findings' keys: effects, and refusals with their reasons.
        Findings from which nothing could be computed have neither.
    """
    every = list(findings)
    made = {each.pk: row for each in every if (row := _row(each, now)) is not None}
    gone = [each.pk for each in every if each.pk not in made]
    ComputedEffect.objects.filter(finding__in=gone).delete()
    ComputedEffect.objects.bulk_create(
        made.values(),
        update_conflicts=True,
        unique_fields=["finding"],
        update_fields=STORED,
    )
    return made


def _row(finding: Finding, now: dt.datetime) -> ComputedEffect | None:
    row = ComputedEffect(
        finding=finding,
        version=VERSION,
        agreement=Agreement.NOT_COMPARED,
        computed_at=now,
    )
    try:
        effect = compute(finding)
    except UnableToCompute as error:
        row.refusal = error.reason.value
        return row
    if effect is None:
        return None
    row.method, row.g, row.df = effect.method.value, effect.g, effect.df
    row.standard_error = effect.standard_error
    row.ci_low, row.ci_high = effect.low, effect.high
    row.inputs = dict(effect.inputs)
    row.notes = [note.value for note in effect.notes]
    row.without_interval = effect.without_interval or ""
    row.agreement = agreement(finding, effect)
    return row


def _from_published(finding: Finding, reported: Reported) -> Effect | None:
    if finding.effect_size is None:
        return None
    if finding.effect_metric in (EffectMetric.HEDGES_G, EffectMetric.COHENS_D):
        return _from_difference(finding, reported)
    if finding.effect_metric == EffectMetric.ODDS_RATIO:
        return _from_odds_ratio(finding)
    return None


def _from_difference(finding: Finding, reported: Reported) -> Effect | None:
    n, m = finding.intervention_n, finding.comparison_n
    value = finding.effect_size
    if value is None or n is None or m is None:
        return None
    if finding.effect_metric == EffectMetric.HEDGES_G:
        effect = two_groups.from_g(g=value, intervention_n=n, comparison_n=m)
    else:
        effect = two_groups.from_d(d=value, intervention_n=n, comparison_n=m)
    return allowing_for_clusters(effect, reported)


def _from_odds_ratio(finding: Finding) -> Effect | None:
    low, high = finding.ci_low, finding.ci_high
    if finding.effect_size is None or low is None or high is None:
        return None
    n, m = finding.intervention_n, finding.comparison_n
    return conversions.from_odds_ratio(
        odds_ratio=finding.effect_size,
        low=low,
        high=high,
        n=finding.sample_size if n is None or m is None else n + m,
    )


def _assigned_whole_groups(finding: Finding) -> bool:
    """Whether people came in clusters: as recorded, else as the counts show."""
    if finding.unit_of_analysis in WHOLE_GROUPS:
        return False  # classes or schools were counted, not the people in them
    study = finding.study
    if study.unit_of_assignment:
        return study.unit_of_assignment != Unit.PERSON
    if study.design == Design.CLUSTER_RCT:
        return True
    clusters = (finding.intervention_clusters, finding.comparison_clusters)
    people = (finding.intervention_n, finding.comparison_n)
    return clusters not in {(None, None), people}


def agreement(finding: Finding, effect: Effect) -> Agreement:
    """Whether the published effect and ours differ by more than rounding explains."""
    typed, reported = finding.effect_size, reported_in(finding)
    comparable = {EffectMetric.HEDGES_G, EffectMetric.COHENS_D}
    if (
        typed is None
        or finding.effect_metric not in comparable
        or effect.method not in OF_GROUPS
    ):
        return Agreement.NOT_COMPARED
    correction = 1.0
    if finding.effect_metric == EffectMetric.COHENS_D:
        people = (finding.intervention_n or 0) + (finding.comparison_n or 0)
        correction = small_sample_correction(people - 2)

    def own(printed: Mapping[str, float]) -> float:
        return effect_of(reported.printing(printed)).g / correction

    try:
        allowed = rounding.tolerance(typed, reported.printed, own) + FLOAT_NOISE
    except UnableToCompute:
        return Agreement.NOT_COMPARED  # a share so near its end that it has no rounding
    difference = effect.g / correction
    if abs(typed - difference) <= allowed:
        return Agreement.AGREES
    return Agreement.SIGN if abs(typed + difference) <= allowed else Agreement.DIFFERS

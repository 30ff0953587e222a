"""The facts of a study or finding for the rules: its own fields, and what was settled.

Fields of the record are read, never asked twice.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from evidence.constants import EffectMetric, Measure
from evidence.models import Finding, Study
from evidence.ratings.choices import Significance
from evidence.ratings.results import FactValue, Value

# The value of an effect that means "no difference", where the scale has one.
NO_DIFFERENCE: Mapping[str, float] = {
    EffectMetric.HEDGES_G: 0,
    EffectMetric.COHENS_D: 0,
    EffectMetric.CORRELATION: 0,
    EffectMetric.ODDS_RATIO: 1,
}


def facts_of_study(
    study: Study, settled: Mapping[str, FactValue]
) -> dict[str, FactValue]:
    """What the rules may know of a study."""
    return {**settled, **_read({"design": study.design, "sites": study.sites})}


def _cost(finding: Finding, currency: str) -> float | None:
    return finding.cost_per_pupil if finding.cost_currency == currency else None


def known_of(study: Study, finding: Finding | None) -> frozenset[str]:
    """Keys of facts that the record has, so that nobody is asked for them."""
    known = facts_of_study(study, {})
    if finding is not None:
        known.update(significance(finding))
    return frozenset(known)


def facts_of_finding(
    finding: Finding,
    of_study: Mapping[str, FactValue],
    settled: Mapping[str, FactValue],
) -> dict[str, FactValue]:
    """What the rules may know of a finding, with all that is known of its study."""
    read = _read(
        {
            "outcome_kind": finding.outcome_kind,
            "measure": finding.measure or Measure.UNKNOWN,
            "effect_metric": finding.effect_metric,
            "effect": finding.effect_size,
            "ci_low": finding.ci_low,
            "ci_high": finding.ci_high,
            "pupils": finding.people or finding.study.sample_size,
            "cost_gbp": _cost(finding, "GBP"),
            "cost_usd": _cost(finding, "USD"),
        },
        place=finding.place,
    )
    return {**of_study, **significance(finding), **settled, **read}


def _read(values: Mapping[str, Value | None], place: str = "") -> dict[str, FactValue]:
    origin = _("The record")
    return {
        key: FactValue(value, place, origin=origin)
        for key, value in values.items()
        if value is not None
    }


def significance(finding: Finding) -> dict[str, FactValue]:
    """Whether the effect differs from none; {} where the record does not say.

    Read from the 95 % interval, which leaves out "no difference" or not; else from what
    the source called significant, with the sign of the effect.
    """
    found, origin = _from_interval(finding), _("Read from the 95 % interval")
    if found is None:
        found, origin = _as_called(finding), _("The record")
    if found is None:
        return {}
    return {"significance": FactValue(found.value, finding.place, origin=origin)}


def _from_interval(finding: Finding) -> Significance | None:
    nothing = NO_DIFFERENCE.get(finding.effect_metric)
    if nothing is None or finding.ci_low is None or finding.ci_high is None:
        return None
    if finding.ci_low > nothing:
        return Significance.POSITIVE
    return Significance.NEGATIVE if finding.ci_high < nothing else Significance.NONE


def _as_called(finding: Finding) -> Significance | None:
    if finding.is_significant is None:
        return None
    if not finding.is_significant:
        return Significance.NONE
    nothing = NO_DIFFERENCE.get(finding.effect_metric)
    if nothing is None or finding.effect_size is None:
        return None
    is_positive = finding.effect_size > nothing
    return Significance.POSITIVE if is_positive else Significance.NEGATIVE

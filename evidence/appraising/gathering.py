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
    return {**settled, **_read({"design": study.design})}


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
    """Whether the 95 % interval leaves out "no difference"; {} without an interval.

    What appraisers record of a test in the paper goes before it.
    """
    nothing = NO_DIFFERENCE.get(finding.effect_metric)
    if nothing is None or finding.ci_low is None or finding.ci_high is None:
        return {}
    found = Significance.NONE
    if finding.ci_low > nothing:
        found = Significance.POSITIVE
    elif finding.ci_high < nothing:
        found = Significance.NEGATIVE
    return {
        "significance": FactValue(
            found.value, finding.place, origin=_("Read from the 95 % interval")
        )
    }

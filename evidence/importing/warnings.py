"""What went in and should be looked at: numbers that can't all be right, look-alikes."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from evidence import numbers
from evidence.constants import Agreement, EffectMetric
from evidence.effects.results import Refusal
from evidence.importing.report import Remark, Sort
from evidence.models import ComputedEffect, Finding, PossibleDuplicate

DECIMALS = 3  # one more than on a page: the difference must be seen
SUSPECT = {  # refusals of our own computation that tell of a wrong number
    Refusal.SD_NOT_POSITIVE,
    Refusal.N_TOO_SMALL,
    Refusal.SHARE_OUT_OF_RANGE,
    Refusal.CORRELATION_OUT_OF_RANGE,
    Refusal.CLUSTERS_EXCEED_PEOPLE,
}


def about_effects(
    findings: Iterable[Finding],
    effects: Mapping[int, ComputedEffect],
    lines: Mapping[str, int],
) -> list[Remark]:
    """Remarks on findings whose numbers contradict each other.

    Args:
        findings: stored findings.
        effects: what our code made of them, by the findings' keys.
        lines: where each stands in the file, by its name.
    """
    return [
        Remark(lines[finding.key], text, Sort.WARNING)
        for finding in findings
        if (effect := effects.get(finding.pk)) and (text := _of_effect(finding, effect))
    ]


def _of_effect(finding: Finding, effect: ComputedEffect) -> str:
    if effect.refusal in SUSPECT:
        reason = effect.get_refusal_display()
        return _("No effect can be computed: %s") % reason
    own = numbers.effect(EffectMetric.HEDGES_G, round(effect.g or 0.0, DECIMALS))
    both = {"typed": finding.effect, "computed": own}
    if effect.agreement == Agreement.SIGN:
        return (
            _(
                "The effect given (%(typed)s) and that of the means (%(computed)s) have "
                "opposite signs: are the groups swapped, or is less better?"
            )
            % both
        )
    if effect.agreement == Agreement.DIFFERS:
        return (
            _(
                "The effect given (%(typed)s) and that of the means (%(computed)s) "
                "differ by more than rounding."
            )
            % both
        )
    return ""


def about_duplicates(
    pairs: Iterable[PossibleDuplicate], lines: Mapping[int, int]
) -> list[Remark]:
    """Remarks on new publications that look like others.

    Args:
        pairs: with their publications.
        lines: where the new ones stand in the file, by their keys.
    """
    remarks = []
    for pair in pairs:
        new, other = pair.second, pair.first
        if new.pk not in lines:
            new, other = other, new
        text = _(
            "It looks like %(other)s, which has another title, year or DOI: say under "
            "“Possible duplicates” whether they are the same."
        )
        line = lines[new.pk]
        remarks.append(Remark(line, text % {"other": other}, Sort.WARNING))
    return remarks

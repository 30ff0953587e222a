"""Which records criteria are about: outside it they don't apply, whatever the facts."""

from django.utils.translation import gettext as _

from evidence.constants import REVIEW_DESIGNS, Design, EffectMetric, OutcomeKind
from evidence.ratings.rule_sets import OutOfScope, Working

RANDOMISED = frozenset({Design.RCT, Design.CLUSTER_RCT})
COMPARED = frozenset({Design.QUASI_EXPERIMENT, Design.CORRELATIONAL})
NO_EFFECT_SOUGHT = frozenset({Design.QUALITATIVE, Design.THEORY})
STANDARDISED_DIFFERENCES = frozenset({EffectMetric.HEDGES_G, EffectMetric.COHENS_D})


def primary_design(working: Working) -> Design:
    """The design of a primary study of an effect.

    Raises:
        OutOfScope: a review, or a study that estimates no effect.
    """
    design = Design(working.need("design"))
    if design in REVIEW_DESIGNS:
        raise OutOfScope(_("These criteria are about a single study, not a review."))
    if design in NO_EFFECT_SOUGHT:
        raise OutOfScope(_("This study does not estimate an effect."))
    return design


def attainment_only(working: Working) -> None:
    """Refuse any other outcome, a teacher's opinion above all.

    Raises:
        OutOfScope: the outcome is not attainment.
    """
    kind = OutcomeKind(working.need("outcome_kind"))
    if kind == OutcomeKind.TEACHER_PERCEPTION:
        raise OutOfScope(_("This is what teachers thought, not what pupils learnt."))
    if kind != OutcomeKind.ATTAINMENT:
        raise OutOfScope(_("Only for attainment; this outcome is of another kind."))


def standardised_difference(working: Working) -> float:
    """The effect, in standard deviations.

    Raises:
        OutOfScope: the effect has another scale.
    """
    if EffectMetric(working.need("effect_metric")) not in STANDARDISED_DIFFERENCES:
        raise OutOfScope(_("The effect is not a standardised difference (g or d)."))
    return float(working.need("effect"))

"""Kraft's bands for effects and for costs of interventions in education."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import Measure
from evidence.ratings.criteria import scope
from evidence.ratings.results import Level
from evidence.ratings.rule_sets import (
    Certainty,
    Outcome,
    OutOfScope,
    Rule,
    RuleSet,
    Source,
    Subject,
    Working,
)

MEDIUM, LARGE = 0.05, 0.20  # standard deviations; the lower end of each band
MODERATE_COST, HIGH_COST = 500, 4000  # US dollars per pupil
SIZES = (
    Level("small", gettext_lazy("Small effect"), 1),
    Level("medium", gettext_lazy("Medium effect"), 2),
    Level("large", gettext_lazy("Large effect"), 3),
)
COSTS = (
    Level("low", gettext_lazy("Low cost"), 1),
    Level("moderate", gettext_lazy("Moderate cost"), 2),
    Level("high", gettext_lazy("High cost"), 3),
)
SOURCE = Source(
    publisher=gettext_lazy("Matthew Kraft"),
    citation="Kraft 2020, Educational Researcher 49(4), 241–253.",
    url="https://doi.org/10.3102/0013189X20912798",
)


def size(effect: float) -> Level:
    """The band of an effect on standardised attainment, in standard deviations."""
    return SIZES[(effect >= MEDIUM) + (effect >= LARGE)]


def decide_size(working: Working) -> Outcome:
    """Only causal studies with standardised tests of attainment have a band."""
    scope.attainment_only(working)
    design = scope.primary_design(working)
    effect = scope.standardised_difference(working)
    measure = Measure(working.need("measure"))
    if measure not in (Measure.STANDARDISED, Measure.UNKNOWN):
        raise OutOfScope(_("The bands are for standardised tests."))
    if measure == Measure.UNKNOWN:
        raise working.leave_open(
            "scope", _("The bands are for standardised tests; the kind is not stated.")
        )
    if design not in scope.RANDOMISED:
        raise working.leave_open(
            "scope",
            _("The bands are for causal studies; whether this is one is for a judge."),
        )
    if effect < 0:
        raise working.leave_open("scope", _("The bands say nothing of harm."))
    working.fire("size", str(size(effect).label))
    return Outcome(size(effect))


def decide_cost(working: Working) -> Outcome:
    """The band of the cost per pupil."""
    scope.primary_design(working)
    cost = working.need("cost_usd")
    level = COSTS[(cost >= MODERATE_COST) + (cost >= HIGH_COST)]
    working.fire("cost", str(level.label))
    return Outcome(level)


EFFECT = RuleSet(
    key="kraft-effect",
    name=gettext_lazy("Size of the effect (Kraft)"),
    version="1",
    edition=gettext_lazy("Benchmarks of 2020"),
    source=SOURCE,
    subject=Subject.FINDING,
    facts=("outcome_kind", "design", "measure", "effect_metric", "effect"),
    levels=SIZES,
    rules=(
        Rule(
            "scope",
            gettext_lazy("For causal studies with standardised tests of attainment."),
            Certainty.KNOWN,
        ),
        Rule(
            "size",
            gettext_lazy(
                "Small below 0.05 SD; medium from 0.05 to below 0.20; large from 0.20."
            ),
            Certainty.KNOWN,
        ),
    ),
    decide=decide_size,
    left_open=(
        gettext_lazy("Effects below 0."),
        gettext_lazy("Which studies without randomisation count as causal."),
    ),
)
COST = RuleSet(
    key="kraft-cost",
    name=gettext_lazy("Cost (Kraft)"),
    version="1",
    edition=gettext_lazy("Benchmarks of 2020"),
    source=SOURCE,
    subject=Subject.FINDING,
    facts=("design", "cost_usd"),
    levels=COSTS,
    rules=(
        Rule(
            "cost",
            gettext_lazy(
                "Per pupil: low below $500; moderate from $500 to below $4,000; high "
                "from $4,000."
            ),
            Certainty.KNOWN,
        ),
    ),
    decide=decide_cost,
)

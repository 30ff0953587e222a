"""A study against the standards of the What Works Clearinghouse."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import Design
from evidence.ratings.choices import AttritionLevel, Selection, WWCStudy
from evidence.ratings.criteria import scope
from evidence.ratings.results import Level
from evidence.ratings.rule_sets import Outcome, Rule, RuleSet, Source, Subject, Working

SATISFIED = 0.05  # standardised difference at baseline, ends included
ADJUSTABLE = 0.25
LEVELS = tuple(
    Level(code.value, code.label, rank)
    for rank, code in ((2, WWCStudy.WITHOUT), (1, WWCStudy.WITH), (0, WWCStudy.NOT))
)
BY_CODE = {level.code: level for level in LEVELS}
PUBLISHER = gettext_lazy(
    "the What Works Clearinghouse (WWC), US Institute of Education Sciences"
)
UNPLACED = frozenset(
    {Selection.DISCONTINUITY, Selection.INSTRUMENT}
)  # these have standards of their own


def decide(working: Working) -> Outcome:
    """Design and attrition first; else the likeness of the groups at the start."""
    design = scope.primary_design(working)
    if design in scope.RANDOMISED:
        if working.need("attrition_level") == AttritionLevel.LOW:
            working.fire("low_attrition", str(WWCStudy.WITHOUT.label))
            return Outcome(BY_CODE[WWCStudy.WITHOUT])
        working.fire("equivalence_needed", _("Randomised, with high attrition."))
    elif design == Design.QUASI_EXPERIMENT:
        _quasi_experiment(working)
    else:
        raise working.leave_open(
            "other_design",
            _("The criteria at hand don't place a study of this design."),
        )
    return _equivalence(working)


def _quasi_experiment(working: Working) -> None:
    if working.need("selection") in UNPLACED:
        raise working.leave_open(
            "other_design",
            _("The criteria at hand don't place this kind of comparison."),
        )
    working.fire("equivalence_needed", _("Not randomised, with a comparison group."))


def _equivalence(working: Working) -> Outcome:
    difference = abs(working.need("baseline_difference"))
    if difference <= SATISFIED:
        return _with_reservations(working, "baseline_satisfied")
    if difference > ADJUSTABLE:
        return _not_met(working, "baseline_failed")
    if working.need("baseline_adjusted"):
        return _with_reservations(working, "baseline_adjusted")
    return _not_met(working, "baseline_unadjusted")


def _with_reservations(working: Working, rule: str) -> Outcome:
    working.fire(rule, str(WWCStudy.WITH.label))
    return Outcome(BY_CODE[WWCStudy.WITH])


def _not_met(working: Working, rule: str) -> Outcome:
    working.fire(rule, str(WWCStudy.NOT.label))
    return Outcome(BY_CODE[WWCStudy.NOT])


STUDY = RuleSet(
    key="wwc-study",
    name=gettext_lazy("Study standards (WWC)"),
    version="1",
    edition=gettext_lazy("Group designs; not the text of handbook 5.0"),
    source=Source(
        publisher=PUBLISHER,
        citation="What Works Clearinghouse: standards for group design studies.",
        url="https://ies.ed.gov/ncee/wwc/",
    ),
    subject=Subject.STUDY,
    facts=(
        "design",
        "selection",
        "attrition_level",
        "baseline_difference",
        "baseline_adjusted",
    ),
    levels=LEVELS,
    rules=(
        Rule(
            "low_attrition",
            gettext_lazy(
                "A randomised study with low attrition meets the standards without "
                "reservations."
            ),
        ),
        Rule(
            "equivalence_needed",
            gettext_lazy(
                "A quasi-experiment, or a randomised study with high attrition, can meet "
                "the standards with reservations if its groups were alike at the start."
            ),
        ),
        Rule(
            "baseline_satisfied",
            gettext_lazy("A difference of at most 0.05 SD at the start is satisfied."),
        ),
        Rule(
            "baseline_adjusted",
            gettext_lazy(
                "A difference above 0.05 and up to 0.25 SD needs statistical adjustment: "
                "there was one."
            ),
        ),
        Rule(
            "baseline_unadjusted",
            gettext_lazy(
                "A difference above 0.05 and up to 0.25 SD needs statistical adjustment: "
                "there was none."
            ),
        ),
        Rule(
            "baseline_failed",
            gettext_lazy("A difference above 0.25 SD fails, adjusted or not."),
        ),
        Rule(
            "other_design",
            gettext_lazy(
                "Regression discontinuity, single cases and designs without a comparison "
                "group are not placed by the criteria for group designs."
            ),
        ),
    ),
    decide=decide,
    left_open=(
        gettext_lazy(
            "Whether attrition is low or high: the WWC's table was not at hand, so an "
            "appraiser looks it up."
        ),
        gettext_lazy("Designs other than group designs."),
    ),
)

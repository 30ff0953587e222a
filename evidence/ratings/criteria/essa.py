"""The ESSA tier of one finding, as the What Works Clearinghouse applies the tiers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import Design, OutcomeKind
from evidence.ratings.choices import Significance, WWCStudy
from evidence.ratings.criteria import scope
from evidence.ratings.criteria.wwc_study import PUBLISHER
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

PUPILS = 350
SITES = 2
LEVELS = (
    Level("1", gettext_lazy("Tier 1: strong evidence"), 4),
    Level("2", gettext_lazy("Tier 2: moderate evidence"), 3),
    Level("3", gettext_lazy("Tier 3: promising evidence"), 2),
    Level("4", gettext_lazy("Tier 4: demonstrates a rationale"), 1),
    Level("none", gettext_lazy("No tier"), 0),
)
TIERS = {level.code: level for level in LEVELS}
STUDENT_OUTCOMES = frozenset(
    {OutcomeKind.ATTAINMENT, OutcomeKind.ATTITUDE, OutcomeKind.BEHAVIOUR}
)


def decide(working: Working) -> Outcome:
    """Tier 1 to 3 for a significant positive finding, by study, size and sites."""
    design = scope.primary_design(working)
    if OutcomeKind(working.need("outcome_kind")) not in STUDENT_OUTCOMES:
        raise OutOfScope(_("A tier is about what pupils learnt, felt or did."))
    if design == Design.BEFORE_AFTER:
        working.fire("comparison", _("There is no comparison group."))
        return _without_effect(working)
    significance = Significance(working.need("significance"))
    working.fire("positive", str(significance.label))
    if significance != Significance.POSITIVE:
        return _without_effect(working)
    if design == Design.CORRELATIONAL:
        return _correlational(working)
    return _experimental(working)


def _experimental(working: Working) -> Outcome:
    """What rules tiers 1 and 2 out is asked first: then the study's rating is not."""
    if _ruled_out(working):
        return _promising(working)
    working.need_all(["wwc_study", "pupils", "sites", "negative_overriding"])
    study = WWCStudy(working.need("wwc_study"))
    code = "1" if study == WWCStudy.WITHOUT else "2"
    working.fire("study", str(TIERS[code].label))
    return Outcome(TIERS[code])


def _ruled_out(working: Working) -> bool:
    """Whether a fact that is known rules tiers 1 and 2 out."""
    pupils, sites = working.look("pupils"), working.look("sites")
    if pupils is not None and pupils < PUPILS:
        working.fire("pupils", _("Too few for tiers 1 and 2."))
        return True
    if sites is not None and sites < SITES:
        working.fire("sites", _("Too few for tiers 1 and 2."))
        return True
    if working.look("negative_overriding"):
        working.fire("negative", _("Tiers 1 and 2 are out."))
        return True
    if working.look("wwc_study") == WWCStudy.NOT:
        working.fire("study", _("Tiers 1 and 2 are out."))
        return True
    return False


def _correlational(working: Working) -> Outcome:
    if working.need("controls_adequate"):
        return _promising(working)
    working.fire("promising", _("No controls for selection: tier 3 is out."))
    return _without_effect(working)


def _promising(working: Working) -> Outcome:
    working.fire("promising", str(TIERS["3"].label))
    return Outcome(TIERS["3"])


def _without_effect(working: Working) -> Outcome:
    rationale = working.look("rationale")
    code = "4" if rationale else "none"
    words = str(TIERS[code].label)
    if rationale is None:
        words = _("%(result)s; whether there is a rationale was not recorded.") % {
            "result": words
        }
    working.fire("rationale", words)
    return Outcome(TIERS[code])


ESSA = RuleSet(
    key="essa-tier",
    name=gettext_lazy("ESSA tier (as the WWC applies it)"),
    version="1",
    edition=gettext_lazy("34 CFR 77.1, as applied by the WWC to single findings"),
    source=Source(
        publisher=PUBLISHER,
        citation="What Works Clearinghouse: using the WWC to find ESSA tiers of evidence.",
        url="https://ies.ed.gov/ncee/wwc/essa",
    ),
    subject=Subject.FINDING,
    facts=(
        "design",
        "outcome_kind",
        "significance",
        "wwc_study",
        "pupils",
        "sites",
        "negative_overriding",
        "controls_adequate",
        "rationale",
    ),
    levels=LEVELS,
    rules=(
        Rule(
            "positive",
            gettext_lazy("Tiers 1 to 3 need a significant positive finding."),
        ),
        Rule(
            "study",
            gettext_lazy(
                "Tier 1 needs a study that meets the WWC's standards without "
                "reservations; tier 2 one that meets them with or without."
            ),
        ),
        Rule("pupils", gettext_lazy("Tiers 1 and 2 need at least 350 pupils.")),
        Rule("sites", gettext_lazy("Tiers 1 and 2 need at least two sites.")),
        Rule(
            "negative",
            gettext_lazy(
                "Tiers 1 and 2 allow no overriding significant negative finding."
            ),
        ),
        Rule(
            "promising",
            gettext_lazy(
                "Tier 3 needs an experiment, a quasi-experiment, or a correlational "
                "study with controls for selection, and a significant positive finding."
            ),
        ),
        Rule(
            "comparison",
            gettext_lazy(
                "A study without a comparison group is none of the designs that tiers 1 "
                "to 3 name."
            ),
            Certainty.OWN,
        ),
        Rule(
            "rationale",
            gettext_lazy("Tier 4 needs a logic model and a study that is under way."),
        ),
    ),
    decide=decide,
    left_open=(
        gettext_lazy("Other ways to tier 3: a practice guide or intervention report."),
    ),
    note=gettext_lazy(
        "A tier belongs to an outcome, not to a programme. The WWC computes significance "
        "itself; here it is as the paper reports it, or read from the interval."
    ),
)

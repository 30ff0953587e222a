"""The Maryland Scientific Methods Scale, as What Works Growth uses it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import Design
from evidence.ratings.choices import Selection
from evidence.ratings.criteria import scope
from evidence.ratings.results import Level
from evidence.ratings.rule_sets import (
    Certainty,
    Outcome,
    Rule,
    RuleSet,
    Source,
    Subject,
    Working,
)

LEVELS = (
    Level("1", gettext_lazy("Level 1 of 5"), 1),
    Level("2", gettext_lazy("Level 2 of 5"), 2),
    Level("3", gettext_lazy("Level 3 of 5"), 3),
    Level("4", gettext_lazy("Level 4 of 5"), 4),
    Level("5", gettext_lazy("Level 5 of 5"), 5),
)
QUASI_RANDOM = frozenset({Selection.DISCONTINUITY, Selection.INSTRUMENT})
COMPARED_CHANGES = frozenset({Selection.DIFF_IN_DIFF, Selection.MATCHED_DIFF_IN_DIFF})


def decide(working: Working) -> Outcome:
    """By design and by how the comparison group was found."""
    design = scope.primary_design(working)
    if design in scope.RANDOMISED:
        return _randomised(working)
    if design == Design.BEFORE_AFTER:
        return _by_controls(working)
    return _by_selection(working)


def _level(working: Working, rule: str) -> Outcome:
    level = LEVELS[int(rule.removeprefix("level_")) - 1]
    working.fire(rule, str(level.label))
    return Outcome(level)


def _randomised(working: Working) -> Outcome:
    working.need_all(["attrition_handled", "contamination_handled"])
    handled = [working.need("attrition_handled"), working.need("contamination_handled")]
    if all(handled):
        return _level(working, "level_5")
    raise working.leave_open(
        "lowered",
        _(
            "Randomised, but loss of pupils or contamination was not dealt with: how far "
            "to lower the score is not said."
        ),
    )


def _by_controls(working: Working) -> Outcome:
    adequate = working.need("controls_adequate")
    return _level(working, "level_2" if adequate else "level_1")


def _by_selection(working: Working) -> Outcome:
    selection = Selection(working.need("selection"))
    if selection in QUASI_RANDOM:
        if working.need("exposure_only"):
            return _level(working, "level_4")
        reason = _("Quasi-random, but not shown that only the intervention differs.")
        raise working.leave_open("lowered", reason)
    if selection in COMPARED_CHANGES:
        if working.need("comparability_argued"):
            return _level(working, "level_3")
        reason = _("Changes are compared, but the groups are not argued to be alike.")
        raise working.leave_open("lowered", reason)
    if selection == Selection.NONE:
        return _level(working, "level_1")
    return _matched_or_controlled(working, selection)


def _matched_or_controlled(working: Working, selection: Selection) -> Outcome:
    if selection == Selection.MATCHING:
        raise working.leave_open(
            "matched",
            _(
                "Matched groups are level 3 with measures before and after, and level 2 "
                "from one point in time: which of the two is not recorded."
            ),
        )
    return _by_controls(working)


SMS = RuleSet(
    key="maryland-sms",
    name=gettext_lazy("Maryland scale (What Works Growth)"),
    version="1",
    edition=gettext_lazy("Five levels, as described for its evidence reviews"),
    source=Source(
        publisher=gettext_lazy("the What Works Centre for Local Economic Growth"),
        citation=(
            "What Works Centre for Local Economic Growth: the Maryland Scientific "
            "Methods Scale; guide to scoring the evidence."
        ),
        url="https://whatworksgrowth.org/resources/the-scientific-maryland-scale/",
    ),
    subject=Subject.STUDY,
    facts=(
        "design",
        "selection",
        "controls_adequate",
        "comparability_argued",
        "exposure_only",
        "attrition_handled",
        "contamination_handled",
    ),
    levels=LEVELS,
    rules=(
        Rule(
            "level_1",
            gettext_lazy(
                "1: groups compared at one time, or one group before and after, without "
                "controls."
            ),
        ),
        Rule("level_2", gettext_lazy("2: the same with adequate controls.")),
        Rule(
            "level_3",
            gettext_lazy(
                "3: before and after, with a comparison group that is argued to be "
                "comparable."
            ),
        ),
        Rule(
            "level_4",
            gettext_lazy(
                "4: quasi-random (instrumental variable, regression discontinuity), "
                "shown that the groups differ only by the intervention."
            ),
            Certainty.KNOWN,
        ),
        Rule(
            "level_5",
            gettext_lazy(
                "5: randomised, with loss of pupils and contamination dealt with."
            ),
            Certainty.KNOWN,
        ),
        Rule(
            "lowered",
            gettext_lazy(
                "A score can be lowered for how a method was carried out; the source "
                "does not fix by how much."
            ),
        ),
        Rule(
            "matched",
            gettext_lazy(
                "Matching counts for level 2 or 3, by whether change is measured."
            ),
        ),
    ),
    decide=decide,
    left_open=(
        gettext_lazy(
            "How far a score is lowered for the way a method was carried out."
        ),
        gettext_lazy(
            "Matched groups, where it is not recorded if change was measured."
        ),
    ),
    note=gettext_lazy("Made for evaluations of policy, not for schools in particular."),
)

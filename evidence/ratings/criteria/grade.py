"""GRADE: how certain a body of evidence is about one outcome."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import REVIEW_DESIGNS, Design
from evidence.ratings.choices import Concern, Domain, LargeEffect, Share
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

LEVELS = (
    Level("very_low", gettext_lazy("Very low certainty"), 1),
    Level("low", gettext_lazy("Low certainty"), 2),
    Level("moderate", gettext_lazy("Moderate certainty"), 3),
    Level("high", gettext_lazy("High certainty"), 4),
)
HIGH, LOW, FLOOR = 4, 2, 1
DOWN: Mapping[str, int] = {
    Concern.NONE: 0,
    Concern.SERIOUS: 1,
    Concern.VERY_SERIOUS: 2,
}
UP: Mapping[str, int] = {
    LargeEffect.NO: 0,
    LargeEffect.LARGE: 1,
    LargeEffect.VERY_LARGE: 2,
}
DOMAINS = tuple(f"grade_{domain.value}" for domain in Domain)
UPGRADES = ("grade_large_effect", "grade_dose_response", "grade_opposing_confounding")


def decide(working: Working) -> Outcome:
    """Start by design, down for five reasons, up for three.

    A body that MESH pools itself has no design of its own.
    """
    design = working.look("design")
    if design is not None and Design(design) not in REVIEW_DESIGNS:
        raise OutOfScope(_("GRADE is about a body of evidence, not a single study."))
    start = _start(working)
    working.need_all(DOMAINS)
    down = sum(DOWN[working.need(key)] for key in DOMAINS)
    working.fire("down", _("Down by %(number)s.") % {"number": down})
    up = _up(working, start, down)
    reached = min(HIGH, max(FLOOR, start - down + up))
    level = LEVELS[reached - 1]
    working.fire("limits", str(level.label))
    return Outcome(level, {"start": start, "down": down, "up": up})


def _start(working: Working) -> int:
    share = Share(working.need("body_randomised"))
    if share == Share.SOME:
        raise working.leave_open(
            "mixed",
            _("Some of the studies were randomised and some not: rate them apart."),
        )
    start = HIGH if share == Share.ALL else LOW
    working.fire("start", str(LEVELS[start - 1].label))
    return start


def _up(working: Working, start: int, down: int) -> int:
    """Points up; for randomised studies only where somebody recorded a reason."""
    if start == LOW:
        working.need_all(UPGRADES)
    up = UP[working.look("grade_large_effect") or LargeEffect.NO]
    up += sum(bool(working.look(key)) for key in UPGRADES[1:])
    if up and (start == HIGH or down):
        raise working.leave_open(
            "up_open",
            _("Reasons to go up, for studies that were randomised or marked down."),
        )
    working.fire("up", _("Up by %(number)s.") % {"number": up})
    return up


GRADE = RuleSet(
    key="grade",
    name=gettext_lazy("Certainty of a body of evidence (GRADE)"),
    version="1",
    edition=gettext_lazy("Four levels, per outcome; Cochrane Handbook, chapter 14"),
    source=Source(
        publisher=gettext_lazy("the GRADE Working Group"),
        citation=(
            "GRADE guidelines 1: introduction. Journal of Clinical Epidemiology; Cochrane "
            "Handbook for Systematic Reviews, chapter 14."
        ),
        url="https://doi.org/10.1016/j.jclinepi.2010.04.026",
    ),
    subject=Subject.FINDING,
    facts=("design", "body_randomised", *DOMAINS, *UPGRADES),
    levels=LEVELS,
    rules=(
        Rule(
            "start",
            gettext_lazy(
                "Randomised studies start as high, observational ones as low."
            ),
        ),
        Rule(
            "mixed",
            gettext_lazy("The start is for one kind of design at a time."),
            Certainty.OWN,
        ),
        Rule(
            "down",
            gettext_lazy(
                "Down one for each serious and two for each very serious concern: risk "
                "of bias, inconsistency, indirectness, imprecision, publication bias."
            ),
        ),
        Rule(
            "up",
            gettext_lazy(
                "Up, mainly for observational studies: one or two for a large effect, "
                "one for dose and response, one if plausible confounding works against "
                "the effect."
            ),
        ),
        Rule(
            "up_open",
            gettext_lazy(
                "“Mainly” leaves open whether randomised studies, or studies that were "
                "marked down, may go up."
            ),
        ),
        Rule("limits", gettext_lazy("Never above high, never below very low.")),
    ),
    decide=decide,
    left_open=(
        gettext_lazy("Bodies of both randomised and other studies."),
        gettext_lazy("Going up for studies that were randomised or marked down."),
    ),
)

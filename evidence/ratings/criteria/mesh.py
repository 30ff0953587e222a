"""MESH's own proposal: how strong evidence is, and how far it may travel."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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

MOST, FLOOR = 5, 1
HALF = 50  # per cent of the weight
HETEROGENEOUS = 75  # I² in per cent
OLD_SEARCH = 5  # years
STRENGTH_LEVELS = (
    Level("1", gettext_lazy("Strength 1 of 5"), 1),
    Level("2", gettext_lazy("Strength 2 of 5"), 2),
    Level("3", gettext_lazy("Strength 3 of 5"), 3),
    Level("4", gettext_lazy("Strength 4 of 5"), 4),
    Level("5", gettext_lazy("Strength 5 of 5"), 5),
)
TRANSFER_LEVELS = (
    Level("1", gettext_lazy("Transferability 1 of 5"), 1),
    Level("2", gettext_lazy("Transferability 2 of 5"), 2),
    Level("3", gettext_lazy("Transferability 3 of 5"), 3),
    Level("4", gettext_lazy("Transferability 4 of 5"), 4),
    Level("5", gettext_lazy("Transferability 5 of 5"), 5),
)
MESH = Source(
    publisher=gettext_lazy("MESH"),
    citation="MESH: proposal for strength and transferability, open to dispute.",
    url="",
)
FEW, MANY = 5, 10  # findings


def decide_strength(working: Working) -> Outcome:
    """Start at 5, cap by what there is, then take off for each weakness."""
    if working.need("findings") == 1:
        working.fire("cap_1", str(STRENGTH_LEVELS[0].label))
        return Outcome(STRENGTH_LEVELS[0])  # the floor: nothing can move it
    stars = min([MOST, *_caps(working)])
    working.fire("caps", _("%(stars)s so far.") % {"stars": stars})
    if stars == FLOOR:
        return Outcome(STRENGTH_LEVELS[0])  # nothing lowers it further
    for rule in _weaknesses(working):
        stars = max(FLOOR, stars - 1)
        working.fire(rule, _("One off: %(stars)s.") % {"stars": stars})
    return Outcome(STRENGTH_LEVELS[stars - 1])


def _caps(working: Working) -> Iterator[int]:
    working.need_all(
        ["findings", "best_security", "secure_comparison", "has_randomised", "teams"]
    )
    findings = working.need("findings")
    if working.need("best_security") <= 1:
        working.fire("cap_1", _("1 at most."))
        yield 1
    if not working.need("secure_comparison"):
        working.fire("cap_2", _("2 at most."))
        yield 2
    if findings < FEW or not working.need("has_randomised"):
        working.fire("cap_3", _("3 at most."))
        yield 3
    if findings < MANY or working.need("teams") < 2:  # noqa: PLR2004 - not by one team
        working.fire("cap_4", _("4 at most."))
        yield 4


def _weaknesses(working: Working) -> Iterator[str]:
    working.need_all(["developer_weight", "researcher_made_weight", "search_age"])
    if working.need("developer_weight") > HALF:
        yield "developer"
    if working.need("researcher_made_weight") > HALF:
        yield "researcher_made"
    if _is_unpredictable(working):
        yield "prediction"
    if working.need("search_age") > OLD_SEARCH:
        yield "search"


def _is_unpredictable(working: Working) -> bool:
    working.need_all(["prediction_low", "prediction_high", "i_squared"])
    low, high = working.need("prediction_low"), working.need("prediction_high")
    return bool(low <= 0 <= high and working.need("i_squared") > HETEROGENEOUS)


def decide_transfer(working: Working) -> Outcome:
    """1, and one more for each kind of breadth."""
    working.need_all(TRANSFER_FACTS)
    breadths = {
        "countries": working.need("countries") >= 2,  # noqa: PLR2004 - more than one
        "phases": working.need("phases") >= 2,  # noqa: PLR2004
        "delivery": working.need("ordinary_delivery_weight") >= HALF,
        "disadvantage": working.need("disadvantage_reported"),
    }
    stars = 1 + sum(map(bool, breadths.values()))
    for rule, holds in breadths.items():
        if holds:
            working.fire(rule, _("One more."))
    level = TRANSFER_LEVELS[stars - 1]
    working.fire("sum", str(level.label))
    return Outcome(level)


TRANSFER_FACTS = (
    "countries",
    "phases",
    "ordinary_delivery_weight",
    "disadvantage_reported",
)


def _own(key: str, text: Any) -> Rule:
    return Rule(key, text, Certainty.OWN)


STRENGTH = RuleSet(
    key="mesh-strength",
    name=gettext_lazy("Strength (MESH's proposal)"),
    version="1",
    edition=gettext_lazy("First proposal"),
    source=MESH,
    subject=Subject.BODY,
    facts=(
        "findings",
        "best_security",
        "secure_comparison",
        "has_randomised",
        "teams",
        "developer_weight",
        "researcher_made_weight",
        "prediction_low",
        "prediction_high",
        "i_squared",
        "search_age",
    ),
    levels=STRENGTH_LEVELS,
    rules=(
        _own("caps", gettext_lazy("Start at 5; the lowest cap counts.")),
        _own(
            "cap_1",
            gettext_lazy(
                "1 at most: one finding only, or no trial of security over 1."
            ),
        ),
        _own(
            "cap_2",
            gettext_lazy(
                "2 at most: no study of security 2 or more with a comparison group."
            ),
        ),
        _own(
            "cap_3",
            gettext_lazy("3 at most: fewer than five findings, or none randomised."),
        ),
        _own(
            "cap_4",
            gettext_lazy(
                "4 at most: fewer than ten findings, or fewer than two independent teams."
            ),
        ),
        _own(
            "developer",
            gettext_lazy(
                "One off: more than half the weight was run by the developer."
            ),
        ),
        _own(
            "researcher_made",
            gettext_lazy(
                "One off: more than half the weight is on tests the researchers made."
            ),
        ),
        _own(
            "prediction",
            gettext_lazy(
                "One off: the prediction interval crosses 0 and I² is above 75 %."
            ),
        ),
        _own(
            "search",
            gettext_lazy("One off: the newest search is more than five years old."),
        ),
    ),
    decide=decide_strength,
    note=gettext_lazy(
        "Our own proposal, published so that it can be disputed. What teachers thought "
        "never moves it."
    ),
    is_own_proposal=True,
)
TRANSFERABILITY = RuleSet(
    key="mesh-transferability",
    name=gettext_lazy("Transferability (MESH's proposal)"),
    version="1",
    edition=gettext_lazy("First proposal"),
    source=MESH,
    subject=Subject.BODY,
    facts=TRANSFER_FACTS,
    levels=TRANSFER_LEVELS,
    rules=(
        _own("countries", gettext_lazy("One more: found in two countries or more.")),
        _own("phases", gettext_lazy("One more: found in two phases or more.")),
        _own(
            "delivery",
            gettext_lazy("One more: ordinary teachers taught half the weight or more."),
        ),
        _own(
            "disadvantage",
            gettext_lazy("One more: the share of disadvantaged pupils is reported."),
        ),
        _own("sum", gettext_lazy("1, and one more for each of the four.")),
    ),
    decide=decide_transfer,
    note=gettext_lazy("Our own proposal, published so that it can be disputed."),
    is_own_proposal=True,
)

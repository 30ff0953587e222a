"""Cost per pupil and year in the EEF's five bands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.ratings.bands import exact
from evidence.ratings.criteria import scope
from evidence.ratings.results import Level
from evidence.ratings.rule_sets import Outcome, Rule, RuleSet, Source, Subject, Working

# Upper ends in pounds per pupil and year; the fifth band has none.
UPPER_ENDS = (80, 200, 720, 1200)
LEVELS = (
    Level("1", gettext_lazy("Cost band 1 of 5"), 1),
    Level("2", gettext_lazy("Cost band 2 of 5"), 2),
    Level("3", gettext_lazy("Cost band 3 of 5"), 3),
    Level("4", gettext_lazy("Cost band 4 of 5"), 4),
    Level("5", gettext_lazy("Cost band 5 of 5"), 5),
)


def decide(working: Working) -> Outcome:
    """The band that holds the cost."""
    scope.primary_design(working)
    cost = exact(working.need("cost_gbp"))
    if cost == UPPER_ENDS[0]:
        raise working.leave_open(
            "edge",
            _(
                "£80 exactly is band 1 by class (up to £2,000 for 25 pupils) and not by "
                "pupil (less than £80)."
            ),
        )
    band = sum(cost > end for end in UPPER_ENDS)
    working.fire("bands", str(LEVELS[band].label))
    return Outcome(LEVELS[band])


COST = RuleSet(
    key="eef-cost",
    name=gettext_lazy("Cost (EEF)"),
    version="1",
    edition=gettext_lazy("Bands with £720 as the third end; a newer text has £700"),
    source=Source(
        publisher=gettext_lazy("the Education Endowment Foundation (EEF)"),
        citation="Education Endowment Foundation: about the Toolkits, cost.",
        url="https://educationendowmentfoundation.org.uk/",
    ),
    subject=Subject.FINDING,
    facts=("design", "cost_gbp"),
    levels=LEVELS,
    rules=(
        Rule(
            "bands",
            gettext_lazy(
                "Per pupil and year in a class of 25: band 1 less than £80; 2 up to "
                "£200; 3 up to £720; 4 up to £1,200; 5 above."
            ),
        ),
        Rule(
            "edge",
            gettext_lazy(
                "By class, band 1 goes up to £2,000, which is £80 per pupil exactly; by "
                "pupil it stops below £80."
            ),
        ),
    ),
    decide=decide,
    left_open=(gettext_lazy("A cost of exactly £80 per pupil."),),
    note=gettext_lazy(
        "Additional cost only; the time of staff already employed is not counted."
    ),
)

"""Evidence 4 Impact: how well a programme's effect is supported."""

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

LEVELS = (
    Level("strong", gettext_lazy("Strong"), 3),
    Level("moderate", gettext_lazy("Moderate"), 2),
    Level("limited", gettext_lazy("Limited"), 1),
    Level("below", gettext_lazy("Below “limited”"), 0),
)
# Pupils, or classes and schools; and the weighted effect in standard deviations.
LINES = (
    ("strong", 500, 30, 0.20),
    ("moderate", 300, 20, 0.10),
    ("limited", 150, 10, 0.05),
)


def decide(working: Working) -> Outcome:
    """The highest line that design, size and effect all reach."""
    randomised = working.need("has_randomised")
    compared = randomised or working.need("has_matched")
    effect = working.need("weighted_effect")
    pupils, clusters = working.look("body_pupils"), working.look("body_clusters")
    if pupils is None and clusters is None:
        working.need_all(["body_pupils"])
    for number, (code, people, groups, least) in enumerate(LINES):
        enough = (pupils or 0) >= people or (clusters or 0) >= groups
        design = randomised if code == "strong" else compared
        if design and enough and effect >= least:
            working.fire(code, str(LEVELS[number].label))
            return Outcome(LEVELS[number])
    working.fire("below", str(LEVELS[-1].label))
    return Outcome(LEVELS[-1])


E4I = RuleSet(
    key="e4i",
    name=gettext_lazy("Evidence rating (E4I)"),
    version="1",
    edition=gettext_lazy("Evidence rating system of the database"),
    source=Source(
        publisher=gettext_lazy("Evidence 4 Impact (E4I)"),
        citation="Evidence 4 Impact: evidence rating system.",
        url="https://www.evidence4impact.org.uk/evidence-rating-system",
    ),
    subject=Subject.BODY,
    facts=(
        "has_randomised",
        "has_matched",
        "body_pupils",
        "body_clusters",
        "weighted_effect",
    ),
    levels=LEVELS,
    rules=(
        Rule(
            "strong",
            gettext_lazy(
                "Strong: a randomised study at least; 500 pupils or 30 classes or "
                "schools together; an effect of 0.20 or more, weighted by sample size."
            ),
        ),
        Rule(
            "moderate",
            gettext_lazy(
                "Moderate: a randomised or matched study at least; 300 pupils or 20 "
                "classes or schools; an effect of 0.10 or more."
            ),
        ),
        Rule(
            "limited",
            gettext_lazy(
                "Limited: a randomised or matched study at least; 150 pupils or 10 "
                "classes or schools; an effect of 0.05 or more."
            ),
        ),
        Rule(
            "below",
            gettext_lazy("What reaches none of the three lines is below “limited”."),
            Certainty.OWN,
        ),
    ),
    decide=decide,
)

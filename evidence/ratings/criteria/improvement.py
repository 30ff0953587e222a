"""The WWC's improvement index: an effect as a change of percentile rank."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence import distributions, numbers
from evidence.ratings.criteria import scope
from evidence.ratings.criteria.wwc_study import PUBLISHER
from evidence.ratings.results import Level, Value
from evidence.ratings.rule_sets import (
    Certainty,
    Outcome,
    Rule,
    RuleSet,
    Source,
    Subject,
    Working,
)


def improvement_index(effect: float) -> float:
    """Percentile points (-50 to 50) that an average pupil would gain.

    Source: WWC. Worked: 0.10 is +4.0, 0.25 is +9.9, 0.61 is +22.9.
    """
    return 100 * distributions.normal_share_below(effect) - 50


def in_words(value: float) -> str:
    """With its sign and one decimal: "+9.9 percentile points"."""
    sign = numbers.MINUS if round(value, 1) < 0 else "+"
    return _("%(sign)s%(number).1f percentile points") % {
        "sign": sign,
        "number": abs(value),
    }


def decide(working: Working) -> Outcome:
    """The index of the effect and of both ends of its interval."""
    scope.attainment_only(working)
    working.fire("attainment", _("The outcome is attainment."))
    index = improvement_index(scope.standardised_difference(working))
    words = in_words(index)
    detail: dict[str, Value] = {"index": round(index, 1)}
    ends = working.look("ci_low"), working.look("ci_high")
    if None not in ends:
        low, high = (improvement_index(end) for end in ends)
        detail.update(low=round(low, 1), high=round(high, 1))
        words = _("%(index)s (95 %% interval: %(low)s to %(high)s)") % {
            "index": words,
            "low": in_words(low),
            "high": in_words(high),
        }
    working.fire("index", words)
    return Outcome(Level(str(round(index, 1)), words), detail)


IMPROVEMENT = RuleSet(
    key="wwc-improvement",
    name=gettext_lazy("Improvement index (WWC)"),
    version="1",
    edition=gettext_lazy("Index from -50 to 50"),
    source=Source(
        publisher=PUBLISHER,
        citation="What Works Clearinghouse: improvement index.",
        url="https://ies.ed.gov/ncee/wwc/",
    ),
    subject=Subject.FINDING,
    facts=("outcome_kind", "effect_metric", "effect", "ci_low", "ci_high"),
    levels=(),
    rules=(
        Rule(
            "attainment",
            gettext_lazy("The index is given for attainment only, never for opinions."),
            Certainty.OWN,
        ),
        Rule(
            "index",
            gettext_lazy(
                "100 times the share of a normal distribution below the effect, less 50: "
                "by how many percentile points an average pupil would rise."
            ),
            Certainty.KNOWN,
        ),
    ),
    decide=decide,
)

"""The security of one trial's result, with the EEF's classification."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import Design
from evidence.ratings.bands import Band, find_band
from evidence.ratings.choices import Confounders, Direction, Risk, Selection, Threat
from evidence.ratings.criteria import scope
from evidence.ratings.results import Level
from evidence.ratings.rule_sets import (
    Certainty,
    FactMissing,
    Outcome,
    Rule,
    RuleSet,
    Source,
    Subject,
    Working,
)

MDES_BANDS = (
    Band(5, high="0.2"),
    Band(4, low="0.21", high="0.29"),
    Band(3, low="0.30", high="0.39"),
    Band(2, low="0.40", high="0.49"),
    Band(1, low="0.50", high="0.59"),
    Band(0, low="0.60"),
)
ATTRITION_BANDS = (
    Band(5, high="10"),
    Band(4, low="11", high="20"),
    Band(3, low="21", high="30"),
    Band(2, low="31", high="40"),
    Band(1, low="41", high="50"),
    Band(0, above="50"),
)
LEVELS = tuple(
    Level(str(rank), label, rank)
    for rank, label in enumerate(
        (
            gettext_lazy("Security 0 of 5"),
            gettext_lazy("Security 1 of 5"),
            gettext_lazy("Security 2 of 5"),
            gettext_lazy("Security 3 of 5"),
            gettext_lazy("Security 4 of 5"),
            gettext_lazy("Security 5 of 5"),
        )
    )
)
UNOBSERVABLES = frozenset(
    {Selection.DISCONTINUITY, Selection.DIFF_IN_DIFF, Selection.MATCHED_DIFF_IN_DIFF}
)
OBSERVED = frozenset({Selection.MATCHING, Selection.REGRESSION})
BY_CONFOUNDERS: Mapping[str, int] = {
    Confounders.ALL: 3,
    Confounders.SOME: 2,
    Confounders.NONE: 1,
}
THREATS = tuple(f"threat_{threat.value}" for threat in Threat)
RULES = (
    Rule(
        "design",
        gettext_lazy(
            "Design: 5 randomised; 4 handles selection on what was not observed "
            "(regression discontinuity, difference in differences, also matched); 3 "
            "handles all relevant observed confounders; 2 handles some of them; 1 none; "
            "0 no comparison group."
        ),
        Certainty.KNOWN,
    ),
    Rule(
        "mdes",
        gettext_lazy(
            "Minimum detectable effect size: 5 up to 0.2; 4 for 0.21 to 0.29; 3 for "
            "0.30 to 0.39; 2 for 0.40 to 0.49; 1 for 0.50 to 0.59; 0 from 0.6."
        ),
        Certainty.KNOWN,
    ),
    Rule(
        "attrition",
        gettext_lazy(
            "Attrition of pupils: 5 up to 10 %; 4 for 11 to 20 %; 3 for 21 to 30 %; 2 "
            "for 31 to 40 %; 1 for 41 to 50 %; 0 above 50 %."
        ),
        Certainty.KNOWN,
    ),
    Rule(
        "interim",
        gettext_lazy("The interim rating is the lowest of the three columns."),
        Certainty.KNOWN,
    ),
    Rule(
        "floor",
        gettext_lazy(
            "Where a column says 0, no other fact can raise the rating: it is 0."
        ),
        Certainty.OWN,
    ),
    Rule(
        "threats_none",
        gettext_lazy(
            "Nothing is taken off for up to two moderate threats whose directions are "
            "unknown or opposite."
        ),
    ),
    Rule(
        "threats_one",
        gettext_lazy(
            "One is taken off for up to four moderate threats of unknown directions; or "
            "up to two moderate threats in the same direction; or one high threat with "
            "all others low."
        ),
    ),
    Rule(
        "threats_two",
        gettext_lazy(
            "Two are taken off for one high and two moderate threats, or two or more "
            "high threats. Never more than two."
        ),
    ),
    Rule(
        "threats_open",
        gettext_lazy(
            "Threats that lie on none of the three lines: the source does not say what "
            "follows."
        ),
    ),
    Rule(
        "final",
        gettext_lazy(
            "The rating is the interim rating less what the threats take off."
        ),
    ),
)


def decide(working: Working) -> Outcome:
    """The lowest of three columns, less what the threats take off."""
    columns = _columns(working)
    interim = min(columns.values())
    names = ", ".join(str(value) for value in columns.values())
    working.fire(
        "interim",
        _("Lowest of %(columns)s: %(interim)s.")
        % {"columns": names, "interim": interim},
    )
    return _final(working, interim)


def _columns(working: Working) -> dict[str, int]:
    """Design, MDES, attrition; stops at a 0, which nothing can raise."""
    columns = {"design": _design(working)}
    missing = []
    for key, bands, digits in (
        ("mdes", MDES_BANDS, 2),
        ("attrition", ATTRITION_BANDS, 0),
    ):
        value = working.look(key)
        if value is None:
            missing.append(key)
            continue
        columns[key] = find_band(bands, value, digits)
        working.fire(key, _column(columns[key]))
    if min(columns.values()) == 0:
        working.fire("floor", _("0, whatever the other facts are."))
        return columns
    if missing:
        working.need_all(missing)
    return columns


def _column(value: int) -> str:
    return _("This column says %(value)s.") % {"value": value}


def _design(working: Working) -> int:
    design = scope.primary_design(working)
    if design in scope.RANDOMISED:
        value = 5
    elif design == Design.BEFORE_AFTER:
        value = 0
    else:
        value = _comparison(working)
    working.fire("design", _column(value))
    return value


def _comparison(working: Working) -> int:
    selection = Selection(working.need("selection"))
    if selection in UNOBSERVABLES:
        return 4
    if selection == Selection.NONE:
        return 1
    if selection in OBSERVED:
        return BY_CONFOUNDERS[working.need("confounders")]
    raise working.leave_open(
        "design",
        _("The source does not place a study that rests on an instrumental variable."),
    )


def _final(working: Working, interim: int) -> Outcome:
    taken_off = _taken_off(working) if interim else 0
    final = max(0, interim - taken_off)
    working.fire(
        "final",
        _("%(interim)s less %(off)s is %(final)s.")
        % {"interim": interim, "off": taken_off, "final": final},
    )
    return Outcome(LEVELS[final], {"interim": interim, "taken_off": taken_off})


def _taken_off(working: Working) -> int:
    try:
        working.need_all(THREATS)
    except FactMissing as none:
        raise FactMissing(f"{none} {_at_most(working)}", none.missing) from none
    risks = [Risk(working.need(key)) for key in THREATS]
    moderate, high = risks.count(Risk.MODERATE), risks.count(Risk.HIGH)
    direction = Direction.UNKNOWN
    if moderate and not high:
        direction = Direction(working.need("threats_direction"))
    off = threats_take_off(moderate=moderate, high=high, direction=direction)
    words = _("%(moderate)s moderate and %(high)s high.") % {
        "moderate": moderate,
        "high": high,
    }
    if off is None:
        reason = _("The source does not say what these threats take off: ") + words
        raise working.leave_open("threats_open", reason)
    rules = ("threats_none", "threats_one", "threats_two")
    working.fire(rules[off], words)
    return off


def _at_most(working: Working) -> str:
    """Threats only ever take off, so that the interim rating is a ceiling."""
    return _("The facts known so far: %(words)s") % {
        "words": working.steps[-1].conclusion
    }


def threats_take_off(*, moderate: int, high: int, direction: Direction) -> int | None:
    """What the threats take off (0, 1 or 2), or None where the source is silent.

    Source: EEF, classification of the security of findings; as worked through in the
    University of Oxford's training on risk of bias.
    """
    if high >= 2 or (high == 1 and moderate == 2):  # noqa: PLR2004 - the source's lines
        return 2
    if high:
        return None if moderate else 1
    if moderate <= 2:  # noqa: PLR2004
        return 1 if moderate and direction == Direction.SAME else 0
    if moderate <= 4 and direction == Direction.UNKNOWN:  # noqa: PLR2004
        return 1
    return None


SECURITY = RuleSet(
    key="eef-trial-security",
    name=gettext_lazy("Trial security (EEF)"),
    version="1",
    edition=gettext_lazy("Classification of the security of findings, 2018"),
    source=Source(
        publisher=gettext_lazy("the Education Endowment Foundation (EEF)"),
        citation=(
            "Education Endowment Foundation: classification of the security of findings "
            "from evaluations; the same for Evidence for Learning, 10 April 2018."
        ),
        url="https://educationendowmentfoundation.org.uk/",
    ),
    subject=Subject.STUDY,
    facts=(
        "design",
        "selection",
        "confounders",
        "mdes",
        "attrition",
        *THREATS,
        "threats_direction",
    ),
    levels=LEVELS,
    rules=RULES,
    decide=decide,
    left_open=(
        gettext_lazy(
            "Threats between the three lines, such as one high, one moderate."
        ),
        gettext_lazy("Three or four moderate threats whose directions are known."),
        gettext_lazy("Studies that rest on an instrumental variable."),
    ),
    note=gettext_lazy(
        "Says how secure the result is, not whether the intervention worked. At the EEF "
        "two external reviewers set it; here rules compute it from recorded facts."
    ),
)

"""Effect sizes as additional months of progress, with two tables of the EEF."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence import numbers
from evidence.ratings.bands import Band, find_band, rounded
from evidence.ratings.criteria import scope
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

MOST = 12  # the tables end there: 12 and more
_ROWS = (  # months 1 to 12
    ("0.02", "0.09"),
    ("0.10", "0.18"),
    ("0.19", "0.26"),
    ("0.27", "0.35"),
    ("0.36", "0.44"),
    ("0.45", "0.52"),
    ("0.53", "0.61"),
    ("0.62", "0.69"),
    ("0.70", "0.78"),
    ("0.79", "0.87"),
    ("0.88", "0.95"),
    ("0.96", None),
)
TOOLKIT_BANDS = (
    Band(0, high="0.01"),
    *(
        Band(months, low=low, high=high)
        for months, (low, high) in enumerate(_ROWS, start=1)
    ),
)
TRIAL_BANDS = (
    Band(0, high="0.04"),
    Band(1, low="0.05", high="0.09"),
    *TOOLKIT_BANDS[2:],
)


def months(bands: Sequence[Band], effect: float) -> int:
    """Months for an effect in standard deviations, rounded to two decimals first.

    Negative effects mirror; 12 stands for 12 and more. Worked: 0.5924 is 7 months.
    """
    found = find_band(bands, abs(float(rounded(effect, 2))), digits=2)
    return -found if effect < 0 else found


def in_words(number: int) -> str:
    """Months as a reader sees them: "+7 months", "no months", "12 months or more"."""
    if number == 0:
        return _("0 months")
    sign = "+" if number > 0 else numbers.MINUS
    text = ngettext(
        "%(sign)s%(number)s month", "%(sign)s%(number)s months", abs(number)
    ) % {"sign": sign, "number": abs(number)}
    return _("%(months)s or more") % {"months": text} if abs(number) == MOST else text


def decide(working: Working, *, bands: Sequence[Band]) -> Outcome:
    """Months of the effect and of both ends of its interval; attainment only."""
    scope.attainment_only(working)
    working.fire("attainment", _("The outcome is attainment."))
    number = months(bands, scope.standardised_difference(working))
    working.fire("table", in_words(number))
    detail: dict[str, Value] = {"months": number}
    ends = working.look("ci_low"), working.look("ci_high")
    if None in ends:
        words = _("No interval is recorded: the months have no ends to show.")
    else:
        detail["low"], detail["high"] = (months(bands, end) for end in ends)
        words = _("%(low)s to %(high)s") % {
            "low": in_words(int(detail["low"])),
            "high": in_words(int(detail["high"])),
        }
    working.fire("ends", words)
    return Outcome(Level(str(number), _label(number, words, ends), number), detail)


def _label(number: int, words: str, ends: tuple[Any, Any]) -> str:
    if None in ends:
        return _("%(months)s (no interval is recorded)") % {"months": in_words(number)}
    return _("%(months)s (95 %% interval: %(ends)s)") % {
        "months": in_words(number),
        "ends": words,
    }


_RULES = (
    Rule(
        "attainment",
        gettext_lazy("Months are given for attainment only, never for opinions."),
        Certainty.OWN,
    ),
    Rule(
        "ends",
        gettext_lazy("Both ends of the 95 % interval are put in months too."),
        Certainty.OWN,
    ),
)
_EEF = gettext_lazy("the Education Endowment Foundation (EEF)")
_FACTS = ("outcome_kind", "effect_metric", "effect", "ci_low", "ci_high")
_NOTE = gettext_lazy(
    "Months can mislead: pupils of different ages progress at different speeds. See "
    "Baird and Pane 2019, doi:10.3102/0013189X19848729."
)


def _months_set(**more: Any) -> RuleSet:
    return RuleSet(
        version="1",
        subject=Subject.FINDING,
        facts=_FACTS,
        levels=(),
        note=_NOTE,
        **more,
    )


TRIAL = _months_set(
    key="eef-months-trial",
    name=gettext_lazy("Months of progress (EEF, trials)"),
    edition=gettext_lazy("Table used in reports on trials"),
    source=Source(
        publisher=_EEF,
        citation="Education Endowment Foundation: table of months in reports on trials.",
        url="https://educationendowmentfoundation.org.uk/",
    ),
    rules=(
        *_RULES,
        Rule(
            "table",
            gettext_lazy(
                "0 months for an effect from -0.04 to 0.04; 1 month for 0.05 to 0.09; "
                "2 months for 0.10 to 0.18; 3 for 0.19 to 0.26; 4 for 0.27 to 0.35; 5 "
                "for 0.36 to 0.44; 6 for 0.45 to 0.52; 7 for 0.53 to 0.61; 8 for 0.62 "
                "to 0.69; 9 for 0.70 to 0.78; 10 for 0.79 to 0.87; 11 for 0.88 to "
                "0.95; 12 from 0.96. The effect is rounded to two decimals first; "
                "negative effects mirror."
            ),
            Certainty.KNOWN,
        ),
    ),
    decide=partial(decide, bands=TRIAL_BANDS),
)
TOOLKIT = _months_set(
    key="eef-months-toolkit",
    name=gettext_lazy("Months of progress (EEF, Toolkit before 2021)"),
    edition=gettext_lazy("Toolkit's table published before September 2021"),
    source=Source(
        publisher=_EEF,
        citation="Education Endowment Foundation: about the Toolkits, attainment.",
        url=(
            "https://educationendowmentfoundation.org.uk/evidence-summaries/"
            "about-the-toolkits/attainment"
        ),
    ),
    rules=(
        *_RULES,
        Rule(
            "table",
            gettext_lazy(
                "0 months for an effect from -0.01 to 0.01; 1 month for 0.02 to 0.09; "
                "2 months for 0.10 to 0.18; 3 for 0.19 to 0.26; 4 for 0.27 to 0.35; 5 "
                "for 0.36 to 0.44; 6 for 0.45 to 0.52; 7 for 0.53 to 0.61; 8 for 0.62 "
                "to 0.69; 9 for 0.70 to 0.78; 10 for 0.79 to 0.87; 11 for 0.88 to "
                "0.95; 12 from 0.96. The effect is rounded to two decimals first; "
                "negative effects mirror."
            ),
        ),
    ),
    decide=partial(decide, bands=TOOLKIT_BANDS),
)

"""The facts that appraisers record from the paper, in the order of their form."""

from typing import Any

from django.utils.translation import gettext_lazy

from evidence.ratings import choices as given
from evidence.ratings.facts import Fact, Group, Kind


def _asked(group: Group, *rows: Fact) -> tuple[Fact, ...]:
    return tuple(Fact(**{**vars(row), "group": group}) for row in rows)


def _choice(key: str, label: Any, choices: Any, help_text: Any = "") -> Fact:
    return Fact(key, label, Kind.CHOICE, choices=dict(choices.choices), help=help_text)


def _yes_no(key: str, label: Any, help_text: Any = "") -> Fact:
    return Fact(key, label, Kind.YES_NO, help=help_text)


_COMPARISON = _asked(
    Group.COMPARISON,
    _choice(
        "selection",
        gettext_lazy("How the comparison group was found"),
        given.Selection,
        gettext_lazy(
            "Only where pupils, classes or schools were not randomised. Take what the "
            "paper did, not what it calls it."
        ),
    ),
    _choice(
        "confounders",
        gettext_lazy("Which differences between the groups were taken into account"),
        given.Confounders,
        gettext_lazy(
            "Prior attainment, age, disadvantage and whatever decided who took part."
        ),
    ),
    _yes_no(
        "comparability_argued",
        gettext_lazy("Does the paper argue that the groups are comparable?"),
        gettext_lazy("With figures or reasons, not by saying so."),
    ),
    _yes_no(
        "exposure_only",
        gettext_lazy("Does it show that the groups differ only by the intervention?"),
        gettext_lazy("For a cut-off or a chance event that decided who took part."),
    ),
    _yes_no(
        "controls_adequate",
        gettext_lazy("Is there adequate control for other differences?"),
        gettext_lazy("Variables in the analysis, or matching, that fit the question."),
    ),
    _yes_no(
        "contamination_handled",
        gettext_lazy("Was contamination between the groups prevented or dealt with?"),
        gettext_lazy("Did the comparison group get the intervention, or part of it?"),
    ),
)
_LOSSES = _asked(
    Group.LOSSES,
    Fact(
        "attrition",
        gettext_lazy("Pupils lost between randomisation and analysis"),
        Kind.NUMBER,
        unit="%",
        high=100,
        help=gettext_lazy("Per cent of the pupils who were randomised, all groups."),
    ),
    _choice(
        "attrition_level",
        gettext_lazy("Attrition by the WWC's boundary"),
        given.AttritionLevel,
        gettext_lazy(
            "Overall and differential loss together; look it up in the WWC's handbook. "
            "We don't compute it: its table was not at hand."
        ),
    ),
    _yes_no(
        "attrition_handled",
        gettext_lazy("Was the loss of pupils dealt with?"),
        gettext_lazy("Small, alike in both groups, or its influence examined."),
    ),
)
_BASELINE = _asked(
    Group.BASELINE,
    Fact(
        "baseline_difference",
        gettext_lazy("Standardised difference between the groups before the start"),
        Kind.NUMBER,
        unit="SD",
        high=10,
        help=gettext_lazy(
            "Of the pupils analysed, on the pre-test; without its sign: 0.12."
        ),
    ),
    _yes_no(
        "baseline_adjusted",
        gettext_lazy("Did the analysis adjust for that difference?"),
        gettext_lazy("Pre-test as a covariate, or gain scores."),
    ),
)
_PRECISION = _asked(
    Group.PRECISION,
    Fact(
        "mdes",
        gettext_lazy("Minimum detectable effect size"),
        Kind.NUMBER,
        unit="SD",
        high=10,
        help=gettext_lazy("At randomisation, as the report states it."),
    ),
)
_THREATS = _asked(
    Group.THREATS,
    *(
        _choice(f"threat_{threat.value}", threat.label, given.Risk)
        for threat in given.Threat
    ),
    _choice(
        "threats_direction",
        gettext_lazy("Which way the moderate threats push the result"),
        given.Direction,
        gettext_lazy("Only where a threat is moderate."),
    ),
)
_RESULT = _asked(
    Group.RESULT,
    _choice(
        "significance",
        gettext_lazy("Statistical significance"),
        given.Significance,
        gettext_lazy(
            "At 5 %, as the paper reports it. Read from the interval where the record has "
            "one."
        ),
    ),
    Fact(
        "sites",
        gettext_lazy("Sites"),
        Kind.COUNT,
        help=gettext_lazy("Schools or districts in which it was tried."),
    ),
    _yes_no(
        "negative_overriding",
        gettext_lazy("Is there an overriding significant negative finding?"),
        gettext_lazy("From causal studies, on the same outcome of the same programme."),
    ),
    _yes_no(
        "rationale",
        gettext_lazy("Is there a logic model, and a study under way?"),
        gettext_lazy("Both, as the fourth ESSA tier asks."),
    ),
)
_BODY = _asked(
    Group.BODY,
    _choice(
        "body_randomised",
        gettext_lazy("Were the studies behind the result randomised?"),
        given.Share,
    ),
    *(
        _choice(f"grade_{domain.value}", domain.label, given.Concern)
        for domain in given.Domain
    ),
    _choice(
        "grade_large_effect",
        gettext_lazy("Large effect"),
        given.LargeEffect,
        gettext_lazy("Raises certainty mainly for studies that were not randomised."),
    ),
    _yes_no("grade_dose_response", gettext_lazy("Does more of it give more effect?")),
    _yes_no(
        "grade_opposing_confounding",
        gettext_lazy("Would plausible confounding have made the effect smaller?"),
    ),
)
ASKED = (
    *_COMPARISON,
    *_LOSSES,
    *_BASELINE,
    *_PRECISION,
    *_THREATS,
    *_RESULT,
    *_BODY,
)

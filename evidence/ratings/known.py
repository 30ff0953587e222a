"""The facts that nobody is asked: fields of the record, and sums over a body."""

from typing import Any

from django.utils.translation import gettext_lazy

from evidence.constants import Design, EffectMetric, Measure, OutcomeKind
from evidence.ratings import choices as given
from evidence.ratings.facts import Fact, Kind, Origin


def _recorded(key: str, label: Any, kind: Kind, **more: Any) -> Fact:
    return Fact(key, label, kind, Origin.RECORD, **more)


def _computed(key: str, label: Any, kind: Kind, **more: Any) -> Fact:
    return Fact(key, label, kind, Origin.COMPUTED, **more)


RECORDED = (
    _recorded(
        "design",
        gettext_lazy("Design of the study"),
        Kind.CHOICE,
        choices=dict(Design.choices),
    ),
    _recorded(
        "outcome_kind",
        gettext_lazy("Outcome kind"),
        Kind.CHOICE,
        choices=dict(OutcomeKind.choices),
    ),
    _recorded(
        "measure",
        gettext_lazy("Kind of test"),
        Kind.CHOICE,
        choices=dict(Measure.choices),
    ),
    _recorded(
        "effect_metric",
        gettext_lazy("Scale of the effect"),
        Kind.CHOICE,
        choices=dict(EffectMetric.choices),
    ),
    _recorded("effect", gettext_lazy("Effect"), Kind.NUMBER, low=-10, high=10),
    _recorded("ci_low", gettext_lazy("95 % interval from"), Kind.NUMBER, low=-10),
    _recorded("ci_high", gettext_lazy("95 % interval to"), Kind.NUMBER, low=-10),
    _recorded("pupils", gettext_lazy("People (n)"), Kind.COUNT),
    _recorded(
        "cost_gbp",
        gettext_lazy("Cost per pupil and year, in pounds"),
        Kind.NUMBER,
        unit="£",
    ),
    _recorded(
        "cost_usd",
        gettext_lazy("Cost per pupil and year, in US dollars"),
        Kind.NUMBER,
        unit="$",
    ),
)
COMPUTED = (
    _computed(
        "wwc_study",
        gettext_lazy("Study rating with the WWC's standards"),
        Kind.CHOICE,
        choices=dict(given.WWCStudy.choices),
    ),
    _computed("findings", gettext_lazy("Findings pooled (k)"), Kind.COUNT),
    _computed(
        "best_security",
        gettext_lazy("Best trial security among the studies"),
        Kind.COUNT,
        high=5,
    ),
    _computed(
        "secure_comparison",
        gettext_lazy("Is there a comparison group in a study of security 2 or more?"),
        Kind.YES_NO,
    ),
    _computed("has_randomised", gettext_lazy("Is any study randomised?"), Kind.YES_NO),
    _computed(
        "has_matched",
        gettext_lazy("Is any study matched?"),
        Kind.YES_NO,
    ),
    _computed("teams", gettext_lazy("Independent teams"), Kind.COUNT),
    _computed(
        "developer_weight",
        gettext_lazy("Weight of studies run by the developer"),
        Kind.NUMBER,
        unit="%",
        high=100,
    ),
    _computed(
        "researcher_made_weight",
        gettext_lazy("Weight of outcomes that the researchers made"),
        Kind.NUMBER,
        unit="%",
        high=100,
    ),
    _computed(
        "prediction_low",
        gettext_lazy("95 % prediction interval from"),
        Kind.NUMBER,
        low=-10,
    ),
    _computed(
        "prediction_high",
        gettext_lazy("95 % prediction interval to"),
        Kind.NUMBER,
        low=-10,
    ),
    _computed(
        "i_squared", gettext_lazy("Heterogeneity I²"), Kind.NUMBER, unit="%", high=100
    ),
    _computed("search_age", gettext_lazy("Years since the newest search"), Kind.NUMBER),
    _computed("body_pupils", gettext_lazy("Pupils in all studies"), Kind.COUNT),
    _computed(
        "body_clusters",
        gettext_lazy("Classes or schools in all studies"),
        Kind.COUNT,
    ),
    _computed(
        "weighted_effect",
        gettext_lazy("Effect weighted by sample size"),
        Kind.NUMBER,
        low=-10,
        high=10,
    ),
    _computed("countries", gettext_lazy("Countries"), Kind.COUNT),
    _computed("phases", gettext_lazy("Phases"), Kind.COUNT),
    _computed(
        "ordinary_delivery_weight",
        gettext_lazy("Weight of studies taught by ordinary teachers"),
        Kind.NUMBER,
        unit="%",
        high=100,
    ),
    _computed(
        "disadvantage_reported",
        gettext_lazy("Is the share of disadvantaged pupils reported?"),
        Kind.YES_NO,
    ),
)

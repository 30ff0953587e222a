"""A synthesis in the words of its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence import numbers
from evidence.constants import EffectMetric, Independence, Measure, OutcomeKind
from evidence.crumbs import Crumb, crumb, crumbs
from evidence.drawings.forest import MOST_ROWS, interval, words_of
from evidence.exporting.kinds import kinds
from evidence.synthesis.estimates import Exclusion
from evidence.synthesis.random_effects import Pooled, Span
from evidence.synthesis.service import Part, Synthesis
from evidence.synthesis.within import StudyEffect

WITHOUT = "without"  # the address' word for leaving developers' studies out
SMALL_P = 0.001


@dataclass(frozen=True)
class StudyRow:
    """A study in the table: words for every number."""

    name: str
    url: str
    effect: str
    interval: str
    error: str
    weight: str
    people: str
    findings: int
    source: str
    without_it: str
    by_developer: bool


@dataclass(frozen=True)
class PartShown:
    """One kind of test: words, statistics, and rows of studies."""

    part: Part

    @property
    def title(self) -> str:
        """The kind of test as a heading."""
        titles = {
            Measure.STANDARDISED: _("Standardised tests"),
            Measure.RESEARCHER_MADE: _("Tests made by the researchers"),
            Measure.MIXED: _("Both kinds of tests"),
            Measure.UNKNOWN: _("Kind of test not stated"),
        }
        return titles[self.part.measure]

    @property
    def size(self) -> str:
        """How much there is: "5 studies, 3,210 people"."""
        k = len(self.part.studies)
        studies = ngettext("%(k)s study", "%(k)s studies", k) % {"k": k}
        if not (people := self.part.people):
            return studies
        return _("%(studies)s, %(people)s people") % {
            "studies": studies,
            "people": numbers.count(people),
        }

    @property
    def mean(self) -> str:
        """The mean in letters: "g = 0.21"."""
        pooled = self.part.pooled
        return letters(pooled.mean) if pooled else ""

    @property
    def sentences(self) -> list[str]:
        """What the numbers say, for somebody who reads no statistics."""
        pooled = self.part.pooled
        if pooled is None:
            return []
        return [_direction(pooled), *_expectation(pooled), _agreement(pooled)]

    @property
    def statistics(self) -> list[tuple[str, str]]:
        """Names and values, for somebody who does."""
        pooled, other = self.part.pooled, self.part.by_dersimonian_laird
        if pooled is None or other is None:
            return []
        prediction = pooled.prediction
        return [
            (_("Mean (REML)"), _mean(pooled, pooled.interval)),
            (_("Normal interval"), words_of(pooled.normal_interval)),
            (_("Mean (DerSimonian and Laird)"), _mean(other, other.normal_interval)),
            (_("Prediction interval"), words_of(prediction) if prediction else ""),
            (_("Studies (k)"), str(pooled.k)),
            (_("Findings in them"), str(self.part.findings)),
            (_("People (N)"), numbers.count(self.part.people or None)),
            ("τ²", f"{pooled.tau_squared:.4f}"),
            ("I²", numbers.per_cent(pooled.i_squared)),
            ("Q", _q(pooled)),
        ]

    @property
    def undrawn(self) -> int:
        """How many studies stand in the table only."""
        return max(0, len(self.part.studies) - MOST_ROWS)

    @property
    def rows(self) -> list[StudyRow]:
        """One for each study."""
        pooled = self.part.pooled
        weights = pooled.weights if pooled else [None] * len(self.part.studies)
        without = self.part.without_each if pooled else [None] * len(self.part.studies)
        return [
            _row(study, weight, other)
            for study, weight, other in zip(
                self.part.studies, weights, without, strict=True
            )
        ]


@dataclass(frozen=True)
class Shown:
    """A whole synthesis for its page."""

    synthesis: Synthesis
    developers_exist: bool

    @property
    def parts(self) -> list[PartShown]:
        """One for each kind of test that was used."""
        return [PartShown(part) for part in self.synthesis.parts]

    @property
    def excluded(self) -> list[tuple[str, Sequence[tuple[str, str]]]]:
        """Reasons, each with names and addresses of the findings left out for it."""
        reasons: dict[Exclusion, list[tuple[str, str]]] = {}
        for each in self.synthesis.excluded:
            finding = each.finding
            name = f"{finding.study}: {finding.outcome}"
            link = (name, finding.get_absolute_url())
            reasons.setdefault(each.reason, []).append(link)
        return [(str(reason.label), links) for reason, links in reasons.items()]

    @property
    def kind_label(self) -> str:
        """The outcome kind in words."""
        return kind_label(self.synthesis.outcome_kind)

    @property
    def is_perception(self) -> bool:
        """Whether it is what teachers thought, which is not attainment."""
        return self.synthesis.outcome_kind == OutcomeKind.TEACHER_PERCEPTION

    @property
    def crumbs(self) -> list[Crumb]:
        """Where the page stands."""
        return crumbs(crumb(_("Findings together"), reverse("evidence:syntheses")))

    @property
    def findings(self) -> int:
        """How many findings there are, pooled or not."""
        pooled = sum(part.findings for part in self.synthesis.parts)
        return pooled + len(self.synthesis.excluded)

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Names and addresses of its findings as files."""
        kind = self.synthesis.outcome_kind
        query = urlencode({"intervention": self.synthesis.intervention.name})
        return [
            (
                str(each.name),
                f"{reverse('evidence:download_synthesis', args=[kind, form])}?{query}",
            )
            for form, each in kinds.items()
        ]

    @property
    def other_url(self) -> str:
        """The same with developers' studies the other way."""
        synthesis = self.synthesis
        return address(
            synthesis.intervention.name,
            synthesis.outcome_kind,
            with_developers=not synthesis.with_developers,
        )


def address(
    intervention: str, outcome_kind: str, *, with_developers: bool = True
) -> str:
    """Where the synthesis of an intervention and outcome kind is."""
    query = {"intervention": intervention}
    if not with_developers:
        query["developers"] = WITHOUT
    path = reverse("evidence:synthesis", args=[outcome_kind])
    return f"{path}?{urlencode(query)}"


def shown(synthesis: Synthesis) -> Shown:
    """The synthesis for its page."""
    studies = [
        *(each.study for part in synthesis.parts for each in part.studies),
        *(each.finding.study for each in synthesis.excluded),
    ]
    by_developers = Independence.DEVELOPER in {each.independence for each in studies}
    return Shown(synthesis, by_developers)


def kind_label(outcome_kind: str) -> str:
    """An outcome kind in words that stand without a list of kinds around them."""
    if outcome_kind == OutcomeKind.OTHER:
        return _("Other outcomes")
    return str(OutcomeKind(outcome_kind).label)


def letters(value: float) -> str:
    """An effect with two decimals: "g = 0.21"."""
    return numbers.effect(EffectMetric.HEDGES_G, round(value, 2))


def _row(study: StudyEffect, weight: float | None, without: Pooled | None) -> StudyRow:
    span = interval(study)
    sources = {str(each.source.label) for each in study.estimates}
    return StudyRow(
        name=str(study.study),
        url=study.estimates[0].finding.get_absolute_url(),
        effect=numbers.number(round(study.effect.value, 2)),
        interval=words_of(span),
        error=numbers.number(round(study.standard_error, 3)),
        weight="" if weight is None else numbers.per_cent(weight),
        people=numbers.count(study.people),
        findings=len(study.estimates),
        source=_joined(sources),
        without_it="" if without is None else numbers.number(round(without.mean, 2)),
        by_developer=study.study.independence == Independence.DEVELOPER,
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(sorted(texts))


def _mean(pooled: Pooled, span: Span) -> str:
    return _("%(mean)s (%(interval)s), standard error %(error)s") % {
        "mean": letters(pooled.mean),
        "interval": words_of(span),
        "error": numbers.number(round(pooled.standard_error, 3)),
    }


def _q(pooled: Pooled) -> str:
    p = pooled.q_p_value
    small = _("p < 0.001") if p < SMALL_P else _("p = %(p).3f") % {"p": p}
    return f"{pooled.q:.2f} (df {pooled.k - 1}, {small})"


def _direction(pooled: Pooled) -> str:
    values = {"span": words_of(pooled.interval)}
    if pooled.interval.low > 0:
        return _("The studies together favour the intervention: %(span)s.") % values
    if pooled.interval.high < 0:
        return _("The studies together favour the comparison: %(span)s.") % values
    return (
        _(
            "The studies together leave open whether it helps: the interval, "
            "%(span)s, holds no difference (0) too."
        )
        % values
    )


def _expectation(pooled: Pooled) -> list[str]:
    if pooled.prediction is None:
        return [_("Two studies tell nothing of what to expect elsewhere.")]
    values = {"span": words_of(pooled.prediction)}
    if pooled.prediction.low < 0 < pooled.prediction.high:
        return [
            _(
                "In another school the effect may lie from %(span)s: it may also do "
                "harm or nothing."
            )
            % values
        ]
    return [_("In another school the effect may lie from %(span)s.") % values]


def _agreement(pooled: Pooled) -> str:
    if pooled.i_squared < 1:
        return _("The studies differ no more than chance makes them differ.")
    return _(
        "%(share)s of the differences between the studies are more than chance (I²)."
    ) % {"share": numbers.per_cent(round(pooled.i_squared))}

"""One outcome in a summary of findings, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence import numbers
from evidence.bodies.shown import PartRatings
from evidence.constants import Measure, OutcomeKind
from evidence.drawings.forest import interval, words_of
from evidence.models import Intervention
from evidence.rating_pages.presentation import RatingShown
from evidence.ratings.choices import Concern
from evidence.ratings.criteria.grade import DOMAINS
from evidence.ratings.sizes import size_of
from evidence.ratings.vocabulary import ASKED
from evidence.ratings.wording import sentence
from evidence.synthesis.presentation import PartShown, address, letters
from evidence.synthesis.random_effects import Span
from evidence.synthesis.service import Part

MEASURES = tuple(Measure)
GRADE_CODES = {1: "very_low", 2: "low", 3: "moderate", 4: "high"}
# Rules of MESH's strength that name a weakness, in words for the table.
WEAKNESSES = {
    "cap_1": gettext_lazy("One study only, or none that is secure"),
    "cap_2": gettext_lazy("No secure study with a comparison group"),
    "cap_3": gettext_lazy("Fewer than five studies, or none randomised"),
    "cap_4": gettext_lazy("Fewer than ten studies, or all by one team"),
    "developer": gettext_lazy("Mostly run by the developer"),
    "researcher_made": gettext_lazy("Tests made by the researchers"),
    "prediction": gettext_lazy("Results differ widely, some below 0"),
    "search": gettext_lazy("Nobody has searched for newer studies in five years"),
}


@dataclass(frozen=True)
class SummaryRow:
    """The studies on one kind of outcome that used one kind of test."""

    rated: PartRatings
    ratings_url: str

    @property
    def part(self) -> Part:
        """The studies, pooled where there are two or more."""
        return self.rated.part

    @property
    def found(self) -> PartShown:
        """The same in the words of the synthesis."""
        return PartShown(self.part)

    @property
    def intervention(self) -> Intervention:
        """What it is about."""
        return self.rated.body.synthesis.intervention

    @property
    def outcome_kind(self) -> OutcomeKind:
        """What was measured."""
        return self.rated.body.synthesis.outcome_kind

    @property
    def is_perception(self) -> bool:
        """Whether it is what teachers thought, which is not attainment."""
        return self.outcome_kind == OutcomeKind.TEACHER_PERCEPTION

    @property
    def url(self) -> str:
        """The synthesis: every study, drawings and statistics."""
        return address(self.intervention.name, self.outcome_kind)

    @property
    def outcome(self) -> str:
        """What was measured: in the studies' words where all have the same ones."""
        named = {
            each.finding.outcome
            for study in self.part.studies
            for each in study.estimates
        }
        return named.pop() if len(named) == 1 else str(self.outcome_kind.label)

    @property
    def name(self) -> str:
        """Outcome and kind of test: "Attainment, standardised tests"."""
        return _("%(outcome)s, %(test)s") % {
            "outcome": self.outcome,
            "test": self.found.title.lower(),
        }

    @property
    def key(self) -> str:
        """Makes ids unique on a page with several rows."""
        about = self.intervention.pk
        return f"{about}-{self.outcome_kind.value}-{self.part.measure.value}"

    @property
    def g(self) -> float:
        """The mean, or the effect of the only study."""
        pooled = self.part.pooled
        return pooled.mean if pooled else self.part.studies[0].effect.value

    @property
    def span(self) -> Span:
        """The 95 % interval of the mean, or of the only study."""
        pooled = self.part.pooled
        return pooled.interval if pooled else interval(self.part.studies[0])

    @property
    def is_harm(self) -> bool:
        """Whether the comparison did better, beyond doubt."""
        return self.span.high < 0

    @property
    def is_open(self) -> bool:
        """Whether the interval holds no difference."""
        return self.span.low <= 0 <= self.span.high

    @property
    def effect(self) -> str:
        """In letters: "g = 0.21"."""
        return letters(self.g)

    @property
    def interval(self) -> str:
        """The 95 % interval: "0.10 to 0.32"."""
        return words_of(self.span)

    @property
    def prediction(self) -> str:
        """The 95 % prediction interval, "" below three studies."""
        pooled = self.part.pooled
        return words_of(pooled.prediction) if pooled and pooled.prediction else ""

    @property
    def people(self) -> str:
        """People in all studies, "" where none says."""
        return numbers.count(self.part.people or None)

    @property
    def certainty(self) -> RatingShown | None:
        """GRADE's certainty; None for what teachers thought."""
        return self.rated.certainty

    @property
    def sentence(self) -> str:
        """What is known, in GRADE's wording; "" while nobody has rated it."""
        rank = self.certainty.current_rank if self.certainty else None
        if rank is None:
            return ""
        return sentence(
            what=self.intervention.name,
            outcome=self.outcome[:1].lower() + self.outcome[1:],
            certainty=GRADE_CODES[rank],
            size=size_of(
                self.g, outcome_kind=self.outcome_kind, measure=self.part.measure
            ),
            is_harm=self.g < 0,
        )

    @property
    def weaknesses(self) -> list[str]:
        """What speaks against trusting it: GRADE's concerns, then MESH's rules."""
        strength = self.rated.strength
        fired = [step["rule"] for step in strength.trace] if strength else []
        own = [str(WEAKNESSES[rule]) for rule in fired if rule in WEAKNESSES]
        return [*self._concerns(), *own]

    def _concerns(self) -> list[str]:
        facts = self.rated.appraisal.facts if self.rated.appraisal else {}
        return [
            f"{ASKED[key].label} ({ASKED[key].words(facts[key]['value']).lower()})"
            for key in DOMAINS
            if key in facts and facts[key]["value"] != Concern.NONE
        ]

    def order(self) -> tuple[int, int, int, str]:
        """Attainment, what got worse, what most studies looked at; then the test."""
        first = 0 if self.outcome_kind == OutcomeKind.ATTAINMENT else 2 - self.is_harm
        measure = MEASURES.index(self.part.measure)
        size = 0 if first == 0 else -len(self.part.studies)
        return (first, size, measure, self.outcome_kind.value)

"""A synthesis beside what it says for the reader's class, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence import numbers
from evidence.drawings.forest import words_of
from evidence.drawings.two_means import TwoMeans
from evidence.like_my_class.classes import Criterion, SchoolClass, StudyFacts
from evidence.like_my_class.forms import ClassForm
from evidence.like_my_class.matching import Likeness, Match, match
from evidence.like_my_class.reading import facts_of
from evidence.like_my_class.weighting import Refusal, Reweighted, reweigh
from evidence.like_my_class.words import SENTENCES
from evidence.models import Study
from evidence.synthesis.presentation import PartShown, letters
from evidence.synthesis.service import Part, Synthesis

SHORT = 10  # studies
MUCH = 0.05  # standard deviations between two means that a reader should hear of


@dataclass(frozen=True)
class StudyMatch:
    """A study with its match in words: the score, and the reason on each criterion."""

    name: str
    url: str
    match: Match
    reasons: Sequence[tuple[str, str]]  # likeness and words
    effect: str
    weight: str

    @property
    def score(self) -> str:
        """In words, such as “2 of 3 match, 1 near”."""
        counted = Counter(self.match.by_criterion.values())
        told = len(self.match.by_criterion)
        parts = [
            _("%(same)s of %(told)s match")
            % {"same": counted[Likeness.SAME], "told": told}
        ]
        if near := counted[Likeness.NEAR]:
            parts.append(_("%(number)s near") % {"number": near})
        if unknown := counted[Likeness.NOT_REPORTED]:
            parts.append(_("%(number)s not reported") % {"number": unknown})
        return ", ".join(parts)

    @property
    def counts_as(self) -> str:
        """How much of a study it counts as: "0.75"."""
        return numbers.number(self.match.weight)


@dataclass(frozen=True)
class PartForClass:
    """One kind of test: the weighted mean, or why there is none, and every study."""

    part: Part
    outcome: Reweighted | Refusal
    studies: Sequence[StudyMatch]

    @property
    def reweighted(self) -> Reweighted | None:
        """The weighted mean; None where it was refused."""
        return self.outcome if isinstance(self.outcome, Reweighted) else None

    @property
    def refusal(self) -> str:
        """Why there is none, "" where there is one."""
        return "" if isinstance(self.outcome, Reweighted) else str(self.outcome.label)

    @property
    def title(self) -> str:
        """The kind of test as a heading."""
        return self.shown.title

    @property
    def shown(self) -> PartShown:
        """The same part as it stands without a class."""
        return PartShown(self.part)

    @property
    def is_short(self) -> bool:
        """Whether the studies are so few that they are shown from the start."""
        return len(self.studies) <= SHORT

    @property
    def like(self) -> int:
        """Studies known to match in half of what was told."""
        return sum(each.match.is_like for each in self.studies)

    @property
    def mean(self) -> str:
        """The weighted mean in letters."""
        return letters(self.reweighted.mean) if self.reweighted else ""

    @property
    def interval(self) -> str:
        """Its 95 % interval."""
        return words_of(self.reweighted.interval) if self.reweighted else ""

    @property
    def prediction(self) -> str:
        """Its prediction interval, "" without one."""
        found = self.reweighted and self.reweighted.prediction
        return words_of(found) if found else ""

    @property
    def counting(self) -> str:
        """In words, such as “counts as 3.5 of 8 studies”."""
        if self.reweighted is None:
            return ""
        k = self.reweighted.k
        words = ngettext(
            "counts as %(counting)s of %(k)s study",
            "counts as %(counting)s of %(k)s studies",
            k,
        )
        return words % {"counting": _tenths(self.reweighted.counting), "k": k}

    @property
    def all_interval(self) -> str:
        """The interval without weights."""
        return words_of(self.part.pooled.interval) if self.part.pooled else ""

    @property
    def all_prediction(self) -> str:
        """The prediction interval without weights, "" without one."""
        found = self.part.pooled and self.part.pooled.prediction
        return words_of(found) if found else ""

    @property
    def drawing(self) -> TwoMeans | None:
        """Both means on one scale."""
        if self.reweighted is None or self.part.pooled is None:
            return None
        pooled, own = self.part.pooled, self.reweighted
        return TwoMeans((pooled.mean, pooled.interval), (own.mean, own.interval))

    @property
    def sentence(self) -> str:
        """What the weights change."""
        if self.reweighted is None or self.part.pooled is None:
            return ""
        change = self.reweighted.mean - self.part.pooled.mean
        if abs(change) < MUCH:
            return _(
                "Studies like your class say much the same as all studies together."
            )
        if change > 0:
            return _(
                "Studies like your class found somewhat more than all studies together. "
                "The intervals show how unsure both are."
            )
        return _(
            "Studies like your class found somewhat less than all studies together. "
            "The intervals show how unsure both are."
        )


@dataclass(frozen=True)
class ForClass:
    """The form, and what was found for the class that it holds.

    Args:
        kept: what else the address says.
    """

    form: ClassForm
    parts: Sequence[PartForClass] = ()
    kept: Sequence[tuple[str, str]] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is a class to hold the studies against."""
        return bool(self.parts)

    @property
    def without_query(self) -> str:
        """The address without a class, from the question mark on."""
        return f"?{urlencode(self.kept)}"


def for_class(asked: QueryDict, synthesis: Synthesis) -> ForClass:
    """Hold the studies of a synthesis against the class that an address states."""
    form = ClassForm(asked)
    mine = form.read()
    kept = [
        (name, asked.get(name, ""))
        for name in ("intervention", "developers")
        if name in asked
    ]
    if mine is None:
        return ForClass(form, (), kept)
    facts = facts_of(each for part in synthesis.parts for each in part.studies)
    parts = [_part(part, mine, facts) for part in synthesis.parts]
    return ForClass(form, parts, kept)


def _part(part: Part, mine: SchoolClass, facts: dict[int, StudyFacts]) -> PartForClass:
    matches = [match(facts[each.study.pk], mine) for each in part.studies]
    outcome = reweigh([each.effect for each in part.studies], part.pooled, matches)
    weights: Sequence[float | None] = [None] * len(matches)
    if isinstance(outcome, Reweighted):
        weights = outcome.weights
    rows = [
        StudyMatch(
            name=str(each.study),
            url=each.estimates[0].finding.get_absolute_url(),
            match=found,
            reasons=list(_reasons(found, each.study, facts[each.study.pk])),
            effect=numbers.number(round(each.effect.value, 2)),
            weight="" if weight is None else numbers.per_cent(weight),
        )
        for each, found, weight in zip(part.studies, matches, weights, strict=True)
    ]
    rows.sort(key=lambda row: (-row.match.known, -row.match.weight, row.name))
    return PartForClass(part, outcome, rows)


def _reasons(
    found: Match, study: Study, facts: StudyFacts
) -> Iterator[tuple[str, str]]:
    for criterion, likeness in found.by_criterion.items():
        words = str(SENTENCES[criterion][likeness])
        value = _value(criterion, study, facts)
        shown = f"{words} ({value})" if value and likeness != Likeness.SAME else words
        yield likeness, shown


def _value(criterion: Criterion, study: Study, facts: StudyFacts) -> str:
    """What the study has on a criterion that is short to say."""
    if criterion == Criterion.COUNTRY:
        return study.country
    if criterion == Criterion.DISADVANTAGE and facts.disadvantage is not None:
        return numbers.per_cent(facts.disadvantage)
    if criterion == Criterion.CLASS_SIZE and facts.class_size is not None:
        return str(facts.class_size)
    return ""


def _tenths(value: float) -> str:
    return numbers.plain(round(value, 1))

"""A rating, and all ratings of one study or finding, as templates show them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from evidence.appraising.settling import (
    ComparedFact,
    agreement_of,
    compare,
    current_appraisals,
)
from evidence.models import (
    Appraisal,
    AppraisalRound,
    BodyRatingOverride,
    Finding,
    RatingOverride,
    Study,
)
from evidence.models.ratings import ComputedRating
from evidence.ratings import vocabulary
from evidence.ratings.agreement import Agreement
from evidence.ratings.comparison import Placed, disagree, standing
from evidence.ratings.criteria import eef_months
from evidence.ratings.results import Rating, Status
from evidence.ratings.rule_sets import Certainty, RuleSet

MONTHS = frozenset({eef_months.TRIAL.key, eef_months.TOOLKIT.key})
AnyOverride = RatingOverride | BodyRatingOverride
SYMBOLS = 9  # a longer scale is told in words only


@dataclass(frozen=True)
class RatingShown:
    """The newest result of one rule set, with what a judge put in its place.

    Args:
        computed_at: None where nobody has appraised: it was computed just now.
    """

    rule_set: RuleSet
    status: Status
    version: str
    words: str
    rank: int | None
    missing: Sequence[str]
    trace: Sequence[Mapping[str, Any]]
    computed_at: dt.datetime | None = None
    override: AnyOverride | None = None
    history: Sequence[ComputedRating] = field(default_factory=tuple)

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.rule_set.key

    @property
    def is_decided(self) -> bool:
        """Whether there is a result, computed or a judge's."""
        return self.override is not None or self.status == Status.DECIDED

    @property
    def applies(self) -> bool:
        """Whether the criteria are about this kind of record."""
        return self.status != Status.NOT_APPLICABLE

    @property
    def waits_for_judge(self) -> bool:
        """Whether the source leaves the case open, and nobody has decided."""
        return self.status == Status.OPEN and self.override is None

    @property
    def result(self) -> str:
        """What holds: a judge's result, the computed one, or that there is none."""
        if self.override:
            return self.override.words
        return self.words if self.is_decided else str(self.status.label)

    @property
    def current_rank(self) -> int | None:
        """The rank of what holds."""
        if self.override:
            level = self.rule_set.levels_by_code.get(self.override.code)
            return level.rank if level else None
        return self.rank

    @property
    def symbol(self) -> list[bool]:
        """One mark for each step of the scale, true for those that are reached."""
        ranks = [level.rank for level in self.rule_set.levels if level.rank is not None]
        if self.current_rank is None or not ranks or max(ranks) > SYMBOLS:
            return []
        return [step <= self.current_rank for step in range(1, max(ranks) + 1)]

    @property
    def missing_labels(self) -> list[str]:
        """Names of the facts that nobody has recorded."""
        known = vocabulary.FACTS
        return [str(known[key].label) for key in self.missing if key in known]

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The trace, each rule with how sure we are of it in words."""
        return [
            {**step, "certainty_words": _certainty(step["certainty"])}
            for step in self.trace
        ]


def _certainty(value: str) -> str:
    if value == Certainty.SEEN:
        return ""
    return str(Certainty(value).label)


def shown_stored(
    row: ComputedRating,
    override: AnyOverride | None,
    history: Sequence[ComputedRating],
) -> RatingShown:
    """A rating that was written down."""
    return RatingShown(
        rule_set=row.rules,
        status=Status(row.status),
        version=row.version,
        words=row.words,
        rank=row.rank,
        missing=row.missing,
        trace=row.trace,
        computed_at=row.computed_at,
        override=override,
        history=history,
    )


def shown_computed(rule_set: RuleSet, rating: Rating) -> RatingShown:
    """A rating of a record that nobody has appraised, computed now."""
    return RatingShown(
        rule_set=rule_set,
        status=rating.status,
        version=rating.version,
        words=rating.words,
        rank=rating.level.rank if rating.level else None,
        missing=rating.missing,
        trace=rating.trace_as_json(),
    )


@dataclass(frozen=True)
class RatingsShown:
    """All ratings of one study, or of one finding."""

    study: Study
    finding: Finding | None
    ratings: Sequence[RatingShown]
    round: AppraisalRound | None = None

    @property
    def title(self) -> str:
        """The finding, or else the study."""
        return str(self.finding or self.study)

    @property
    def url(self) -> str:
        """The page of these ratings."""
        slug = self.study.reference.slug
        if self.finding:
            return reverse("evidence:finding_ratings", args=[slug, self.finding.key])
        return reverse("evidence:study_ratings", args=[slug, self.study.pk])

    @cached_property
    def applying(self) -> list[RatingShown]:
        """Those whose criteria are about this kind of record."""
        return [rating for rating in self.ratings if rating.applies]

    @cached_property
    def results(self) -> list[RatingShown]:
        """Those with a result, or waiting for a judge."""
        return [
            each for each in self.applying if each.is_decided or each.waits_for_judge
        ]

    @cached_property
    def unknown(self) -> list[RatingShown]:
        """Those for which a fact is missing."""
        return [each for each in self.applying if each not in self.results]

    @property
    def has_months(self) -> bool:
        """Whether an effect is told in months, which needs a warning."""
        return any(each.rule_set.key in MONTHS for each in self.results)

    @property
    def unknown_names(self) -> str:
        """Their names in a row."""
        return "; ".join(str(each.rule_set.name) for each in self.unknown)

    @cached_property
    def placed(self) -> list[Placed]:
        """Scales of trust with where their results stand."""
        return [
            Placed(str(each.rule_set.name), where)
            for each in self.results
            if (where := standing(each.rule_set.key, each.current_rank)) is not None
        ]

    @property
    def scales_disagree(self) -> bool:
        """Whether scales that ask the same come to something else."""
        return disagree(self.placed)

    @property
    def placed_words(self) -> str:
        """“Trial security (EEF): low; Study standards (WWC): high”."""
        return "; ".join(
            _("%(scale)s: %(standing)s")
            % {"scale": each.name, "standing": each.standing.label}
            for each in self.placed
        )

    @cached_property
    def appraisals(self) -> list[Appraisal]:
        """The current version of each person, once the round was settled."""
        if self.round is None or self.round.settled_at is None:
            return []
        return current_appraisals(self.round)

    @cached_property
    def compared(self) -> list[ComparedFact]:
        """Each fact as both recorded it; none before the round was settled."""
        if self.round is None or self.round.settled_at is None:
            return []
        return [each for each in compare(self.round) if each.is_recorded]

    @property
    def agreement(self) -> Agreement:
        """How well the two agreed."""
        return agreement_of(self.compared)

    @property
    def decided(self) -> list[dict[str, Any]]:
        """What a judge decided, with the answers of both."""
        return [
            {
                "label": each.fact.label,
                "answers": [_answer(each, value) for value in each.values],
                "decision": each.decision,
                "words": _answer(each, each.decision.value),
            }
            for each in self.compared
            if each.decision
        ]


def _answer(compared: ComparedFact, value: Any) -> str:
    return _("not in the paper") if value is None else compared.fact.words(value)

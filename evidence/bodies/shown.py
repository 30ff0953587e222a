"""Ratings of a body of evidence as templates show them: stored, or computed just now."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from django.urls import reverse
from django.utils.functional import cached_property

from evidence.bodies.facts import Recorded, read_known
from evidence.bodies.rating import About, Body, rate_part
from evidence.models import (
    BodyAppraisal,
    BodyRating,
    BodyRatingOverride,
)
from evidence.rating_pages.presentation import (
    RatingShown,
    shown_computed,
    shown_stored,
)
from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.criteria.grade import GRADE
from evidence.ratings.criteria.mesh import STRENGTH
from evidence.ratings.results import Rating
from evidence.ratings.rule_sets import RuleSet
from evidence.synthesis.presentation import PartShown
from evidence.synthesis.service import Part


@dataclass(frozen=True)
class PartRatings:
    """The studies of a body that used one kind of test, with their ratings."""

    body: Body
    part: Part
    ratings: Sequence[RatingShown]

    @property
    def title(self) -> str:
        """The kind of test as a heading."""
        return PartShown(self.part).title

    @property
    def anchor(self) -> str:
        """Its place on the page of the body's ratings."""
        return f"test-{self.part.measure.value}"

    @cached_property
    def by_key(self) -> dict[str, RatingShown]:
        """Each rating by the key of its rule set."""
        return {each.rule_set.key: each for each in self.ratings}

    @property
    def strength(self) -> RatingShown | None:
        """MESH's strength; None for what is never rated."""
        return self.by_key.get(STRENGTH.key)

    @property
    def certainty(self) -> RatingShown | None:
        """GRADE's certainty; None for what is never rated."""
        return self.by_key.get(GRADE.key)

    @property
    def recorded(self) -> Recorded:
        """What people recorded of the body."""
        return self.body.recorded

    @property
    def appraisal(self) -> BodyAppraisal | None:
        """GRADE's facts, as the last person recorded them."""
        return self.recorded.appraisals.get(self.part.measure)

    @property
    def has_changed_since(self) -> bool:
        """Whether other studies are pooled now than when GRADE's facts were recorded."""
        if self.appraisal is None:
            return False
        return set(self.appraisal.studies) != {
            each.study.pk for each in self.part.studies
        }


@dataclass(frozen=True)
class BodyShown:
    """A body of evidence with the ratings of each kind of test."""

    body: Body
    parts: Sequence[PartRatings]

    @property
    def has_ratings(self) -> bool:
        """Whether any criteria are about it; none are about what teachers thought."""
        return any(part.ratings for part in self.parts)

    @property
    def ratings_url(self) -> str:
        """The page that tells how each rating was computed."""
        synthesis = self.body.synthesis
        return reverse(
            "evidence:body_ratings",
            args=[synthesis.intervention.slug, synthesis.outcome_kind.value],
        )


@dataclass(frozen=True)
class Stored:
    """The rows on some bodies, read once."""

    ratings: Mapping[About, Sequence[BodyRating]] = field(default_factory=dict)
    overrides: Mapping[About, BodyRatingOverride] = field(default_factory=dict)

    @classmethod
    def of(cls, bodies: Sequence[Body], *, with_log: bool) -> Self:
        """Read the newest rows, or the whole log; two queries."""
        keys = [each.row.pk for each in bodies if each.row.pk]
        rows = BodyRating.objects.filter(body__in=keys).order_by("pk")
        ratings: dict[About, list[BodyRating]] = {}
        for row in rows if with_log else rows.newest():
            if row.rule_set in RULE_SETS:
                ratings.setdefault(row.about, []).append(row)
        if not ratings:
            return cls()
        found = BodyRatingOverride.objects.filter(rating__body__in=keys)
        newest = {
            each.rating.about: each
            for each in found.select_related("rating", "judge").order_by("pk")
        }
        standing = {key: each for key, each in newest.items() if not each.is_withdrawal}
        return cls(ratings, standing)


def show_bodies(
    bodies: Sequence[Body], *, today: dt.date, with_log: bool = False
) -> list[BodyShown]:
    """Bodies with their ratings; four queries, however many they are.

    What waits to be rated again is computed now.
    """
    parts = [part for body in bodies for part in body.synthesis.parts]
    known = read_known(each.study.pk for part in parts for each in part.studies)
    stored = Stored.of(bodies, with_log=with_log)
    shown = []
    for body in bodies:
        rated = []
        for part in body.synthesis.parts:
            kind = body.row.outcome_kind
            computed = rate_part(part, kind, known, body.recorded, today=today)
            ratings = [_shown(body, part, *each, stored) for each in computed]
            rated.append(PartRatings(body, part, ratings))
        shown.append(BodyShown(body, rated))
    return shown


def _shown(
    body: Body, part: Part, rule_set: RuleSet, rating: Rating, stored: Stored
) -> RatingShown:
    """The stored rating, unless the body as it is shown comes to something else."""
    about = (body.row.pk, part.measure.value, rule_set.key)
    if not body.is_whole:
        return shown_computed(rule_set, rating)
    rows, override = stored.ratings.get(about, ()), stored.overrides.get(about)
    if rows and rows[-1].comes_to(rating):
        return shown_stored(rows[-1], override, rows[-2::-1])
    return replace(shown_computed(rule_set, rating), override=override)

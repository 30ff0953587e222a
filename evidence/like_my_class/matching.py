"""How far a study was done in a class like the reader's.

Our own rule, open to dispute: on each criterion that the reader tells, a study is the
same (1), near (half), other (0) or not reported. What is not reported may be either, so
it weighs half; but it never makes a study count as one like the reader's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import Deliverer
from evidence.like_my_class.classes import (
    Ages,
    Criterion,
    SchoolClass,
    StudyFacts,
    Topic,
)

YEARS_APART = 1  # ages that follow each other are near
SAME_DISADVANTAGE, NEAR_DISADVANTAGE = 10, 25  # percentage points
SAME_SIZE, NEAR_SIZE = 5, 10  # pupils
LIKE = 0.5  # of what the reader told, known to match


class Likeness(models.TextChoices):
    """How a study and a class stand to each other on one criterion."""

    SAME = "same", _("same")
    NEAR = "near", _("near")
    OTHER = "other", _("other")
    NOT_REPORTED = "not_reported", _("not reported")


POINTS = {
    Likeness.SAME: 1.0,
    Likeness.NEAR: 0.5,
    Likeness.OTHER: 0.0,
    Likeness.NOT_REPORTED: 0.5,
}


@dataclass(frozen=True)
class Match:
    """A study against a class, on each criterion that the reader told."""

    by_criterion: dict[Criterion, Likeness]

    @property
    def weight(self) -> float:
        """How much of a study it counts as (0-1): 1 where all is the same."""
        points = [POINTS[each] for each in self.by_criterion.values()]
        return sum(points) / len(points)

    @property
    def known(self) -> float:
        """The share (0-1) of what the reader told that is known to match."""
        known = [
            POINTS[each]
            for each in self.by_criterion.values()
            if each != Likeness.NOT_REPORTED
        ]
        return sum(known) / len(self.by_criterion)

    @property
    def is_like(self) -> bool:
        """Whether it is known to match in half of what the reader told."""
        return self.known >= LIKE


def match(facts: StudyFacts, mine: SchoolClass) -> Match:
    """Hold a study against a class.

    Raises:
        ValueError: nothing was told of the class.
    """
    if not mine.told:
        msg = "a class of which nothing is told can't be matched"
        raise ValueError(msg)
    return Match({each: _likeness[each](facts, mine) for each in mine.told})


def _phase(facts: StudyFacts, mine: SchoolClass) -> Likeness:
    assert mine.phase is not None  # noqa: S101 - it was told
    return _best([_ages(theirs, mine.phase) for theirs in facts.phases])


def _ages(theirs: Ages, mine: Ages) -> Likeness:
    """The same phase, or ages that hold all of the class's ages."""
    holds_all = theirs.first <= mine.first and mine.last <= theirs.last
    if theirs.phase == mine.phase or holds_all:
        return Likeness.SAME
    apart = max(theirs.first - mine.last, mine.first - theirs.last)
    return Likeness.NEAR if apart <= YEARS_APART else Likeness.OTHER


def _subject(facts: StudyFacts, mine: SchoolClass) -> Likeness:
    assert mine.subject is not None  # noqa: S101 - it was told
    return _best([_topic(theirs, mine.subject) for theirs in facts.subjects])


def _topic(theirs: Topic, mine: Topic) -> Likeness:
    """A topic belongs to its subject; two topics of one subject are near."""
    if theirs.subject != mine.subject:
        return Likeness.OTHER
    return Likeness.SAME if mine.topic in {None, theirs.topic} else Likeness.NEAR


def _country(facts: StudyFacts, mine: SchoolClass) -> Likeness:
    theirs = {folded for each in facts.country.split(";") if (folded := fold(each))}
    if not theirs:
        return Likeness.NOT_REPORTED
    if fold(mine.country) not in theirs:
        return Likeness.OTHER
    return Likeness.SAME if len(theirs) == 1 else Likeness.NEAR


def fold(country: str) -> str:
    """A country's name as it is compared."""
    return " ".join(country.split()).casefold()


def _disadvantage(facts: StudyFacts, mine: SchoolClass) -> Likeness:
    return _distance(
        facts.disadvantage, mine.disadvantage, SAME_DISADVANTAGE, NEAR_DISADVANTAGE
    )


def _class_size(facts: StudyFacts, mine: SchoolClass) -> Likeness:
    return _distance(facts.class_size, mine.class_size, SAME_SIZE, NEAR_SIZE)


def _distance(
    theirs: float | None, mine: float | None, same: float, near: float
) -> Likeness:
    assert mine is not None  # noqa: S101 - it was told
    if theirs is None:
        return Likeness.NOT_REPORTED
    apart = round(abs(theirs - mine), 6)
    if apart <= same:
        return Likeness.SAME
    return Likeness.NEAR if apart <= near else Likeness.OTHER


def _deliverer(facts: StudyFacts, mine: SchoolClass) -> Likeness:
    theirs = facts.deliverers
    if theirs == {mine.deliverer}:
        return Likeness.SAME
    if mine.deliverer in theirs or Deliverer.MIXED in theirs:
        return Likeness.NEAR
    is_known = theirs and "" not in theirs
    return Likeness.OTHER if is_known else Likeness.NOT_REPORTED


def _best(each: list[Likeness]) -> Likeness:
    """The nearest of several; without any, nothing was reported."""
    return max(each, key=POINTS.__getitem__, default=Likeness.NOT_REPORTED)


_likeness: dict[Criterion, Callable[[StudyFacts, SchoolClass], Likeness]] = {
    Criterion.PHASE: _phase,
    Criterion.SUBJECT: _subject,
    Criterion.COUNTRY: _country,
    Criterion.DISADVANTAGE: _disadvantage,
    Criterion.CLASS_SIZE: _class_size,
    Criterion.DELIVERER: _deliverer,
}

"""A study held against a class: each boundary of each criterion."""

import pytest

from evidence.constants import Deliverer
from evidence.like_my_class.classes import (
    Ages,
    Criterion,
    SchoolClass,
    StudyFacts,
    Topic,
)
from evidence.like_my_class.matching import Likeness, match

SAME, NEAR, OTHER = Likeness.SAME, Likeness.NEAR, Likeness.OTHER
UNKNOWN = Likeness.NOT_REPORTED
KS2 = Ages(2, 7, 11)


def likeness(facts, mine):
    (found,) = match(facts, mine).by_criterion.values()
    return found


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        ({KS2}, SAME),
        ({Ages(9, 5, 11)}, SAME),  # another scheme: its ages hold all of mine
        ({Ages(9, 8, 11)}, NEAR),  # some of them
        ({Ages(3, 11, 14)}, NEAR),  # one age in common
        ({Ages(3, 12, 14)}, NEAR),  # the next age
        ({Ages(3, 13, 14)}, OTHER),
        ({Ages(1, 3, 6)}, NEAR),
        ({Ages(1, 3, 5)}, OTHER),
        ({Ages(4, 14, 16), KS2}, SAME),  # the nearest counts
        (set(), UNKNOWN),
    ],
)
def test_phases_are_compared_by_their_ages(phases, expected):
    facts = StudyFacts(phases=frozenset(phases))

    assert likeness(facts, SchoolClass(phase=KS2)) == expected


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (Topic(1), {Topic(1)}, SAME),
        (Topic(1), {Topic(1, 5)}, SAME),  # a topic belongs to its subject
        (Topic(1, 5), {Topic(1, 5)}, SAME),
        (Topic(1, 5), {Topic(1, 6)}, NEAR),
        (Topic(1, 5), {Topic(1)}, NEAR),  # no topic named
        (Topic(1), {Topic(2)}, OTHER),
        (Topic(1), {Topic(2), Topic(1)}, SAME),
        (Topic(1), set(), UNKNOWN),
    ],
)
def test_a_topic_belongs_to_its_subject(mine, theirs, expected):
    facts = StudyFacts(subjects=frozenset(theirs))

    assert likeness(facts, SchoolClass(subject=mine)) == expected


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("England", SAME),
        (" england ", SAME),
        ("England; Wales", NEAR),
        ("USA", OTHER),
        ("", UNKNOWN),
        (" ; ", UNKNOWN),
    ],
)
def test_countries_are_compared_by_name(theirs, expected):
    mine = SchoolClass(country="ENGLAND")

    assert likeness(StudyFacts(country=theirs), mine) == expected


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (30, SAME),
        (40, SAME),
        (20, SAME),
        (40.1, NEAR),
        (55, NEAR),
        (5, NEAR),
        (55.1, OTHER),
        (4.9, OTHER),
        (None, UNKNOWN),
    ],
)
def test_disadvantage_is_compared_in_percentage_points(theirs, expected):
    facts = StudyFacts(disadvantage=theirs)

    assert likeness(facts, SchoolClass(disadvantage=30)) == expected


def test_no_disadvantage_at_all_was_told_too():
    assert likeness(StudyFacts(disadvantage=0), SchoolClass(disadvantage=0)) == SAME


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (25, SAME), (30, SAME), (20, SAME), (31, NEAR), (19, NEAR), (35, NEAR),
        (15, NEAR), (36, OTHER), (14, OTHER), (None, UNKNOWN),
    ],
)  # fmt: skip
def test_class_size_is_compared_in_pupils(theirs, expected):
    facts = StudyFacts(class_size=theirs)

    assert likeness(facts, SchoolClass(class_size=25)) == expected


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ({Deliverer.TEACHER}, SAME),
        ({Deliverer.TEACHER, Deliverer.RESEARCHER}, NEAR),
        ({Deliverer.MIXED}, NEAR),
        ({Deliverer.TEACHER, ""}, NEAR),
        ({Deliverer.RESEARCHER}, OTHER),
        ({Deliverer.RESEARCHER, ""}, UNKNOWN),
        ({""}, UNKNOWN),
        (set(), UNKNOWN),
    ],
)
def test_who_gave_it_is_compared_over_all_findings(theirs, expected):
    facts = StudyFacts(deliverers=frozenset(theirs))

    assert likeness(facts, SchoolClass(deliverer=Deliverer.TEACHER)) == expected


def test_only_what_was_told_is_compared():
    mine = SchoolClass(country="England", class_size=25)

    found = match(StudyFacts(country="England", disadvantage=50), mine)

    assert found.by_criterion == {
        Criterion.COUNTRY: SAME,
        Criterion.CLASS_SIZE: UNKNOWN,
    }


@pytest.mark.parametrize(
    ("facts", "weight", "known", "is_like"),
    [
        ({"country": "England", "class_size": 25}, 1, 1, True),
        ({"country": "England", "class_size": 60}, 0.5, 0.5, True),
        ({"country": "England"}, 0.75, 0.5, True),
        ({"country": "USA", "class_size": 33}, 0.25, 0.25, False),
        ({"country": "USA", "class_size": 60}, 0, 0, False),
        ({}, 0.5, 0, False),
    ],
    ids=["all", "half", "half known", "near", "nothing", "nothing known"],
)
def test_what_is_not_reported_weighs_half_but_is_never_like(
    facts, weight, known, is_like
):
    found = match(StudyFacts(**facts), SchoolClass(country="England", class_size=25))

    assert (found.weight, found.known, found.is_like) == (weight, known, is_like)


def test_a_class_of_which_nothing_is_told_can_not_be_matched():
    with pytest.raises(ValueError, match="nothing is told"):
        match(StudyFacts(), SchoolClass())

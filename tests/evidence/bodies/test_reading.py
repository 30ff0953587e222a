"""The strength of interventions, as badges and lists show it."""

import pytest

from evidence.bodies.deciding import override_body_rating
from evidence.bodies.reading import strength_of
from evidence.bodies.waiting import rate_waiting
from evidence.constants import Measure, OutcomeKind
from evidence.models import BodyRating
from tests.evidence.bodies.conftest import intervention

pytestmark = pytest.mark.django_db


def found():
    """The strength of the only intervention, or None."""
    return strength_of([intervention().pk]).get(intervention().pk)


def test_the_strength_of_an_intervention_says_what_it_is_about(studies, now):
    studies(1)
    rate_waiting(now=now)

    assert found().rank == 1
    assert found().text == "Strength 1 of 5 for attainment"


def test_an_undecided_strength_is_none(studies, now):
    studies(3, security=4)
    rate_waiting(now=now)

    assert found() is None


def test_attainment_goes_before_other_outcomes(studies, now):
    studies(1)
    studies(1, kind=OutcomeKind.ATTITUDE)
    rate_waiting(now=now)

    assert found().outcome_kind == OutcomeKind.ATTAINMENT


def test_without_attainment_another_outcome_is_named(studies, now):
    studies(1, kind=OutcomeKind.BEHAVIOUR)
    rate_waiting(now=now)

    assert found().text == "Strength 1 of 5 for behaviour"


def test_what_teachers_thought_has_no_strength(studies, now):
    studies(3, kind=OutcomeKind.TEACHER_PERCEPTION)
    rate_waiting(now=now)

    assert found() is None


def test_of_two_kinds_of_test_the_stronger_counts(studies, now, judge):
    studies(1)
    studies(1, measure=Measure.RESEARCHER_MADE)
    rate_waiting(now=now)
    [rating] = BodyRating.objects.filter(
        measure=Measure.RESEARCHER_MADE, rule_set="mesh-strength"
    )
    override_body_rating(rating=rating, code="2", reason="Why not.", by=judge, now=now)

    assert (found().rank, found().measure) == (2, Measure.RESEARCHER_MADE)


def test_a_withdrawn_result_counts_no_more(studies, now, judge):
    studies(1)
    rate_waiting(now=now)
    [rating] = BodyRating.objects.filter(rule_set="mesh-strength")
    override_body_rating(rating=rating, code="3", reason="Why not.", by=judge, now=now)
    override_body_rating(rating=rating, code="", reason="A mistake.", by=judge, now=now)

    assert found().rank == 1


def test_many_take_one_query(studies, now, django_assert_num_queries):
    for number in range(5):
        studies(1, intervention=f"Intervention {number}")
    rate_waiting(now=now)
    keys = set(BodyRating.objects.values_list("body__intervention", flat=True))

    with django_assert_num_queries(1):
        assert len(strength_of(keys)) == 5


def test_none_are_asked_for_none():
    assert strength_of([]) == {}

"""Which bodies are rated again, and when."""

import datetime as dt

import pytest
from django.core.management import call_command

from evidence.bodies import waiting
from evidence.bodies.recording import SearchSaid, record_search
from evidence.bodies.waiting import (
    mark_waiting,
    rate_every_body,
    rate_waiting,
    rated_at_the_end,
)
from evidence.constants import Independence, OutcomeKind, RatingCause
from evidence.models import BodyOfEvidence, BodyRating, Finding, RatingOverride
from evidence.ratings.criteria.mesh import STRENGTH
from tests.evidence.bodies.conftest import intervention, rate_study, row
from tests.factories.core import PhaseFactory
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db


def strengths():
    """Every stored strength, the oldest first."""
    return BodyRating.objects.filter(rule_set=STRENGTH.key).order_by("pk")


def waits():
    return set(
        BodyOfEvidence.objects.filter(stale_since__isnull=False).values_list(
            "intervention__name", "outcome_kind"
        )
    )


@pytest.fixture
def rated(studies, now):
    """Three studies, rated: nothing waits."""
    made = studies(3, security=1)
    rate_waiting(now=now)
    assert not waits()
    return made


ABOUT = ("Number line work", "attainment")


def test_a_body_waits_from_its_first_finding(studies, now):
    studies(1)

    assert waits() == {ABOUT}
    assert rate_waiting(now=now) > 0
    assert strengths().get().rank == 1
    assert strengths().get().cause == RatingCause.EVIDENCE
    assert not waits()


def test_what_has_not_changed_is_not_written_again(rated, now):
    mark_waiting([(intervention().pk, "attainment")], now=now)

    assert rate_waiting(now=now) == 0
    assert strengths().count() == 1


def test_another_study_makes_it_wait(rated, studies):
    studies(1)

    assert waits() == {ABOUT}


def test_a_finding_that_changes_its_outcome_makes_both_bodies_wait(rated, now):
    finding = Finding.objects.first()
    finding.outcome_kind = OutcomeKind.ATTITUDE
    finding.save()

    assert waits() == {ABOUT, ("Number line work", "attitude")}


def test_a_finding_that_goes_makes_its_body_wait(rated):
    Finding.objects.first().delete()

    assert waits() == {ABOUT}


def test_a_field_of_a_study_makes_its_bodies_wait(rated):
    rated[0].independence = Independence.DEVELOPER
    rated[0].save()

    assert waits() == {ABOUT}


def test_phases_of_a_study_make_its_bodies_wait(rated):
    rated[0].phases.add(PhaseFactory())

    assert waits() == {ABOUT}


def test_a_retraction_makes_the_bodies_wait(rated, now):
    reference = rated[0].reference
    reference.retracted = True
    reference.save()

    assert waits() == {ABOUT}


def test_the_security_of_a_study_makes_its_bodies_wait(rated, now):
    rate_study(rated[0], 4, now)

    assert waits() == {ABOUT}
    rate_waiting(now=now)
    assert strengths().last().missing == ["search_age"]


def test_a_judges_security_makes_its_bodies_wait(rated, judge, now):
    RatingOverride.objects.create(
        rating=rated[0].rating_records.get(),
        code="4",
        words="Security 4 of 5",
        reason="The report says more.",
        judge=judge,
        decided_at=now,
    )

    assert waits() == {ABOUT}


def test_what_teachers_thought_never_waits(studies):
    studies(2, kind=OutcomeKind.TEACHER_PERCEPTION)

    assert waits() == set()


def test_when_nothing_is_pooled_any_more_the_rating_ends(rated, now):
    Finding.objects.update(ci_low=None, ci_high=None, standard_error=None)
    mark_waiting([(intervention().pk, "attainment")], now=now)

    rate_waiting(now=now)

    assert strengths().last().status == "not_applicable"
    assert strengths().last().rank is None


def test_a_body_is_rated_on_the_day_its_search_becomes_too_old(studies, curator, now):
    studies(3, security=4)
    day = now.date() - dt.timedelta(days=4 * 365)
    record_search(body=row(), said=SearchSaid(day, "Abstract"), by=curator, now=now)
    rate_waiting(now=now)
    later = now + dt.timedelta(days=2 * 365)

    assert rate_waiting(now=now + dt.timedelta(days=30)) == 0
    assert rate_waiting(now=later) > 0

    assert [each.rank for each in strengths()] == [3, 2]
    assert strengths().last().cause == RatingCause.AGE
    assert rate_waiting(now=later) == 0


def test_rating_comes_after_the_commit(studies, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        studies(2)

    assert callbacks.count(waiting.after_commit) == 1
    assert BodyRating.objects.exists()
    assert not waits()


def test_a_request_rates_only_a_few(studies, monkeypatch):
    monkeypatch.setattr(waiting, "AT_ONCE", 1)
    studies(1)
    studies(1, intervention="Something else")

    waiting.after_commit()

    assert len(waits()) == 1


def test_an_import_has_its_bodies_rated_at_its_end(
    studies, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks, rated_at_the_end():
        studies(2)
        assert waits() == {ABOUT}

    assert waiting.after_commit not in callbacks
    assert not waits()


def test_after_an_error_what_was_marked_goes_on_waiting(studies):
    def interrupted():
        with rated_at_the_end():
            studies(2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert waits() == {ABOUT}


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_bodies_are_rated_in_portions(studies, now, monkeypatch, limit):
    monkeypatch.setattr(waiting, "MOST_FINDINGS", limit)
    for number in range(4):
        studies(1, intervention=f"Intervention {number}")

    rate_waiting(now=now)

    assert strengths().count() == 4


def test_a_body_that_is_too_large_is_left_out_and_said_so(
    studies, now, monkeypatch, caplog
):
    monkeypatch.setattr(waiting, "LARGEST", 2)
    studies(3)

    rate_waiting(now=now)

    assert "has 3 findings: it is not rated" in caplog.text
    assert not waits()
    assert not strengths().exists()


@pytest.mark.parametrize("number", [2, 8])
def test_the_queries_do_not_grow_with_studies(
    studies, now, number, django_assert_max_num_queries
):
    studies(number, security=1)

    with django_assert_max_num_queries(20):
        rate_waiting(now=now)


def test_marking_takes_one_query_or_none(studies, now, django_assert_num_queries):
    studies(1)
    subject = (intervention().pk, "attainment")

    with django_assert_num_queries(1):
        mark_waiting([subject, subject, (subject[0], "attitude")], now=now)
    with django_assert_num_queries(0):
        mark_waiting([(None, "attainment")], now=now)


def test_new_rules_rate_every_body(rated, now):
    assert rate_every_body(now=now) == 0


def test_the_command_rates_what_waits(studies, capsys):
    studies(1)

    call_command("recompute_ratings", "--waiting-only")

    assert "Ratings of bodies of evidence changed:" in capsys.readouterr().out
    assert strengths().exists()


def test_the_command_rates_everything(studies, now, capsys):
    studies(1)
    rate_waiting(now=now)

    call_command("recompute_ratings")

    assert "Ratings of bodies of evidence changed: 0" in capsys.readouterr().out


def test_findings_without_a_body_are_no_trouble(now):
    FindingFactory()
    BodyOfEvidence.objects.update(intervention=None)

    assert rate_waiting(now=now) == 0

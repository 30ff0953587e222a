"""The page that tells how a body of evidence was rated."""

import datetime as dt

import pytest
from django.urls import reverse

from evidence.bodies.deciding import override_body_rating
from evidence.bodies.recording import FactsSaid, SearchSaid, record_facts, record_search
from evidence.bodies.waiting import rate_waiting
from evidence.constants import Measure, OutcomeKind
from evidence.models import BodyRating
from tests.evidence.bodies.conftest import intervention, judged, row

pytestmark = pytest.mark.django_db


def address(kind="attainment"):
    return reverse("evidence:body_ratings", args=[intervention().slug, kind])


def page(client, kind="attainment"):
    return client.get(address(kind)).content.decode()


def test_it_tells_rules_facts_reasons_and_who_recorded_them(
    studies, client, curator, now
):
    studies(3, security=4)
    body = row()
    said = SearchSaid(dt.date(2024, 1, 31), "p. 12", "We searched in January 2024.")
    record_search(body=body, said=said, by=curator, now=now)
    facts = FactsSaid(
        Measure.STANDARDISED, judged(grade_imprecision="serious"), "From abstracts."
    )
    record_facts(body=body, said=facts, by=curator, now=now)

    html = page(client)

    for text in (
        "Somebody last searched for all studies on 31 Jan 2024",
        "We searched in January 2024.",
        "Moderate certainty",
        "Strength 3 of 5",
        "So it looks to us.",
        "From abstracts.",
        str(curator),
        'id="standardised-mesh-strength"',
        'id="standardised-grade"',
    ):
        assert text in html


def test_what_is_not_recorded_is_said(studies, client):
    studies(3, security=4)

    html = page(client)

    assert "It is not recorded when somebody last searched" in html
    assert "Nobody has judged GRADE’s facts of these studies yet." in html
    assert "Years since the newest search" in html


def test_a_body_that_has_grown_has_to_be_looked_at_again(studies, client, curator, now):
    studies(2)
    facts = FactsSaid(Measure.STANDARDISED, judged())
    record_facts(body=row(), said=facts, by=curator, now=now)

    assert "The studies have changed since" not in page(client)
    studies(1)
    assert "The studies have changed since" in page(client)


def test_a_judges_result_stands_with_its_reason(studies, client, judge, now):
    studies(1)
    rate_waiting(now=now)
    rating = BodyRating.objects.get(rule_set="mesh-strength")
    override_body_rating(
        rating=rating, code="2", reason="A very large trial.", by=judge, now=now
    )

    html = page(client)

    assert "Strength 2 of 5" in html
    assert "A very large trial." in html
    assert str(judge) in html


def test_what_it_was_before_is_shown(studies, client, now):
    studies(1)
    rate_waiting(now=now)
    studies(2, security=1)
    rate_waiting(now=now)
    studies(2, security=0)
    rate_waiting(now=now)

    assert "What it was before" in page(client)


@pytest.mark.parametrize("kind", ["nonsense", "attitude", "teacher_perception"])
def test_there_is_no_page_about_what_is_not_rated(studies, client, kind):
    studies(2)
    studies(2, kind=OutcomeKind.TEACHER_PERCEPTION)

    assert client.get(address(kind)).status_code == 404


@pytest.mark.parametrize("number", [2, 30])
def test_it_takes_the_same_queries_however_many_studies(
    client, studies, number, django_assert_max_num_queries
):
    studies(number, security=2)
    where = address()

    with django_assert_max_num_queries(12):
        assert client.get(where).status_code == 200

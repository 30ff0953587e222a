"""The section "Bodies of evidence" of the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.bodies.waiting import rate_waiting
from evidence.constants import Measure, OutcomeKind
from evidence.models import (
    BodyAppraisal,
    BodyOfEvidence,
    BodyRating,
    BodyRatingOverride,
    NewestSearch,
)
from mesh.core.constants import Role
from tests.evidence.bodies.conftest import GRADE_KEYS, intervention, row

pytestmark = pytest.mark.django_db
LIST = "/admin/bodies/"


def text_of(response):
    return " ".join(response.content.decode().split())


def search(**options):
    given = {"searched_on": "31/01/2024", "place": "p. 4", **options}
    return {"search": "1", **{f"search-{name}": each for name, each in given.items()}}


def facts(measure="standardised", reason="So it looks.", **others):
    sent = {"measure": measure}
    for key in GRADE_KEYS:
        sent[f"{measure}-value_{key}"] = others.get(key, "none")
        sent[f"{measure}-reason_{key}"] = reason
    return sent


@pytest.fixture
def page(client, studies, curator):
    """The address of a body's page; a curator looks at it."""
    studies(3)
    client.force_login(curator)
    return reverse("evidence_bodies:body", args=[row().pk])


def test_a_body_is_reached_from_the_list_the_menu_and_the_intervention(client, page):
    inspect = reverse(
        "evidence_intervention_modeladmin_inspect", args=[intervention().pk]
    )

    for where in (LIST, inspect):
        assert page in text_of(client.get(where))
    assert LIST in text_of(client.get(reverse("wagtailadmin_home")))


def test_the_list_is_narrowed_by_words_and_by_what_is_missing(client, page, studies):
    studies(1, intervention="Something else")
    studies(1, kind=OutcomeKind.TEACHER_PERCEPTION)
    client.post(page, search())

    assert "Something else" not in text_of(client.get(f"{LIST}?q=number"))
    assert page not in text_of(client.get(f"{LIST}?missing=search"))
    assert page in text_of(client.get(f"{LIST}?missing=grade"))
    assert "perception" not in text_of(client.get(f"{LIST}?p=7&q=%00"))
    assert "No body of evidence fits" in text_of(client.get(f"{LIST}?q=zzz"))


def test_a_long_list_has_pages(client, page, studies):
    for number in range(51):
        studies(1, intervention=f"Intervention {number}")

    assert "Page 1 of 2" in text_of(client.get(LIST))


def test_the_list_takes_the_same_queries_however_long(client, page, studies):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    client.get(LIST)
    before = queries()
    for number in range(10):
        studies(1, intervention=f"Intervention {number}")

    assert queries() <= before


def test_a_curator_records_a_search(client, page):
    response = client.post(page, search(), follow=True)

    assert NewestSearch.objects.get().searched_on.year == 2024
    assert "It is kept, and the body is rated again." in text_of(response)
    assert "31 Jan 2024" in text_of(response)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (search(searched_on="soon"), "Write the day like this"),
        (search(place=""), "Say where the day of the search is said."),
        (search(searched_on="31/01/2099"), "in the future"),
        (search(reference="abc"), "Select a valid choice"),
    ],
)
def test_a_wrong_search_comes_back_as_it_was_sent(client, page, sent, words):
    response = client.post(page, sent)

    assert words in text_of(response)
    assert sent["search-searched_on"] in text_of(response)
    assert not NewestSearch.objects.exists()


def test_a_curator_records_grades_facts(client, page):
    response = client.post(page, facts(grade_imprecision="serious"), follow=True)

    assert BodyAppraisal.objects.get().facts["grade_imprecision"]["value"] == "serious"
    assert "Moderate certainty" in text_of(response)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (facts(reason=""), "Say why: the reason is public."),
        ({"measure": "standardised"}, "Answer one question at least."),
        (
            {**facts(), "standardised-value_grade_imprecision": ""},
            "Judge it, or empty its reason.",
        ),
        (
            {**facts(), "standardised-value_grade_imprecision": "awful"},
            "Select a valid choice",
        ),
        ({"measure": "nonsense"}, "Reload the page"),
        ({}, "Reload the page"),
    ],
)
def test_wrong_facts_come_back_with_what_to_do(client, page, sent, words):
    assert words in text_of(client.post(page, sent))
    assert not BodyAppraisal.objects.exists()


def test_facts_recorded_anew_ask_for_a_reason(client, page):
    client.post(page, facts())

    assert "say why it is recorded anew" in text_of(client.post(page, facts()))
    client.post(page, {**facts(), "standardised-anew": "A slip."})
    assert "A slip." in text_of(client.get(page))


def test_a_reader_sees_what_is_recorded_and_no_form(client, page, person):
    client.post(page, facts(reason="Small groups."))
    client.force_login(person(Role.TRUSTEE))

    html = text_of(client.get(page))

    assert "Small groups." in html
    assert "Only a curator records facts" in html
    assert "Record, in public with your name" not in html
    refused = text_of(client.post(page, search()))
    assert not NewestSearch.objects.exists()
    assert "Only a curator records facts" in refused


def test_without_a_role_nobody_sees_the_section(client, page, person):
    client.force_login(person())

    assert client.get(page).status_code == 302
    assert client.get(LIST).status_code == 302


@pytest.fixture
def decidable(client, page, studies, judge, now):
    """A judge looks at a body with a rating: makes what the form would send."""
    studies(1, measure=Measure.RESEARCHER_MADE)
    rate_waiting(now=now)
    key = BodyRating.objects.get(rule_set="mesh-strength").pk
    client.force_login(judge)
    return lambda code, reason: {
        "rating": key,
        f"rating-{key}-code": code,
        f"rating-{key}-reason": reason,
    }


def test_a_judge_puts_a_result_in_place(decidable, client, page):
    assert "Put another result in its place" in text_of(client.get(page))
    client.post(page, decidable("2", "A very large trial."))

    assert BodyRatingOverride.objects.get().code == "2"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (("2", ""), "Say why"),
        (("9", "So."), "valid choice"),
        (("", "So."), "No result was"),
    ],
)
def test_a_wrong_decision_comes_back(decidable, client, page, sent, words):
    html = text_of(client.post(page, decidable(*sent)))

    assert words in html
    assert not BodyRatingOverride.objects.exists()


def test_an_unknown_rating_or_body_is_not_found(client, page):
    assert client.post(page, {"rating": "abc"}).status_code == 404
    assert client.get(f"{LIST}999999/").status_code == 404


def test_a_body_without_studies_to_pool_has_nothing_to_judge(client, page):
    BodyOfEvidence.objects.update(outcome_kind=OutcomeKind.BEHAVIOUR)

    assert "there is nothing to judge" in text_of(client.get(page))

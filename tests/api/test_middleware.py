"""What each answer carries: limit, validators, CORS; and what is refused."""

import json

import pytest
from django.core.cache import cache

from api import limiting
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/findings"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_with_what_to_do(client, method):
    response = getattr(client, method)(URL)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "only reads" in json.loads(response.content)["detail"]


def test_an_answer_is_not_sent_twice(get):
    FindingFactory()
    first = get(URL)

    again = get(URL, if_none_match=first["ETag"])

    assert first["ETag"].startswith('"')
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_gives_another_etag(get):
    finding = FindingFactory()
    first = get(URL)["ETag"]
    finding.outcome = "Another outcome"
    finding.save()

    assert get(URL, if_none_match=first).status_code == 200


def test_head_answers_as_get(client, get):
    assert client.head(URL)["ETag"] == get(URL)["ETag"]


def test_any_site_may_ask(client, get):
    assert get(URL)["Access-Control-Allow-Origin"] == "*"
    assert client.options(URL).status_code == 204


def test_too_many_requests_are_refused_until_the_window_ends(settings, get, problem):
    settings.API_REQUESTS_PER_MINUTE = 2
    assert get(URL)["RateLimit-Policy"] == '"minute";q=2;w=60'
    get(URL)

    refused = get(URL)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert get(URL, x_forwarded_for="192.0.2.9").status_code == 429


def test_behind_a_proxy_each_client_has_its_own_limit(settings, get):
    settings.API_REQUESTS_PER_MINUTE, settings.TRUSTED_PROXIES = 1, 1

    answers = [
        get(URL, x_forwarded_for=f"198.51.100.7, {client}").status_code
        for client in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]

    assert answers == [200, 200, 429]


def test_a_network_of_one_household_is_one_client(rf):
    near = [rf.get(URL, REMOTE_ADDR=f"2001:db8::{end}") for end in (1, 2)]

    assert len({limiting.client_of(request) for request in near}) == 1
    assert limiting.client_of(rf.get(URL, REMOTE_ADDR="")) == ""


def test_a_cache_that_fails_lets_readers_in(get, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(limiting, "rest", limiting._Rest())
    monkeypatch.setattr(type(cache._connections["default"]), "incr", fail)

    assert get(URL).status_code == 200
    assert limiting.rest.is_on


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("outcom=attainment", "outcom"),
        ("outcome=nonsense", "outcome"),
        ("size=0", "size"),
        ("size=x", "size"),
        ("page=1000000000", "page"),
        ("page=1&page=2", "page"),
        ("subject=unknown", "subject"),
        ("intervention=unknown", "intervention"),
        ("country=%00", "country"),
        ("effect_from=nan", "effect_from"),
        ("q=" + "a" * 10_000, "q"),
        ("q=" + "a+" * 50, "q"),
    ],
)
def test_a_wrong_parameter_is_named(problem, query, parameter):
    told = problem(f"{URL}?{query}")

    assert parameter in [error["parameter"] for error in told["errors"]]
    assert all(error["message"] for error in told["errors"])


def test_what_is_allowed_is_said(problem):
    [error] = problem(f"{URL}?outcome=nonsense")["errors"]

    assert "attainment" in error["allowed"]
    assert error["given"] == "nonsense"


def test_a_page_past_the_last_is_not_found(problem):
    assert "no page 7" in problem(f"{URL}?page=7", 404)["detail"]


@pytest.mark.parametrize("path", ["nothing", "v1/nothing", "v1/studies/0"])
def test_nothing_is_told_as_a_problem(problem, path):
    assert problem(f"/api/{path}", 404)["title"]


def test_a_last_slash_too_many_leads_on(get):
    assert get(f"{URL}/?size=1")["Location"] == f"{URL}?size=1"

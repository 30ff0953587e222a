"""What every answer of the API carries, and what it says of a request that is wrong."""

import json
from types import SimpleNamespace

import pytest

from api import limiting, middleware
from tests.factories.evidence import FindingFactory

FINDINGS = "/api/v1/findings"


@pytest.mark.django_db
def test_an_answer_that_one_has_already_is_not_sent_again(get):
    FindingFactory()
    first = get(FINDINGS)

    again = get(FINDINGS, if_none_match=first["ETag"])

    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]


@pytest.mark.django_db
def test_an_answer_that_has_changed_has_another_etag(get):
    finding = FindingFactory()
    first = get(FINDINGS)
    finding.statement = "It helped."
    finding.save()

    again = get(FINDINGS, if_none_match=first["ETag"])

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


@pytest.mark.django_db
def test_any_site_may_read(get):
    response = get(FINDINGS)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]


def test_a_browser_may_ask_first(client):
    response = client.options(FINDINGS)

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
def test_the_head_of_an_answer_has_no_text(client):
    response = client.head(FINDINGS)

    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(client, method):
    response = getattr(client, method)(FINDINGS)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "only reads" in json.loads(response.content)["detail"]


@pytest.mark.django_db
def test_the_pages_of_a_list_lead_to_each_other(read, get):
    FindingFactory.create_batch(5)

    second = read(f"{FINDINGS}?size=2&page=2")

    assert (second["count"], second["pages"], len(second["results"])) == (5, 3, 2)
    assert read(second["next"])["page"] == 3
    assert read(second["previous"])["page"] == 1
    links = get(f"{FINDINGS}?size=2&page=2")["Link"]
    assert [each.split('rel="')[1].strip('"') for each in links.split(", ")] == [
        "first", "prev", "next", "last",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("size=0", "size"),
        ("size=-1", "size"),
        ("size=many", "size"),
        ("size=100000", "size"),
        ("page=0", "page"),
        ("page=one", "page"),
        ("page=1&page=2", "page"),
        ("outcome=happiness", "outcome"),
        ("design=", "design"),
        ("color=red", "color"),
        ("subject=no%20such%00", "subject"),
        ("effect_from=big", "effect_from"),
        ("effect_from=nan", "effect_from"),
        ("year_from=20155", "year_from"),
        ("intervention=unknown", "intervention"),
        ("country=%00", "country"),
        ("q=" + "a" * 10_000, "q"),
        ("q=" + "a+" * 50, "q"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_parameter_is_named_with_what_it_may_be(problem, query, parameter):
    told = problem(f"{FINDINGS}?{query}")

    assert told["status"] == 400
    assert told["type"].endswith("/api/docs#problem-invalid-parameters")
    assert parameter in {error["parameter"] for error in told["errors"]}
    assert all(error["message"] for error in told["errors"])


@pytest.mark.django_db
def test_what_is_allowed_is_said(problem):
    [error] = problem(f"{FINDINGS}?outcome=nonsense")["errors"]

    assert "attainment" in error["allowed"]
    assert error["given"] == "nonsense"


@pytest.mark.django_db
def test_a_page_past_the_last_is_not_found(problem):
    assert "There is 1 page" in problem(f"{FINDINGS}?page=2", 404)["detail"]
    assert problem(f"{FINDINGS}?page=1000000000")["errors"][0]["parameter"] == "page"


@pytest.mark.parametrize(
    "query", ["x" * 10_000, "%00%01", '"', "*", "-", "%E2%80%AE", "%F0%9F%98%80", "AND OR ("]
)  # fmt: skip
@pytest.mark.django_db
def test_any_text_can_be_searched_for_or_is_refused_in_words(get, query):
    response = get(f"/api/v1/search?q={query}")

    assert response.status_code in {200, 400}
    if response.status_code == 400:
        assert json.loads(response.content)["errors"][0]["message"]


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/v1/nothing", "/api/v2/findings"]
)
def test_an_address_that_leads_nowhere_says_so(problem, path):
    assert "/api/docs" in problem(path, status=404)["detail"]


def test_a_last_slash_too_many_leads_on(client):
    response = client.get(f"{FINDINGS}/?size=1")

    assert response.status_code == 301
    assert response["Location"] == f"{FINDINGS}?size=1"


class TestLimit:
    @pytest.fixture(autouse=True)
    def _two_requests_in_one_window(self, settings, monkeypatch):
        settings.API_REQUESTS_PER_MINUTE = 2
        monkeypatch.setattr(middleware, "time", SimpleNamespace(time=lambda: 90.0))
        monkeypatch.setattr(limiting, "rest", limiting._Rest())

    def test_more_than_the_limit_are_refused_with_the_time_to_wait(self, get):
        first = get("/api/v1/subjects")
        get("/api/v1/subjects")
        third = get("/api/v1/subjects")

        assert '"minute";r=1;' in first["RateLimit"]
        assert third.status_code == 429
        assert third["Retry-After"] == "30"
        assert "At most 2 requests a minute" in json.loads(third.content)["detail"]

    def test_another_client_is_not_held_back(self, client, db):
        for _ in range(3):
            client.get("/api/v1/subjects", REMOTE_ADDR="192.0.2.1")

        other = client.get("/api/v1/subjects", REMOTE_ADDR="192.0.2.2")

        assert other.status_code == 200

    def test_one_household_of_the_new_network_counts_as_one(self, client, db):
        for last in ("1", "2"):
            client.get("/api/v1/subjects", REMOTE_ADDR=f"2001:db8::{last}")

        third = client.get("/api/v1/subjects", REMOTE_ADDR="2001:db8::3")

        assert third.status_code == 429

    def test_behind_a_proxy_each_client_is_counted_for_itself(self, settings, get):
        settings.API_REQUESTS_PER_MINUTE, settings.TRUSTED_PROXIES = 1, 1

        answers = [
            get("/api/v1/subjects", x_forwarded_for=f"198.51.100.7, {client}")
            for client in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
        ]

        assert [each.status_code for each in answers] == [200, 200, 429]

    def test_without_a_proxy_nobody_can_pretend_to_be_another(self, get):
        answers = [
            get("/api/v1/subjects", x_forwarded_for=f"192.0.2.{number}")
            for number in range(3)
        ]

        assert answers[-1].status_code == 429

    def test_a_client_without_an_address_is_not_counted(self, rf):
        assert limiting.client_of(rf.get("/", REMOTE_ADDR="")) == ""

    def test_without_a_limit_nothing_is_counted(self, get, settings):
        settings.API_REQUESTS_PER_MINUTE = 0

        assert "RateLimit" not in get("/api/v1/subjects")

    def test_a_cache_that_fails_stands_in_nobodys_way(self, get, settings):
        settings.CACHES = settings.CACHES | {
            "default": {"BACKEND": "tests.api.failing_cache.FailingCache"}
        }

        assert [get("/api/v1/subjects").status_code for _ in range(3)] == [200] * 3
        assert limiting.rest.is_on

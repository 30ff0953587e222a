"""What every answer carries: a request id, a policy, and no cookie."""

import logging

import pytest

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_an_answer_carries_an_id_of_its_own(client):
    ids = {client.get("/health/live")["X-Request-ID"] for _ in range(2)}

    assert len(ids) == 2
    assert all(len(number) == 32 for number in ids)


def test_a_well_formed_id_of_the_proxy_is_kept(client):
    response = client.get("/health/live", headers={"X-Request-ID": "proxy-1234"})

    assert response["X-Request-ID"] == "proxy-1234"


@pytest.mark.parametrize("forged", ["short", "a" * 65, "with space 123", 'quote"12345'])
def test_another_id_is_replaced(client, forged):
    response = client.get("/health/live", headers={"X-Request-ID": forged})

    assert response["X-Request-ID"] != forged


def test_a_request_is_one_line_of_the_log_without_what_was_looked_for(client, caplog):
    with caplog.at_level(logging.INFO, logger="mesh.core.middleware"):
        client.get("/health/live?q=private")

    record = caplog.records[-1]
    assert record.getMessage() == "GET /health/live 200"
    assert record.milliseconds >= 0


def test_a_public_page_allows_neither_inline_scripts_nor_inline_styles(client, home):
    allowed = policy(client.get("/"))

    assert allowed["script-src"] == "'self'"
    assert allowed["style-src"] == "'self'"
    assert allowed["default-src"] == "'self'"
    assert allowed["object-src"] == "'none'"


def test_the_admin_has_a_policy_of_its_own(client, administrator):
    client.force_login(administrator)

    allowed = policy(client.get("/admin/"))

    assert "'unsafe-inline'" in allowed["style-src"]
    assert allowed["default-src"] == "'self'"
    assert allowed["object-src"] == "'none'"


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
def test_where_people_sign_in_the_strict_policy_holds(client, path):
    allowed = policy(client.get(path))

    assert allowed["script-src"] == "'self'"
    assert allowed["style-src"] == "'self'"


def test_the_admins_policy_ends_where_the_admin_ends(client, home):
    allowed = policy(client.get("/administration/"))

    assert "'unsafe-inline'" not in allowed["style-src"]


@pytest.mark.parametrize("path", ["/", "/health/live", "/sitemap.xml", "/nowhere/"])
def test_an_anonymous_reader_gets_no_cookie(client, home, path):
    response = client.get(path)

    assert not response.cookies
    assert "Set-Cookie" not in response.headers


def test_a_public_page_is_compressed(client, home):
    response = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert response.content[:2] == b"\x1f\x8b"

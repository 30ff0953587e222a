"""The report on the search index."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from evidence.models import SearchOutbox
from evidence.search import rebuild
from evidence.search.admin import SearchIndexMenuItem
from evidence.search.engines.elasticsearch import indices
from mesh.core.constants import Role
from tests.search import servers

pytestmark = pytest.mark.django_db


@pytest.fixture
def parked(db):
    now = timezone.now()
    return SearchOutbox.objects.create(
        uid="page:12", created_at=now, next_try=now, parked=True, error="too <large>"
    )


def test_an_administrator_sees_what_is_parked(client, administrator, parked):
    client.force_login(administrator)

    html = client.get(reverse("search_index_report")).content.decode()

    assert "page:12" in html
    assert "too &lt;large&gt;" in html
    assert "Try everything again now" in html


def test_an_empty_outbox_is_said_to_be_so(client, administrator):
    client.force_login(administrator)

    html = client.get(reverse("search_index_report")).content.decode()

    assert "Nothing waits" in html
    assert "Try everything again now" not in html


def test_the_report_stands_in_the_menu_of_administrators_only(
    rf, administrator, person
):
    item, request = SearchIndexMenuItem(), rf.get("/")

    request.user = administrator
    assert item.is_shown(request)
    request.user = person(Role.EDITOR)
    assert not item.is_shown(request)


def test_retry_lets_parked_changes_be_tried_again(client, administrator, parked):
    client.force_login(administrator)

    response = client.post(reverse("search_index_retry"), follow=True)

    parked.refresh_from_db()
    assert not parked.parked
    assert parked.error == ""
    assert "1 change is being tried again." in response.content.decode()


def test_retry_with_nothing_waiting_says_so(client, administrator):
    client.force_login(administrator)

    response = client.post(reverse("search_index_retry"), follow=True)

    assert "Nothing waits." in response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_nobody_else_sees_or_retries(client, person, role, parked):
    client.force_login(person(role))

    client.get(reverse("search_index_report"))
    client.post(reverse("search_index_retry"))

    parked.refresh_from_db()
    assert parked.parked


def test_retry_needs_a_post(client, administrator):
    client.force_login(administrator)

    assert client.get(reverse("search_index_retry")).status_code == 405


def test_many_rows_are_paged(client, administrator):
    now = timezone.now()
    SearchOutbox.objects.bulk_create(
        SearchOutbox(uid=f"page:{n}", created_at=now, next_try=now) for n in range(60)
    )
    client.force_login(administrator)
    cache.clear()

    response = client.get(reverse("search_index_report"), {"p": "2"})

    assert len(response.context["page_obj"].object_list) == 10


def test_a_hanging_server_does_not_hold_the_report(client, administrator, settings):
    client.force_login(administrator)
    with servers.listening(servers.hang) as settings.ELASTICSEARCH_URL:
        html = client.get(reverse("search_index_report")).content.decode()

    assert "no answer (no answer within 1.2 s)" in html


@pytest.mark.elasticsearch
def test_the_report_names_the_index_and_says_when_it_is_out_of_date(
    client, administrator, server, monkeypatch
):
    client.force_login(administrator)

    def report():
        return client.get(reverse("search_index_report")).content.decode()

    assert "none: run search_index rebuild" in report()

    rebuild.rebuild(now=timezone.now())
    name = indices.live()
    assert name in report()
    assert "out of date" not in report()

    monkeypatch.setattr(indices, "is_current", lambda _name: False)
    assert f"{name}, out of date: rebuild" in report()

"""Elasticsearch refused, hanging or talking nonsense: the database answers in time."""

import time

import pytest
from django.utils import timezone

from evidence.models import SearchOutbox
from evidence.search import rebuild, sync, tasks
from evidence.search.api import SearchQuery
from evidence.search.engines.elasticsearch import client
from evidence.search.outbox import touch
from evidence.search.service import search
from tests.search import servers

pytestmark = pytest.mark.django_db

FAULTS = {
    "hangs": servers.hang,
    "one byte at a time": servers.drip,
    "hangs up": servers.close,
    "no HTTP": servers.noise,
    "HTML": servers.replying(200, b"<html>It works!</html>", "text/html"),
    "broken JSON": servers.replying(200, b'{"hits": '),
    "another JSON": servers.replying(200, {"hello": "world"}),
    "a list": servers.replying(200, []),
    "401": servers.error(401, "security_exception"),
    "429": servers.error(429, "es_rejected_execution_exception"),
    "500": servers.error(500, "internal"),
    "503": servers.error(503, "no_shard_available_action_exception"),
    "index missing": servers.error(404, "index_not_found_exception"),
    "400": servers.error(400, "parsing_exception"),
    "timed out": servers.result(timed_out=True),
    "a shard failed": servers.result(_shards={"total": 2, "failed": 1}),
    "no total": servers.result(hits={"hits": []}),
}


@pytest.fixture
def broken(settings, sample):
    """Indexes the sample in the database, then lets Elasticsearch be a bad server."""
    settings.ELASTICSEARCH_URL = ""
    rebuild.rebuild(now=timezone.now())
    return settings


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_the_database_answers_within_two_seconds_and_says_so(broken, fault):
    with servers.listening(fault) as broken.ELASTICSEARCH_URL:
        start = time.perf_counter()
        results = search(SearchQuery(text="fractions"))
        took = time.perf_counter() - start

    assert results.degraded
    assert results.engine == "database"
    assert results.total == 2
    assert took < 2


def test_a_refused_connection_is_answered_by_the_database(broken):
    broken.ELASTICSEARCH_URL = "http://127.0.0.1:9"

    assert search(SearchQuery(text="fractions")).degraded


def test_after_three_failures_a_hanging_server_is_left_alone(broken):
    with servers.listening(servers.hang) as broken.ELASTICSEARCH_URL:
        for _attempt in range(3):
            search(SearchQuery(text="fractions"))

        took = seconds(lambda: search(SearchQuery(text="fractions")))

    assert client.Breaker("search").is_open
    assert took < client.SEARCH_SECONDS / 2


def test_a_server_of_another_kind_is_a_fault_of_ours_and_raised(broken):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        client.within(1, fail)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_save_waits_less_than_a_second_and_loses_nothing(broken, fault):
    with servers.listening(fault) as broken.ELASTICSEARCH_URL:
        touch("sample:1")

        took = seconds(tasks.after_commit)

    (row,) = SearchOutbox.objects.all()
    assert took < 1
    assert row.applied
    assert row.attempts == 1
    assert row.error


def test_three_saves_in_a_row_wait_once(broken):
    def save():
        touch("sample:1")
        tasks.after_commit()

    with servers.listening(servers.hang) as broken.ELASTICSEARCH_URL:
        took = seconds(lambda: [save(), save(), save()])

    assert took < 1
    assert SearchOutbox.objects.waiting().count() == 3


def test_what_was_saved_is_found_at_once_while_elasticsearch_hangs(broken, sample):
    sample.rows.pop(13)
    with servers.listening(servers.hang) as broken.ELASTICSEARCH_URL:
        touch("sample:13")
        tasks.after_commit()

        results = search(SearchQuery(text="photosynthesis"))

    assert results.degraded
    assert results.total == 0


def test_pauses_double_up_to_an_hour():
    pauses = [sync.pause(attempts).total_seconds() for attempts in (1, 2, 3, 20, 500)]

    assert pauses == [5, 10, 20, 3600, 3600]

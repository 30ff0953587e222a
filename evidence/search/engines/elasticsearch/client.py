"""Connections that give up soon, and the breaker that stops asking a dead server."""

import functools
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.exceptions import SerializationError

Answer = TypeVar("Answer")

SEARCH_SECONDS = 1.2  # with the database's own answer: a search within two seconds
PUBLISH_SECONDS = 0.5  # a save that has to push to Elasticsearch itself
WORK_SECONDS = 30.0  # commands and the worker
OPEN_SECONDS = 30
FAILURES = {"search": 3, "index": 1}  # in OPEN_SECONDS, until the breaker opens


class ElasticsearchUnavailable(Exception):
    """Elasticsearch refused, hung, or answered what is of no use."""


def configured() -> bool:
    """Whether there is an Elasticsearch to use at all."""
    return bool(settings.ELASTICSEARCH_URL)


@functools.lru_cache(maxsize=8)
def _connect(url: str, api_key: str) -> Elasticsearch:
    return Elasticsearch(
        url,
        api_key=api_key or None,
        max_retries=0,
        retry_on_timeout=False,
        sniff_on_start=False,
    )


def client(seconds: float) -> Elasticsearch:
    """A client whose requests take at most so long, and are tried once."""
    made = _connect(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY)
    return made.options(request_timeout=seconds)


class Breaker:
    """Lets calls through until several failed in a short time; then waits a while.

    `purpose` is "search" or "index": a server that is slow to write may still answer.
    """

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self.key = f"evidence.search.breaker.{purpose}.{settings.ELASTICSEARCH_URL}"

    @property
    def is_open(self) -> bool:
        """Whether calls would be refused now."""
        return cache.get(self.key, 0) >= FAILURES[self.purpose]

    def failed(self) -> None:
        """Count a failure; the last one allowed opens the breaker."""
        cache.set(self.key, cache.get(self.key, 0) + 1, OPEN_SECONDS)

    def call(self, function: Callable[[], Answer], *, seconds: float) -> Answer:
        """Call the server, whatever it does, for at most this long.

        Raises:
            ElasticsearchUnavailable: the breaker is open, or the call failed.
        """
        if self.is_open:
            msg = "not asked: it failed a moment ago"
            raise ElasticsearchUnavailable(msg)
        try:
            return within(seconds, function)
        except ElasticsearchUnavailable:
            self.failed()
            raise


def within(seconds: float, function: Callable[[], Answer]) -> Answer:
    """The function's answer, or a refusal when time is up or the server failed.

    A request's own time limit restarts with every byte: a server that sends one byte a
    second would hold us for ever. So the caller waits beside a thread.

    Raises:
        ElasticsearchUnavailable: the server failed, or took longer.
    """
    outcome: dict[str, Any] = {}

    def run() -> None:
        try:
            outcome["answer"] = function()
        except Exception as error:  # noqa: BLE001 - raised again by the caller
            outcome["error"] = error

    thread = threading.Thread(target=run, daemon=True, name="elasticsearch")
    thread.start()
    thread.join(seconds)
    error = outcome.get("error")
    if isinstance(error, (ApiError, TransportError, SerializationError)):
        raise ElasticsearchUnavailable(_in_words(error)) from error
    if error is not None:
        raise error
    if "answer" not in outcome:
        msg = f"no answer within {seconds:g} s"
        raise ElasticsearchUnavailable(msg)
    return outcome["answer"]


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]

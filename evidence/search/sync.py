"""From the outbox into the engines.

After each commit what changed goes into the database's index at once. Elasticsearch is
told afterwards, by the worker or, without one, for half a second at most.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from evidence.models.search import SearchEntry, SearchOutbox, SearchState
from evidence.search import documents, state, words
from evidence.search.api import SearchDocument
from evidence.search.engines.database import DatabaseEngine
from evidence.search.engines.elasticsearch import client, indexing

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)  # until another may push what one began to push
FIRST_PAUSE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 3600


@dataclass(frozen=True)
class Batch:
    """Changes taken from the outbox, with the documents as they were when taken."""

    rows: list[int]
    documents: dict[str, SearchDocument]
    gone: list[str]
    version: int
    aliases: tuple[str, ...]


def apply_waiting() -> int:
    """Write what waits into the database's index; returns how many rows were applied."""
    applied = 0
    while count := _apply_batch():
        applied += count
    return applied


@transaction.atomic
def _apply_batch() -> int:
    """The lock comes first: what is read after it is what the last commit left."""
    now_waiting = SearchOutbox.objects.waiting().filter(applied=False)
    if not now_waiting.exists():
        return 0
    held = state.locked()
    rows = dict(now_waiting.values_list("pk", "uid")[: documents.BATCH])
    _write_what_can_be(rows, held)
    done = SearchOutbox.objects.filter(pk__in=rows, parked=False)
    if client.configured():
        done.update(applied=True)
    else:
        done.delete()
    return len(rows)


def _write_what_can_be(rows: dict[int, str], held: SearchState) -> None:
    """Write the rows' documents; park those whose document can't be made.

    One page with a fault must not keep all others out of the index.
    """
    try:
        with transaction.atomic():
            write_to_database(rows.values(), held)
    except Exception:  # a fault of any source; the next loop finds which
        logger.exception("search index: a batch failed and is taken apart")
        for pk, uid in rows.items():
            _write_or_park(pk, uid, held)


def _write_or_park(pk: int, uid: str, held: SearchState) -> None:
    try:
        with transaction.atomic():
            write_to_database([uid], held)
    except Exception as error:
        logger.exception("search index: %s can't be indexed", uid)
        reason = f"{type(error).__name__}: {error}"[:1000]
        SearchOutbox.objects.filter(pk=pk).update(
            parked=True, attempts=F("attempts") + 1, error=reason
        )


def write_to_database(uids: Iterable[str], held: SearchState) -> None:
    """Read these rows and write them to every generation there is; state is locked."""
    wanted = set(uids)
    found = documents.read(wanted)
    generations = [held.generation]
    if held.building_generation:
        generations.append(held.building_generation)
    written = DatabaseEngine().apply(found, wanted - found.keys(), generations)
    words.learn(written)


def push_waiting(
    *, now: dt.datetime, seconds: float = client.WORK_SECONDS, batches: int = 0
) -> int:
    """Send to Elasticsearch what waits and is due; returns how many rows are done.

    Args:
        now: what is due by then.
        seconds: how long one request may take.
        batches: how many to send at most; 0 is all.
    """
    apply_waiting()
    breaker = client.Breaker("index")
    done = sent = 0
    while not breaker.is_open and (batches == 0 or sent < batches):
        batch = take_batch(now)
        if batch is None:
            break
        sent += 1
        try:
            outcome = _send(batch, seconds)
        except client.ElasticsearchUnavailable as error:
            breaker.failed()
            _postpone(SearchOutbox.objects.filter(pk__in=batch.rows), str(error), now)
            break
        done += _settle(batch, outcome, now)
    return done


def push_or_apply(*, now: dt.datetime) -> None:
    """Bring every engine up to date with what waits and is due."""
    if client.configured():
        push_waiting(now=now)
    else:
        apply_waiting()


@transaction.atomic
def take_batch(now: dt.datetime) -> Batch | None:
    """The next due changes, leased, with a version later than any before."""
    due = SearchOutbox.objects.due(now).filter(applied=True)
    if not due.exists():
        return None
    held = state.locked()
    rows = dict(due.values_list("pk", "uid")[: documents.BATCH])
    SearchOutbox.objects.filter(pk__in=rows).update(next_try=now + LEASE)
    found = read_index(held.generation, rows.values())
    aliases = [settings.ELASTICSEARCH_ALIAS]
    if held.building_index:
        aliases.append(indexing.building_alias())
    return Batch(
        rows=list(rows),
        documents=found,
        gone=sorted(set(rows.values()) - found.keys()),
        version=next_version(held),
        aliases=tuple(aliases),
    )


def read_index(generation: int, uids: Iterable[str]) -> dict[str, SearchDocument]:
    """Documents as the database's index holds them: what Elasticsearch is given."""
    entries = SearchEntry.objects.filter(generation=generation, uid__in=set(uids))
    return {
        uid: documents.from_json(document)
        for uid, document in entries.values_list("uid", "document")
    }


def next_version(held: SearchState) -> int:
    """A version for documents read now; the state is locked, so it grows with time."""
    held.version += 1
    held.save(update_fields=["version"])
    return held.version


def _send(batch: Batch, seconds: float) -> indexing.Outcome:
    """To the index that is read and, while a rebuild runs, to the one it fills."""
    whole = indexing.Outcome()
    for alias in batch.aliases:
        outcome = indexing.write(
            batch.documents,
            batch.gone,
            version=batch.version,
            alias=alias,
            seconds=seconds,
        )
        whole.later |= outcome.later
        whole.refused |= outcome.refused
    return whole


def _settle(batch: Batch, outcome: indexing.Outcome, now: dt.datetime) -> int:
    """Take what is done out of the outbox; postpone or park the rest."""
    rows = SearchOutbox.objects.filter(pk__in=batch.rows)
    for uid, reason in outcome.refused.items():
        logger.error("Elasticsearch refused %s: %s", uid, reason)
        rows.filter(uid=uid).update(
            parked=True, error=reason, attempts=F("attempts") + 1
        )
    for uid, reason in outcome.later.items():
        _postpone(rows.filter(uid=uid), reason, now)
    done, _kinds = rows.exclude(uid__in={*outcome.refused, *outcome.later}).delete()
    return done


def _postpone(rows: QuerySet[SearchOutbox], reason: str, now: dt.datetime) -> None:
    """Try again after 5, 10, 20 ... seconds, at most an hour."""
    logger.warning("search index: %s", reason)
    for row in rows:
        row.attempts += 1
        row.error = reason[:1000]
        row.next_try = now + pause(row.attempts)
    SearchOutbox.objects.bulk_update(rows, ["attempts", "error", "next_try"])


def pause(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts: it doubles, up to an hour."""
    seconds = FIRST_PAUSE_SECONDS * 2 ** min(attempts - 1, 20)
    return dt.timedelta(seconds=min(seconds, LONGEST_PAUSE_SECONDS))

"""A new index beside the old one, then a switch: no gap, and no change lost.

While a rebuild runs, every change is written to both indices (`evidence.search.sync`).
The database's index is made from the sources, Elasticsearch's from the database's.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.models.search import SearchEntry, SearchState, SearchWord
from evidence.search import documents, state, sync, text, words
from evidence.search.api import SearchDocument
from evidence.search.engines.database import DatabaseEngine
from evidence.search.engines.elasticsearch import client, indexing, indices
from mesh.core.batches import batched

DEAD_AFTER = dt.timedelta(minutes=5)  # without a sign of life, a rebuild was killed
TRIES = 5  # of a batch that Elasticsearch has no room for just now

Progress = Callable[[str, int], None]  # what was written, and how many


class UnableToRebuild(Exception):
    """Another rebuild runs, or Elasticsearch does not take the documents."""


@dataclass
class Report:
    """What a rebuild made."""

    documents: int = 0
    index: str = ""
    refused: dict[str, str] = field(default_factory=dict)


def rebuild(*, now: dt.datetime, progress: Progress = lambda _step, _n: None) -> Report:
    """Make every index anew.

    Raises:
        UnableToRebuild: another rebuild is running.
        ElasticsearchUnavailable: the database's index is new, Elasticsearch's is not.
    """
    claim = _begin(now)
    report = Report()
    try:
        generation = _open_generation(claim)
        report.documents = _fill_generation(claim, generation, progress)
        DatabaseEngine().full_text.settle()
        _switch_generation(claim, generation)
        _clear_generations(keep=generation)
        if client.configured():
            _rebuild_elasticsearch(claim, now, report, progress)
    finally:
        _end(claim)
    return report


def _begin(now: dt.datetime) -> str:
    """Claim the rebuild, from a dead one if need be; returns the claim."""
    with transaction.atomic():
        held = state.locked()
        if held.building_beat and held.building_beat > now - DEAD_AFTER:
            raise UnableToRebuild(_("Another rebuild is running."))
        held.building_claim, held.building_beat = uuid.uuid4().hex, now
        held.building_generation, held.building_index = None, ""
        held.save()
    return held.building_claim


def _claimed(claim: str) -> SearchState:
    """The state, locked, with a sign of life from this rebuild.

    Raises:
        UnableToRebuild: this rebuild was taken for dead and another one runs.
    """
    held = state.locked()
    if held.building_claim != claim:
        raise UnableToRebuild(_("Another rebuild has taken over."))
    held.building_beat = timezone.now()
    held.save(update_fields=["building_beat"])
    return held


def _end(claim: str) -> None:
    """Nothing is being built any more, whether it was finished or given up."""
    with transaction.atomic():
        held = state.locked()
        if held.building_claim == claim:
            held.building_generation = held.building_beat = None
            held.building_claim = held.building_index = ""
            held.save()


def _open_generation(claim: str) -> int:
    """Open an empty generation; from now on changes are written to it too."""
    _clear_generations(keep=state.current().generation)
    with transaction.atomic():
        held = _claimed(claim)
        held.building_generation = held.generation + 1
        held.save()
        SearchWord.objects.all().delete()
    return held.building_generation


def _fill_generation(claim: str, generation: int, progress: Progress) -> int:
    written = 0
    for batch in batched(documents.every_uid(), documents.BATCH):
        with transaction.atomic():
            _claimed(claim)
            found = documents.read(batch)
            made = DatabaseEngine().apply(found, [], [generation])
            words.learn(made)
        written += len(found)
        progress(_("Database"), len(batch))
    return written


def _switch_generation(claim: str, generation: int) -> None:
    with transaction.atomic():
        held = _claimed(claim)
        held.generation, held.building_generation = generation, None
        held.analysis = text.fingerprint()
        held.save()


def _clear_generations(*, keep: int) -> None:
    """Delete what no search reads, a batch at a time so that no save has to wait."""
    old = SearchEntry.objects.exclude(generation=keep).values_list("pk", flat=True)
    while batch := list(old[: documents.BATCH]):
        with transaction.atomic():
            DatabaseEngine().remove(batch)


def _rebuild_elasticsearch(
    claim: str, now: dt.datetime, report: Report, progress: Progress
) -> None:
    report.index = indices.make(now)
    with transaction.atomic():
        held = _claimed(claim)
        held.building_index = report.index
        held.save()
    last = 0
    while batch := _take_entries(claim, last):
        last, version, found = batch
        report.refused |= _send(found, version)
        progress(_("Elasticsearch"), len(found))
    with transaction.atomic():
        # Under the lock: no change is on its way to the index that is left.
        held = _claimed(claim)
        indices.switch(report.index)
        held.building_index = ""
        held.save()
    indices.drop_old()


def _take_entries(
    claim: str, last: int
) -> tuple[int, int, dict[str, SearchDocument]] | None:
    """The entries after this one, with a version later than any before."""
    with transaction.atomic():
        held = _claimed(claim)
        entries = SearchEntry.objects.filter(
            generation=held.generation, pk__gt=last
        ).order_by("pk")
        rows = list(entries.values_list("pk", "uid", "document")[: documents.BATCH])
        if not rows:
            return None
        found = {uid: documents.from_json(document) for _pk, uid, document in rows}
        return rows[-1][0], sync.next_version(held), found


def _send(found: dict[str, SearchDocument], version: int) -> dict[str, str]:
    """Send a batch until it is taken; returns what was refused for good."""
    refused: dict[str, str] = {}
    for _attempt in range(TRIES):
        outcome = indexing.write(
            found,
            [],
            version=version,
            alias=indexing.building_alias(),
            seconds=client.WORK_SECONDS,
        )
        refused |= outcome.refused
        if not outcome.later:
            return refused
        found = {uid: found[uid] for uid in outcome.later}
    reason = next(iter(outcome.later.values()))
    raise UnableToRebuild(_("Elasticsearch takes no more: %s") % reason)

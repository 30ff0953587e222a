"""Whether the indices hold what they should; and putting right what they do not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.models.search import SearchEntry, SearchOutbox
from evidence.search import documents, state, sync, text
from evidence.search.engines.elasticsearch import client, indices
from evidence.search.outbox import touch
from mesh.core.batches import batched


@dataclass(frozen=True)
class Drift:
    """Where one engine's index differs from what readers may see."""

    engine: str
    missing: tuple[str, ...] = ()  # should be there
    stale: tuple[str, ...] = ()  # is there, with another text
    ghosts: tuple[str, ...] = ()  # should not be there
    rebuild: str = ""  # why only a rebuild can mend it

    @property
    def uids(self) -> tuple[str, ...]:
        """Every document that differs."""
        return (*self.missing, *self.stale, *self.ghosts)

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs."""
        return not (self.uids or self.rebuild)


def verify() -> list[Drift]:
    """Compare each index with its source. What waits in the outbox is no drift.

    Raises:
        ElasticsearchUnavailable: it is configured and does not answer.
    """
    found = [_verify_database()]
    if client.configured():
        found.append(_verify_elasticsearch())
    return found


def mend(*, now: dt.datetime) -> list[Drift]:
    """Drain the outbox, hand it what differs, drain again; returns what is left."""
    sync.push_or_apply(now=now)
    differing = {uid for drift in verify() for uid in drift.uids}
    if not differing:
        return verify()
    touch(*sorted(differing))
    sync.push_or_apply(now=now + dt.timedelta(seconds=1))
    return verify()


def _verify_database() -> Drift:
    held = state.current()
    entries = _entries()
    seen: set[str] = set()
    missing: list[str] = []
    stale: list[str] = []
    for batch in batched(documents.every_uid(), documents.BATCH):
        for uid, document in documents.read(batch).items():
            seen.add(uid)
            if uid not in entries:
                missing.append(uid)
            elif entries[uid] != documents.digest(document):
                stale.append(uid)
    rebuild = ""
    if held.analysis not in {"", text.fingerprint()}:
        rebuild = _("its words are analysed by an older list")
    return _drift("database", missing, stale, entries.keys() - seen, rebuild)


def _verify_elasticsearch() -> Drift:
    name = indices.live()
    if not name:
        return Drift("elasticsearch", rebuild=_("there is no index"))
    expected = _entries()
    seen: set[str] = set()
    stale: list[str] = []
    ghosts: list[str] = []
    for uid, digest in indices.digests():
        seen.add(uid)
        if uid not in expected:
            ghosts.append(uid)
        elif expected[uid] != digest:
            stale.append(uid)
    rebuild = "" if indices.is_current(name) else _("its mapping is out of date")
    return _drift("elasticsearch", expected.keys() - seen, stale, ghosts, rebuild)


def _entries() -> dict[str, str]:
    """The digest of each document in the database's index, by uid."""
    generation = state.current().generation
    entries = SearchEntry.objects.filter(generation=generation)
    return dict(entries.values_list("uid", "digest").iterator())


def _drift(
    engine: str,
    missing: Iterable[str],
    stale: Iterable[str],
    ghosts: Iterable[str],
    rebuild: str,
) -> Drift:
    waiting = set(SearchOutbox.objects.waiting().values_list("uid", flat=True))
    return Drift(
        engine,
        missing=tuple(sorted(set(missing) - waiting)),
        stale=tuple(sorted(set(stale) - waiting)),
        ghosts=tuple(sorted(set(ghosts) - waiting)),
        rebuild=rebuild,
    )

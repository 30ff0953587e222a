"""How the index stands, for the command, the admin and the health check."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from evidence.models.search import SearchEntry, SearchOutbox
from evidence.search import state, text
from evidence.search.engines.elasticsearch import client, indices

LATE_SECONDS = 300  # a change that waits longer is a sign that nobody sends it


@dataclass(frozen=True)
class Overview:
    """The figures a person needs to see whether the search is well."""

    engine: str
    documents: int
    waiting: int
    oldest: dt.datetime | None
    parked: int
    rebuilding: bool
    outdated: bool  # the words are analysed by an older list
    breaker_open: bool

    def is_late(self, now: dt.datetime) -> bool:
        """Whether a change has waited too long."""
        age = now - self.oldest if self.oldest else dt.timedelta()
        return age.total_seconds() > LATE_SECONDS

    def is_degraded(self, now: dt.datetime) -> bool:
        """Whether a person should look: searches may be late or without Elasticsearch."""
        return self.is_late(now) or self.parked > 0 or self.breaker_open


def look() -> Overview:
    """The figures, from the database alone: a dead server does not delay them."""
    held = state.current()
    waiting = SearchOutbox.objects.waiting().order_by("created_at")
    oldest = waiting.first()
    return Overview(
        engine="elasticsearch" if client.configured() else "database",
        documents=SearchEntry.objects.filter(generation=held.generation).count(),
        waiting=waiting.count(),
        oldest=oldest.created_at if oldest else None,
        parked=SearchOutbox.objects.parked().count(),
        rebuilding=bool(held.building_claim),
        outdated=held.analysis not in {"", text.fingerprint()},
        breaker_open=client.configured()
        and any(client.Breaker(purpose).is_open for purpose in client.FAILURES),
    )


def is_degraded() -> bool:
    """What `/health/ready` reports."""
    return look().is_degraded(timezone.now())


def describe(*, now: dt.datetime) -> list[tuple[str, str]]:
    """The figures in words, with what Elasticsearch says of its index."""
    seen = look()
    lines = [
        (_("Engine"), seen.engine),
        (_("Documents"), str(seen.documents)),
        (_("Changes waiting"), str(seen.waiting)),
        (_("Oldest waiting"), timesince(seen.oldest, now) if seen.oldest else "-"),
        (_("Parked with an error"), str(seen.parked)),
        (_("Rebuild running"), _("yes") if seen.rebuilding else _("no")),
        (_("Word list"), _("older: rebuild") if seen.outdated else _("current")),
    ]
    if client.configured():
        lines.append((_("Elasticsearch index"), _index()))
    return lines


def _index() -> str:
    try:
        name = client.within(client.SEARCH_SECONDS, indices.live)
    except client.ElasticsearchUnavailable as error:
        return _("no answer (%s)") % error
    if not name:
        return _("none: run search_index rebuild")
    return name if indices.is_current(name) else _("%s, out of date: rebuild") % name

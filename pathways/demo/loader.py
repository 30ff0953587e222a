"""Loads the whole demo, once: what stands is left as it is."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from evidence.search.rebuild import rebuild
from pathways.demo import appraisals, body_facts, graph, media, people, records
from pathways.demo.bodies import Library, Stock
from pathways.demo.clock import Clock
from pathways.demo.forks import ensure_forks
from pathways.demo.histories import History
from pathways.demo.pages import ensure_drafts, library_of
from pathways.demo.plans import plans
from pathways.demo.proposals import ensure_proposals
from pathways.demo.site import ensure_site

FIRST_DAY = 340  # days ago: when the demo's site was set up
PLAIN_PORTS = {"http": 80, "https": 443}

Say = Callable[[str], object]


class UnableToLoadDemo(Exception):
    """The demo may not be loaded here."""


def load(*, now: dt.datetime, say: Say) -> int:
    """Load what is missing; returns how many pages and proposals were made.

    Args:
        now: the day on which the histories end.
        say: is told each step in words.

    Raises:
        UnableToLoadDemo: on settings that do not allow it.
    """
    if not settings.DEMO_CONTENT_IS_ALLOWED:
        raise UnableToLoadDemo(
            _(
                "The demo makes accounts whose passwords everybody knows, so it is "
                "loaded only where the setting DEMO_CONTENT_IS_ALLOWED is on: in the "
                "settings “demo” and “dev”, never in production."
            )
        )
    clock = Clock(now)
    with transaction.atomic():
        made, library = _lay_out(clock, say)
    say(_("Reviews and verdicts"))
    plan = plans()
    for page in made:
        latest = Page.objects.get(pk=page.pk).specific
        clock.days_ago(plan[page.slug]["begins"])
        History(latest, plan[page.slug], clock, library).happen()
    say(_("Forks"))
    forks = ensure_forks(clock=clock, library=library)
    say(_("Proposals"))
    proposals = ensure_proposals(clock)
    if made or forks or proposals:
        say(_("Search index"))
        rebuild(now=now)
    return len(made) + forks + proposals


def _lay_out(clock: Clock, say: Say) -> tuple[list[Any], Library]:
    """Everything up to the drafts."""
    clock.days_ago(FIRST_DAY)
    with clock.shown():
        say(_("People, phases and subjects"))
        people.ensure_taxonomy()
        people.ensure_people()
        say(_("Barriers and interventions"))
        graph.ensure_concepts()
        say(_("References, studies and findings"))
        references = records.ensure_records(now=clock.today)
        graph.ensure_edges(references)
        say(_("Appraisals"))
        appraisals.ensure_appraisals(references, clock)
        body_facts.ensure_body_facts(references, clock)
        clock.days_ago(FIRST_DAY)
        say(_("Site and texts"))
        hostname, port = _address()
        ensure_site(hostname=hostname, port=port)
        say(_("Pictures and sounds"))
        stock = Stock(
            references=references,
            findings=records.finding_keys(),
            images=media.ensure_images(),
            sounds=media.ensure_sounds(),
        )
    say(_("Knowledge pages and pathways"))
    made = ensure_drafts(clock=clock, stock=stock)
    return made, library_of(stock)


def _address() -> tuple[str, int]:
    """Host and port of the site's public address."""
    parts = urlsplit(settings.SITE_URL)
    return parts.hostname or "localhost", parts.port or PLAIN_PORTS[parts.scheme]

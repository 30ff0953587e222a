"""Several people at once, in threads: on PostgreSQL only, SQLite has one writer."""

import threading
from dataclasses import dataclass
from typing import Any

from django.db import close_old_connections, connection
from wagtail.models import Locale, Page, Site

from tests.factories.pathways import (
    HomePageFactory,
    SubjectIndexPageFactory,
    SubjectPageFactory,
)
from workflows.services import setup

LONGEST = 60  # seconds


@dataclass
class Outcome:
    """What one attempt returned, or what it raised."""

    result: Any = None
    error: Exception | None = None


def at_once(*attempts):
    """Run the attempts in threads that start together; the outcome of each, in order."""
    barrier = threading.Barrier(len(attempts))
    outcomes = [Outcome() for _attempt in attempts]

    def run(attempt, outcome):
        try:
            barrier.wait(timeout=10)
            outcome.result = attempt()
        except Exception as error:  # noqa: BLE001 - handed to the test
            outcome.error = error
        finally:
            close_old_connections()
            connection.close()

    threads = [
        threading.Thread(target=run, args=pair)
        for pair in zip(attempts, outcomes, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=LONGEST)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def plant_subject():
    """A subject's page in a tree made anew: the flush before took the root too."""
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = HomePageFactory(parent=root, slug="home-of-races")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    setup.ensure_all()
    return SubjectPageFactory(parent=SubjectIndexPageFactory(parent=home))

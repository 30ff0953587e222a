"""After a commit: the database's index at once, Elasticsearch in the background.

Without a worker Elasticsearch is told in the same request, within half a second.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django_tasks import default_task_backend, task

from evidence.models.search import SearchOutbox
from evidence.search import state, sync
from evidence.search.engines.elasticsearch import client


def after_commit() -> None:
    """Bring the database's index up to date, and see that Elasticsearch will be."""
    sync.apply_waiting()
    if not client.configured():
        return
    if default_task_backend.supports_defer:
        push_to_elasticsearch.enqueue()
    else:
        sync.push_waiting(now=timezone.now(), seconds=client.PUBLISH_SECONDS, batches=1)


@task()
def push_to_elasticsearch() -> None:
    """Send everything that is due, and come back for what has to wait."""
    now = timezone.now()
    sync.push_waiting(now=now)
    come_back(now=now)


@transaction.atomic
def come_back(*, now: dt.datetime) -> None:
    """Enqueue one later attempt for what still waits, unless there is one already."""
    due = SearchOutbox.objects.waiting().aggregate(due=Min("next_try"))["due"]
    if due is None:
        return
    held = state.locked()
    if held.next_wake and held.next_wake > now:
        return
    held.next_wake = max(due, now + dt.timedelta(seconds=client.OPEN_SECONDS))
    held.save(update_fields=["next_wake"])
    push_to_elasticsearch.using(run_after=held.next_wake).enqueue()

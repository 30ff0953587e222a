"""The outbox: every change that the search must learn of, written with the change.

Callers write `touch("reference:12")` in the transaction of their change; a rollback
takes the row back. What happens after the commit is `evidence.search.tasks`' business.
"""

from django.db import transaction
from django.utils import timezone

from evidence.models.search import SearchOutbox, SearchOutboxQuerySet
from evidence.search import tasks


def touch(*uids: str) -> None:
    """Say that these documents may have changed, appeared or gone.

    Call it inside the transaction of the change, as often as you like: a document is
    read once, after the commit. `uid` is "<source>:<pk>".

    Raises:
        ValueError: a uid does not name a source and a key.
    """
    for uid in uids:
        _source, _colon, key = uid.partition(":")
        if not key:
            msg = f"{uid!r} is not of the form source:key"
            raise ValueError(msg)
    if not uids:
        return
    now = timezone.now()
    SearchOutbox.objects.bulk_create(
        [
            SearchOutbox(uid=uid, created_at=now, next_try=now)
            for uid in dict.fromkeys(uids)
        ],
        batch_size=500,
    )
    _drain_after_commit()


def retry(rows: SearchOutboxQuerySet) -> int:
    """Let rows be tried again now, parked ones too; returns how many."""
    count = rows.update(parked=False, attempts=0, next_try=timezone.now(), error="")
    if count:
        _drain_after_commit()
    return count


def _drain_after_commit() -> None:
    """One drain serves all that a transaction touched."""
    registered = transaction.get_connection().run_on_commit
    if tasks.after_commit not in (callback for _sids, callback, *_rest in registered):
        transaction.on_commit(tasks.after_commit, robust=True)

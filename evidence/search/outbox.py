"""The outbox: every change that the search must learn of, written with the change.

Callers write `touch("reference:12")` in the transaction of their change; a rollback
takes the row back. What happens after the commit is `evidence.search.sync`'s business.
"""

from django.db import transaction
from django.utils import timezone

from evidence.models.search import SearchOutbox
from evidence.search import sync


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
    waiting = (callback for _sids, callback, *_rest in _callbacks())
    if sync.after_commit not in waiting:
        transaction.on_commit(sync.after_commit, robust=True)


def _callbacks() -> list[tuple]:
    """What Django will call after this transaction (one drain serves all touches)."""
    return transaction.get_connection().run_on_commit

"""Which bodies of evidence have to be rated again, and when that happens.

A change marks the bodies that it touches, in its own transaction. After the commit they
are rated in the background, or a few of them at once where there is no worker; an
import marks as it goes and has them rated at its end. What is left waits for the next
change, or for `manage.py recompute_ratings`.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django_tasks import default_task_backend, task

from evidence.bodies.rating import rate_again
from evidence.constants import OutcomeKind, RatingCause
from evidence.models import BodyOfEvidence
from evidence.synthesis.grouping import Subject, findings_of

AT_ONCE = 20  # bodies that a request rates itself
PORTION = 100  # bodies in one transaction
MOST_FINDINGS = 5_000  # in one portion, so that memory has a limit
LARGEST = 20_000  # findings; nothing published comes near it
_postponed: ContextVar[bool] = ContextVar("rating postponed", default=False)
logger = logging.getLogger(__name__)


def mark_waiting(subjects: Iterable[Subject], *, now: dt.datetime) -> None:
    """Have the bodies on these interventions and outcome kinds rated again.

    Call it inside the transaction of the change. A body's row is made when missing. One
    query, none for nothing.
    """
    wanted = {
        (intervention, kind)
        for intervention, kind in subjects
        if intervention is not None and kind != OutcomeKind.TEACHER_PERCEPTION
    }
    if not wanted:
        return
    BodyOfEvidence.objects.bulk_create(
        [
            BodyOfEvidence(intervention_id=about, outcome_kind=kind, stale_since=now)
            for about, kind in sorted(wanted)
        ],
        update_conflicts=True,
        unique_fields=["intervention", "outcome_kind"],
        update_fields=["stale_since"],
    )
    if not _postponed.get():
        _rate_after_commit()


@contextmanager
def rated_at_the_end() -> Iterator[None]:
    """What is marked within waits until the end: a large import rates a body once.

    Where it ends in an error, what was marked waits for the next change.
    """
    token = _postponed.set(True)
    try:
        yield
    finally:
        _postponed.reset(token)
    rate_waiting(now=timezone.now())


def _rate_after_commit() -> None:
    """One rating serves all that a transaction marked."""
    registered = transaction.get_connection().run_on_commit
    if after_commit not in (callback for _sids, callback, *_rest in registered):
        transaction.on_commit(after_commit, robust=True)


def after_commit() -> None:
    """Rate in the background; without a worker, a few bodies now."""
    if default_task_backend.supports_defer:
        rate_in_background.enqueue()
    else:
        rate_waiting(now=timezone.now(), most=AT_ONCE)


@task()
def rate_in_background() -> None:
    """Rate everything that waits."""
    rate_waiting(now=timezone.now())


def rate_waiting(*, now: dt.datetime, most: int | None = None) -> int:
    """Rate bodies that wait; returns how many ratings have changed.

    At most `most` bodies, where it is given.
    """
    keys = BodyOfEvidence.objects.waiting(now.date()).order_by("pk")
    changed = 0
    for portion in _portions(list(keys.values_list("pk", flat=True)[:most])):
        changed += _rate(portion, now)
    return changed


def rate_every_body(*, now: dt.datetime) -> int:
    """Rate all bodies, after rules have changed; returns how many ratings changed."""
    every = BodyOfEvidence.objects.filter(intervention__isnull=False).order_by("pk")
    changed = 0
    for portion in _portions(list(every.values_list("pk", flat=True))):
        changed += _rate(portion, now, cause=RatingCause.RULES)
    return changed


def _portions(keys: Sequence[int]) -> Iterator[list[int]]:
    """Keys of bodies, together as many as memory is meant for."""
    for start in range(0, len(keys), PORTION):
        portion: list[int] = []
        findings = 0
        for key, size in _sizes(keys[start : start + PORTION]):
            if portion and findings + size > MOST_FINDINGS:
                yield portion
                portion, findings = [], 0
            portion.append(key)
            findings += size
        yield portion


def _sizes(keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Bodies that are not too large, each with the number of its findings."""
    rows = BodyOfEvidence.objects.filter(pk__in=keys)
    subjects = {
        (row.intervention_id, row.outcome_kind): row.pk for row in rows.order_by("pk")
    }
    counted = (
        findings_of(subjects)
        .order_by()
        .values_list("intervention_record", "outcome_kind")
    )
    sizes = {(about, kind): n for about, kind, n in counted.annotate(Count("pk"))}
    for subject, key in subjects.items():
        if (size := sizes.get(subject, 0)) > LARGEST:
            logger.warning("Body %s has %s findings: it is not rated.", key, size)
            BodyOfEvidence.objects.filter(pk=key).update(stale_since=None)
        else:
            yield key, size


@transaction.atomic
def _rate(
    keys: Sequence[int], now: dt.datetime, cause: RatingCause | None = None
) -> int:
    """Rate these bodies, each for its own reason where none is given."""
    locked = BodyOfEvidence.objects.select_for_update(of=("self",))
    rows = list(
        locked.filter(pk__in=keys).select_related("intervention").order_by("pk")
    )
    by_cause: dict[RatingCause, list[BodyOfEvidence]] = {}
    for row in rows:
        own = RatingCause.EVIDENCE if row.stale_since else RatingCause.AGE
        by_cause.setdefault(cause or own, []).append(row)
    changed = [
        rating
        for why, bodies in by_cause.items()
        for rating in rate_again(rows=bodies, cause=why, now=now)
    ]
    BodyOfEvidence.objects.filter(pk__in=keys).update(stale_since=None)
    return len(changed)

"""Pairs of publications worth asking about, found through indexes: never all by all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q

from evidence.duplicates.likeness import YEARS_APART, Likened, likeness
from evidence.models import PossibleDuplicate, Reference

BATCH = 500
COLUMNS = ("pk", "title_key", "author_key", "year", "title")


def look_for_duplicates(
    *, references: Iterable[Reference], now: dt.datetime
) -> list[PossibleDuplicate]:
    """Put on the list what looks like one of these publications; three queries.

    A pair that is on the list, or was answered, is not put there again.

    Args:
        references: stored publications, a few hundred at most.
        now: when they were looked at.

    Returns:
        The pairs found, new ones and those known before.
    """
    looked_at = [_likened(each) for each in references if each.title_key]
    if not looked_at:
        return []
    found = {
        tuple(sorted((one.pk, other.pk))): alike
        for one, other in _candidates(looked_at)
        if (alike := likeness(one, other)) is not None
    }
    pairs = [
        PossibleDuplicate(
            first_id=first, second_id=second, likeness=alike, found_at=now
        )
        for (first, second), alike in found.items()
    ]
    PossibleDuplicate.objects.bulk_create(pairs, ignore_conflicts=True)
    return pairs


def look_everywhere(
    *, now: dt.datetime, on_progress: Callable[[int], object] | None = None
) -> int:
    """Look at every publication, a portion at a time; the number of pairs not answered.

    Args:
        now: when they were looked at.
        on_progress: called with the number just looked at.
    """
    last = 0
    while batch := list(Reference.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        look_for_duplicates(references=batch, now=now)
        last = batch[-1].pk
        if on_progress:
            on_progress(len(batch))
    return PossibleDuplicate.objects.open().count()


def _likened(reference: Reference) -> Likened:
    return Likened(*(getattr(reference, name) for name in COLUMNS))


def _candidates(looked_at: Sequence[Likened]) -> Iterable[tuple[Likened, Likened]]:
    """Pairs with the same first author in near years, or with the same title."""
    by_author, by_title = defaultdict(list), defaultdict(list)
    for other in _stored(looked_at):
        by_author[other.author_key].append(other)
        by_title[other.title_key].append(other)
    for one in looked_at:
        alike = [*by_title[one.title_key]]
        if one.author_key:
            alike += by_author[one.author_key]
        yield from ((one, other) for other in alike if other.pk != one.pk)


def _stored(looked_at: Sequence[Likened]) -> Iterable[Likened]:
    """What is stored of the same titles, or of the same authors in those years."""
    authors = {each.author_key for each in looked_at if each.author_key}
    years = [each.year for each in looked_at if each.year is not None]
    same_author = Q(author_key__in=authors)
    if years:
        near = (min(years) - YEARS_APART, max(years) + YEARS_APART)
        same_author &= Q(year__range=near)
    titles = {each.title_key for each in looked_at}
    rows: dict[int, Likened] = {}
    for condition in (same_author, Q(title_key__in=titles)):
        found = Reference.objects.filter(condition).values_list(*COLUMNS)
        rows |= {row[0]: Likened(*row) for row in found.order_by().iterator()}
    return rows.values()

"""A curator's word on a pair of publications."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.constants import DuplicateAnswer
from evidence.duplicates.merging import Merged, UnableToMerge, merge_references
from evidence.models import PossibleDuplicate, Reference
from evidence.permissions import may_settle_duplicates


class UnableToAnswer(Exception):
    """A pair that can't be answered so; the message says why."""


@transaction.atomic
def say_different(*, pair: PossibleDuplicate, by: Any, now: dt.datetime) -> None:
    """Remember that two publications are not the same: nobody is asked again.

    Raises:
        UnableToAnswer: it was answered meanwhile, or the person may not.
    """
    _answer(pair, DuplicateAnswer.DIFFERENT, by, now)


@transaction.atomic
def say_same(
    *, pair: PossibleDuplicate, keep: int, by: Any, now: dt.datetime
) -> Merged:
    """Merge both publications into one.

    Args:
        pair: both.
        keep: the key of the one that stays.
        by: the curator.
        now: when.

    Raises:
        UnableToAnswer: it was answered meanwhile, one of them has gone, or the person
            may not.
    """
    held = _answer(pair, DuplicateAnswer.SAME, by, now)
    both = {each.pk: each for each in (held.first, held.second)}
    if keep not in both:
        raise UnableToAnswer(_("Choose which of the two stays."))
    kept = both.pop(keep)
    try:
        return merge_references(kept=kept, dropped=both.popitem()[1], by=by, now=now)
    except UnableToMerge as error:
        raise UnableToAnswer(str(error)) from error


def ask_about(
    *, one: Reference, other: Reference, now: dt.datetime
) -> PossibleDuplicate:
    """Put a pair on the list that a person, not our code, takes for the same.

    A pair that was called different is asked about again.

    Raises:
        UnableToAnswer: it is one publication.
    """
    if one.pk == other.pk:
        raise UnableToAnswer(_("This is one publication already."))
    first, second = sorted((one, other), key=lambda each: each.pk)
    pair, _created = PossibleDuplicate.objects.get_or_create(
        first=first, second=second, defaults={"likeness": 0.0, "found_at": now}
    )
    if pair.answer == DuplicateAnswer.DIFFERENT:
        pair.answer, pair.answered_by, pair.answered_at = (
            DuplicateAnswer.OPEN,
            None,
            None,
        )
        pair.save(update_fields=["answer", "answered_by", "answered_at"])
    return pair


def _answer(
    pair: PossibleDuplicate, answer: DuplicateAnswer, by: Any, now: dt.datetime
) -> PossibleDuplicate:
    """Write the answer down, unless somebody was faster."""
    if not (may := may_settle_duplicates(by)):
        raise UnableToAnswer(may.reason)
    rows = PossibleDuplicate.objects.select_for_update(of=("self",))
    held = rows.with_references().filter(pk=pair.pk).first()
    if held is None:
        raise UnableToAnswer(_("One of the two has been deleted meanwhile."))
    if held.answer != DuplicateAnswer.OPEN:
        raise UnableToAnswer(
            _("Somebody answered this meanwhile: %s.") % held.get_answer_display()
        )
    held.answer, held.answered_by, held.answered_at = answer, by, now
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    return held

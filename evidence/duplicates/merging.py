"""Two publications become one. What was said of either is kept; no address breaks.

The row that goes under stays as a signpost: its address leads to the other, imports that
name it find the other, and pages that cite it show the other. It can't be taken back.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from evidence.citing import citing_objects
from evidence.constants import DuplicateAnswer
from evidence.duplicates.studies import Moved, move_studies
from evidence.models import PossibleDuplicate, Reference
from evidence.search.outbox import touch
from evidence.services import save_reference
from workflows.querysets import AppendOnlyQuerySet

# Relations that have rules of their own here or in `evidence.duplicates.studies`.
OWN_RULES = frozenset(
    {
        ("evidence.study", "reference"),
        ("evidence.possibleduplicate", "first"),
        ("evidence.possibleduplicate", "second"),
        ("evidence.reference", "merged_into"),
    }
)
LOG_ACTION = "evidence.merge"


class UnableToMerge(Exception):
    """Two publications that can't become one; the message says why."""


@dataclass(frozen=True)
class Merged:
    """What became of a merger."""

    kept: Reference
    moved: Moved


@transaction.atomic
def merge_references(
    *, kept: Reference, dropped: Reference, by: Any, now: dt.datetime
) -> Merged:
    """Make two publications one: studies, citations and evidence move to `kept`.

    Args:
        kept: the publication that stays; it gains what it lacks.
        dropped: the one that becomes a signpost to it.
        by: who says that they are the same.
        now: when.

    Raises:
        UnableToMerge: they are one already, or one of them was merged before.
    """
    kept, dropped = _locked(kept, dropped)
    citing = list(citing_objects(dropped))
    snapshot = {"slug": dropped.slug, "csl": dropped.csl, "doi": dropped.doi}
    _gain(kept, dropped)
    moved = move_studies(kept=kept, dropped=dropped, now=now)
    _move_the_rest(kept, dropped)
    Reference.every.filter(merged_into=dropped).update(merged_into=kept)
    Reference.every.filter(pk=dropped.pk).update(
        merged_into=kept, doi=dropped.doi, updated_at=now
    )
    _point_pairs(kept, dropped)
    save_reference(reference=kept)
    touch(f"reference:{dropped.pk}", f"reference:{kept.pk}")
    for each in citing:
        ReferenceIndex.create_or_update_for_object(each)
    data = {"from": snapshot, "studies": moved.studies, "joined": moved.joined}
    log(instance=kept, action=LOG_ACTION, user=by, data=data)
    return Merged(kept, moved)


def _locked(kept: Reference, dropped: Reference) -> tuple[Reference, Reference]:
    """Both rows, locked in the order of their keys, so that two mergers can't cross."""
    rows = Reference.every.select_for_update().filter(pk__in=[kept.pk, dropped.pk])
    found = {each.pk: each for each in rows.order_by("pk")}
    if kept.pk == dropped.pk:
        raise UnableToMerge(_("This is one publication already."))
    for each in (kept, dropped):
        if each.pk not in found:
            raise UnableToMerge(_("“%s” has been deleted meanwhile.") % each)
        if found[each.pk].merged_into_id:
            raise UnableToMerge(_("“%s” has been merged meanwhile.") % each)
    return found[kept.pk], found[dropped.pk]


def _gain(kept: Reference, dropped: Reference) -> None:
    """Fill what `kept` lacks; a DOI is in one row only, as it is unique."""
    kept.csl = {**dropped.csl, **kept.csl}
    if kept.csl.get("type") == "document":
        kept.csl["type"] = dropped.csl["type"]
    kept.abstract = kept.abstract or dropped.abstract
    kept.retracted = kept.retracted or dropped.retracted
    kept.retraction_note = kept.retraction_note or dropped.retraction_note
    if kept.doi is None and dropped.doi is not None:
        dropped.doi = None
        Reference.every.filter(pk=dropped.pk).update(doi=None)


def _move_the_rest(kept: Reference, dropped: Reference) -> None:
    """Whatever else points at the publication: edges' evidence, and what is to come.

    Records that are kept as they were written go on naming the signpost.
    """
    for relation in Reference._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        model: Any = relation.related_model
        about = (model._meta.label_lower, relation.field.name)
        every = model._base_manager  # noqa: SLF001 - a model's rows, whatever it lists
        is_kept = isinstance(every.all(), AppendOnlyQuerySet)
        if not (about in OWN_RULES or model._meta.auto_created or is_kept):
            _point_rows(every, relation.field.name, dropped, kept)


def _point_rows(every: Any, name: str, dropped: Reference, kept: Reference) -> None:
    """Point rows at `kept`; a row that says the same of it already goes."""
    for row in every.filter(**{name: dropped}):
        try:
            with transaction.atomic():
                every.filter(pk=row.pk).update(**{name: kept})
        except IntegrityError:
            row.delete()


def _point_pairs(kept: Reference, dropped: Reference) -> None:
    """What was asked or answered about `dropped` holds for `kept` from now on."""
    of_dropped = models.Q(first=dropped) | models.Q(second=dropped)
    for pair in PossibleDuplicate.objects.filter(of_dropped):
        other = pair.second_id if pair.first_id == dropped.pk else pair.first_id
        if other == kept.pk:
            continue  # the pair that was answered just now
        first, second = sorted((other, kept.pk))
        known = PossibleDuplicate.objects.filter(first=first, second=second)
        if not known.exists():
            pair.first_id, pair.second_id = first, second
            pair.save(update_fields=["first", "second"])
        elif pair.answer != DuplicateAnswer.OPEN:
            known.filter(answer=DuplicateAnswer.OPEN).update(
                answer=pair.answer,
                answered_by=pair.answered_by,
                answered_at=pair.answered_at,
            )

"""Two records are one thing: everything moves to the record that is kept."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.bodies.waiting import mark_waiting
from evidence.constants import BOTH_WAYS, WITHOUT_CIRCLES
from evidence.graph.edges import UnableToLink, lock_edges, refuse_circle, set_ends
from evidence.models import BodyOfEvidence, Edge, EdgeEvidence, Finding, Intervention
from evidence.models.concepts import Concept
from evidence.names import name_key
from evidence.querysets import ConceptQuerySet
from evidence.search.outbox import touch
from evidence.synthesis.grouping import subjects_of


class UnableToMerge(Exception):
    """The records cannot become one; the message says why."""


@transaction.atomic
def merge(*, kept: Concept, merged: Concept, now: dt.datetime) -> Concept:
    """Make two records one: findings, edges, names, subjects and phases move to `kept`.

    The other one stays as a row whose address leads on. Pages about it stay as they are.

    Raises:
        UnableToMerge: they are of two kinds or one and the same, one of them was merged
            before, an edge stands between them, evidence of their edges contradicts
            itself, or an edge would close a circle.
    """
    if type(kept) is not type(merged) or kept.pk == merged.pk:
        raise UnableToMerge(_("Choose another record of the same kind."))
    lock_edges()
    kept, merged = _locked(kept, merged)
    for edge in Edge.objects.at(merged).with_ends():
        _move_edge(edge, kept, merged)
    if isinstance(kept, Intervention) and isinstance(merged, Intervention):
        _move_findings(kept, merged, now)
    _rows(kept).filter(merged_into=merged.pk).update(merged_into=kept.pk)
    kept.subjects.add(*merged.subjects.all())
    kept.phases.add(*merged.phases.all())
    kept.other_names = _names_of_both(kept, merged)
    kept.summary = kept.summary or merged.summary
    merged.merged_into, merged.other_names = kept, []
    merged.save()  # gives its names up before the other one takes them
    kept.save()
    return kept


def _locked(kept: Concept, merged: Concept) -> tuple[Concept, Concept]:
    rows = _rows(kept).filter(pk__in=[kept.pk, merged.pk], merged_into=None)
    fresh = {each.pk: each for each in rows.select_for_update().order_by("pk")}
    for record in (kept, merged):
        if record.pk not in fresh:
            raise UnableToMerge(
                _("“%(name)s” was merged or deleted meanwhile.") % {"name": record}
            )
    return fresh[kept.pk], fresh[merged.pk]


def _rows(record: Concept) -> ConceptQuerySet:
    return type(record).every.all()


def _move_edge(edge: Edge, kept: Concept, merged: Concept) -> None:
    if edge.other_end(merged) == kept:
        raise UnableToMerge(
            _("“%(sentence)s” stands between them: undo that edge first.")
            % {"sentence": edge.sentence}
        )
    ends = [kept if end == merged else end for end in (edge.source, edge.target)]
    if edge.kind in BOTH_WAYS:
        ends.sort(key=lambda end: end.pk)
    set_ends(edge, *ends)
    if double := Edge.objects.same_as(edge).first():
        _join(double, edge)
        return
    if edge.kind in WITHOUT_CIRCLES:
        try:
            refuse_circle(edge)
        except UnableToLink as error:
            raise UnableToMerge(str(error)) from error
    edge.save()


def _join(kept: Edge, double: Edge) -> None:
    """Move what stands with an edge to the one that says the same, and undo it."""
    known = {_source(each): each for each in kept.evidence.all()}
    for piece in double.evidence.all():
        same = known.get(_source(piece))
        if same is None:
            EdgeEvidence.objects.filter(pk=piece.pk).update(edge=kept)
        elif same.stance != piece.stance:
            raise UnableToMerge(
                _("Of “%(edge)s” the same source is named for and against: settle it.")
                % {"edge": kept}
            )
        else:
            note = _joined(same.note, piece.note)
            EdgeEvidence.objects.filter(pk=same.pk).update(note=note)
    Edge.objects.filter(pk=kept.pk).update(note=_joined(kept.note, double.note))
    Edge.objects.get(pk=double.pk).delete()


def _source(piece: EdgeEvidence) -> tuple[int | None, int | None]:
    return piece.finding_id, piece.reference_id


def _joined(one: str, other: str) -> str:
    return one if other in one else f"{one}\n{other}".strip()


def _move_findings(kept: Intervention, merged: Intervention, now: dt.datetime) -> None:
    findings = Finding.objects.filter(intervention_record=merged)
    kinds = {kind for _record, kind in subjects_of(findings)}
    about = findings.order_by().values_list("study__reference_id", flat=True)
    references = set(about.distinct())
    findings.update(intervention_record=kept)
    _move_bodies(kept, merged)
    mark_waiting({(kept.pk, kind) for kind in kinds}, now=now)
    touch(*(f"reference:{key}" for key in sorted(references)))


def _move_bodies(kept: Intervention, merged: Intervention) -> None:
    """What people recorded of a body of evidence goes with it.

    Where both records had a body of one outcome kind, that of the merged one stays with
    it as a log: what was recorded of fewer studies does not hold for all of them.
    """
    known = BodyOfEvidence.objects.filter(intervention=kept)
    moved = BodyOfEvidence.objects.filter(intervention=merged)
    moved.exclude(
        outcome_kind__in=list(known.values_list("outcome_kind", flat=True))
    ).update(intervention=kept)


def _names_of_both(kept: Concept, merged: Concept) -> list[str]:
    names: dict[str, str] = {}
    every: Iterable[str] = (
        kept.name,
        *kept.other_names,
        merged.name,
        *merged.other_names,
    )
    for name in every:
        names.setdefault(name_key(name), name)
    names.pop(name_key(kept.name))
    return list(names.values())

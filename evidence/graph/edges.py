"""Edges are made, changed and undone here: no doubles, no circles."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.constants import (
    BOTH_WAYS,
    EDGE_ENDS,
    EDGE_SENTENCES,
    WITHOUT_CIRCLES,
    ConceptKind,
    EdgeKind,
)
from evidence.models import Edge
from evidence.models.concepts import Concept

SHOWN_STEPS = 6  # of a circle, in a message


class UnableToLink(Exception):
    """The edge cannot be; the message says why, for the person who tried."""


class UnableToUnlink(Exception):
    """The edge still holds something; the message says what."""


def link(*, source: Concept, kind: EdgeKind, target: Concept, note: str = "") -> Edge:
    """Make an edge between two records.

    Raises:
        UnableToLink: see `save_edge`.
    """
    edge = Edge(kind=kind, note=note)
    set_ends(edge, source, target)
    return save_edge(edge=edge)


def set_ends(edge: Edge, source: Concept, target: Concept) -> None:
    """Put the records at the ends of an edge that is still to be saved."""
    for end, record in (("source", source), ("target", target)):
        for kind in ConceptKind.values:
            at_end = record if record.kind == kind else None
            setattr(edge, f"{end}_{kind}", at_end)


@transaction.atomic
def save_edge(*, edge: Edge) -> Edge:
    """Save a new or changed edge with its evidence, one at a time.

    Raises:
        UnableToLink: an end is missing or was merged away, the kind does not join such
            records, both ends are one, the edge is there already, or it would close a
            circle of a kind that forbids one.
    """
    lock_edges()
    _check_ends(edge)
    if edge.kind in BOTH_WAYS and edge.source.pk > edge.target.pk:
        set_ends(edge, edge.target, edge.source)
    _refuse_double(edge)
    if edge.kind in WITHOUT_CIRCLES:
        refuse_circle(edge)
    edge.save()
    return edge


@transaction.atomic
def unlink(*, edge: Edge) -> None:
    """Undo an edge.

    Raises:
        UnableToUnlink: evidence stands with it, which would be lost.
    """
    lock_edges()
    if pieces := edge.evidence.count():
        raise UnableToUnlink(
            ngettext(
                "One piece of evidence stands with this edge. Remove it first, so that "
                "it is not lost by mistake.",
                "%(count)d pieces of evidence stand with this edge. Remove them first, "
                "so that they are not lost by mistake.",
                pieces,
            )
            % {"count": pieces}
        )
    edge.delete()


def lock_edges() -> None:
    """One change of the graph at a time, or two people close a circle together.

    Each of them would see a graph without the other's edge. SQLite has one writer, and
    our transactions there begin as writers.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(Edge._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _check_ends(edge: Edge) -> None:
    try:
        edge.clean_fields(exclude=[])
    except ValidationError as error:
        raise UnableToLink(" ".join(error.messages)) from error
    source, target = edge.source, edge.target
    if source is None or target is None:
        raise UnableToLink(_("Choose a record for each end."))
    if merged := next((each for each in (source, target) if each.merged_into), None):
        raise UnableToLink(
            _("“%(merged)s” was merged into “%(kept)s”: link that one.")
            % {"merged": merged, "kept": merged.merged_into}
        )
    if (source.kind, target.kind) not in EDGE_ENDS[EdgeKind(edge.kind)]:
        raise UnableToLink(
            _("“%(kind)s” does not lead from a record of the kind %(source)s to one of "
              "the kind %(target)s.")
            % {
                "kind": edge.get_kind_display(),
                "source": ConceptKind(source.kind).label.lower(),
                "target": ConceptKind(target.kind).label.lower(),
            }
        )  # fmt: skip
    if source == target:
        raise UnableToLink(_("A record has no edge to itself."))


def _refuse_double(edge: Edge) -> None:
    if Edge.objects.same_as(edge).exists():
        raise UnableToLink(
            _("This edge is there already: %(sentence)s.") % {"sentence": edge.sentence}
        )


def refuse_circle(edge: Edge) -> None:
    """Refuse an edge from whose target one comes back to its source; one query.

    Raises:
        UnableToLink: names the circle.
    """
    ends = (f"source_{edge.source.kind}", f"target_{edge.target.kind}")
    others = Edge.objects.filter(kind=edge.kind).exclude(pk=edge.pk)
    leads_to: dict[int, list[int]] = defaultdict(list)
    joined = others.filter(**{f"{end}__isnull": False for end in ends})
    for source, target in joined.values_list(*ends):
        leads_to[source].append(target)
    if way := _way(edge.target.pk, edge.source.pk, leads_to):
        raise UnableToLink(_circle(edge, way))


def _way(start: int, goal: int, leads_to: Mapping[int, list[int]]) -> list[int]:
    """The shortest way from one record to another, both named; empty if none."""
    came_from: dict[int, int | None] = {start: None}
    front = [start]
    while front and goal not in came_from:
        following = []
        for here in front:
            for there in leads_to.get(here, ()):
                if there not in came_from:
                    came_from[there] = here
                    following.append(there)
        front = following
    if goal not in came_from:
        return []
    way: list[int] = []
    step: int | None = goal
    while step is not None:
        way.append(step)
        step = came_from[step]
    return way[::-1]


def _circle(edge: Edge, way: list[int]) -> str:
    """The circle in words: "A explains B; B explains C; C explains A"."""
    names = type(edge.source).objects.in_bulk([edge.source.pk, *way])
    records = [edge.source, *(names[key] for key in way)]
    sentences = [
        str(EDGE_SENTENCES[EdgeKind(edge.kind)]) % {"source": one, "target": other}
        for one, other in pairwise(records)
    ]
    if len(sentences) > SHOWN_STEPS:
        sentences = [*sentences[: SHOWN_STEPS - 1], "…", sentences[-1]]
    return _("This would lead in a circle: %(circle)s.") % {
        "circle": "; ".join(sentences)
    }

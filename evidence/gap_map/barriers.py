"""The map of a subject's barriers and the interventions that address them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.constants import EdgeKind, Stance
from evidence.gap_map.bands import Band, Counted, Shade, Shape, shape_of
from evidence.gap_map.bubbles import Bubbles, area_of_one
from evidence.gap_map.cells import ShownCell, drawn, gap, key
from evidence.graph.reading import EvidenceShown
from evidence.models import Barrier, Edge, Intervention, Study
from evidence.rating_pages.badges import security_of
from mesh.core.models import Subject


@dataclass(frozen=True)
class BarrierRow:
    """A barrier with its cells, one an intervention."""

    barrier: Barrier
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class BarrierMap:
    """Barriers of a subject, and what is linked to any of them."""

    subject: Subject
    shade: Shade
    interventions: Sequence[Intervention]
    rows: Sequence[BarrierRow]

    @property
    def key(self) -> list[tuple[Band, Bubbles]]:
        """What the shapes stand for."""
        return key(self.shade)


def subjects() -> list[Subject]:
    """Subjects and topics of which barriers are recorded; one query."""
    rows = Subject.objects.filter(pk__in=Barrier.objects.values("subjects"))
    return list(rows.select_related("parent").order_by("parent__name", "name"))


def read(subject: Subject, shade: Shade) -> BarrierMap:
    """The map of a subject and its topics."""
    family = Subject.objects.filter(Q(pk=subject.pk) | Q(parent=subject.pk))
    barriers = list(
        Barrier.objects.filter(subjects__in=family).distinct().order_by("name")
    )
    edges = list(
        Edge.objects.filter(kind=EdgeKind.ADDRESSED_BY, source_barrier__in=barriers)
        .with_ends()
        .prefetch_related(
            "evidence__finding__study__reference", "evidence__reference__studies"
        )
    )
    links = Counter(cast("Intervention", edge.target) for edge in edges)
    interventions = sorted(links, key=lambda each: (-links[each], each.name))
    shapes = _shapes(edges, shade)
    cells = _cells(edges, shapes, shade)
    rows = [
        BarrierRow(
            barrier,
            [
                cells.get((barrier.pk, each.pk))
                or gap(each.name, barrier.name, barrier=barrier.name, subject=subject)
                for each in interventions
            ],
        )
        for barrier in barriers
    ]
    return BarrierMap(subject, shade, interventions, rows)


def _cells(
    edges: Sequence[Edge], shapes: dict[int, Shape], shade: Shade
) -> dict[tuple[int, int], ShownCell]:
    counts = {edge.pk: _counts(edge, shapes) for edge in edges}
    most = max((max(each.values()) for each in counts.values() if each), default=0)
    return {
        (edge.source.pk, edge.target.pk): drawn(
            counts[edge.pk],
            shade=shade,
            area=area_of_one(most),
            url=f"{edge.source.get_absolute_url()}#edge-{edge.pk}",
            note=_note(edge, sum(counts[edge.pk].values())),
            search=f"{reverse('search')}?{urlencode({'intervention': edge.target.slug})}",
        )
        for edge in edges
    }


def _counts(edge: Edge, shapes: dict[int, Shape]) -> Counter[Shape]:
    """Studies that speak for or against an edge, each once."""
    return Counter(shapes[key] for key in {study.pk for study in _studies(edge)})


def _note(edge: Edge, studies: int) -> str:
    against = {
        piece.pk for piece in edge.evidence.all() if piece.stance == Stance.AGAINST
    }
    if against:
        words = ngettext("%(count)d speaks against it", "%(count)d speak against it",
                         len(against))  # fmt: skip
        return words % {"count": len(against)}
    return "" if studies else _("Linked; no study is named")


def _shapes(edges: Sequence[Edge], shade: Shade) -> dict[int, Shape]:
    studies = {study.pk: study for edge in edges for study in _studies(edge)}
    security = security_of(studies) if shade == Shade.SECURITY else {}
    published = _published(edges)
    return {
        key: shape_of(
            Counted(
                study.kind, study.design, security.get(key), frozenset(published[key])
            ),
            shade,
        )
        for key, study in studies.items()
    }


def _published(edges: Sequence[Edge]) -> dict[int, set[str]]:
    """Ratings by others, as published, of the findings that are named."""
    found: dict[int, set[str]] = defaultdict(set)
    for edge in edges:
        for piece in edge.evidence.all():
            if piece.finding and piece.finding.published_rating:
                found[piece.finding.study_id].add(piece.finding.published_rating)
    return found


def _studies(edge: Edge) -> list[Study]:
    """Those of publications that stand."""
    shown = [EvidenceShown(piece) for piece in edge.evidence.all()]
    return [
        study
        for each in shown
        if not each.reference.retracted
        for study in each.studies
    ]

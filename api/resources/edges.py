"""Edges between barriers and interventions, with what speaks for and against them."""

from typing import Annotated, Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from api import answers
from api.paging import part_of
from api.parameters import MAX_VALUES, Nothing, Paging, Parameters, Slug, check_slugs
from api.schemas import concepts as schemas
from evidence.constants import ConceptKind, EdgeKind, Stance
from evidence.models import Barrier, Edge, EdgeEvidence, Intervention
from evidence.models.concepts import Concept
from evidence.querysets import EdgeQuerySet

router = Router(tags=["Interventions, barriers and edges"])
EdgeId = Annotated[int, Path(ge=1, le=2**63 - 1, description="Id of the edge.")]


class EdgeFilters(Paging):
    """Which edges to show."""

    kind: list[EdgeKind] = Field(
        [], max_length=MAX_VALUES, description="How one relates to the other."
    )
    barrier: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of a barrier at either end."
    )
    intervention: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of an intervention at either end."
    )

    def rows(self) -> EdgeQuerySet:
        """The edges that are asked for, the first recorded first.

        Raises:
            Problem: there is no such barrier or intervention.
        """
        check_slugs(
            barrier=(Barrier, self.barrier),
            intervention=(Intervention, self.intervention),
        )
        found = Edge.objects.all()
        if self.kind:
            found = found.filter(kind__in=self.kind)
        for end, slugs in (
            ("barrier", self.barrier),
            ("intervention", self.intervention),
        ):
            if slugs:
                source = Q(**{f"source_{end}__slug__in": slugs})
                found = found.filter(source | Q(**{f"target_{end}__slug__in": slugs}))
        return found.order_by("pk")


@router.get("/edges", response=schemas.EdgePage, summary="Edges, as a list")
def list_edges(
    request: HttpRequest, filters: Annotated[EdgeFilters, Parameters(...)]
) -> HttpResponse:
    """How barriers and interventions relate, each edge with its own evidence."""
    part = part_of(filters.rows(), filters, lambda keys: _whole().filter(pk__in=keys))
    return answers.many(
        request, part, schemas.EdgePage, lambda row: _edge(row, request)
    )


@router.get("/edges/{edge_id}", response=schemas.Edge, summary="One edge")
def get_edge(
    request: HttpRequest, edge_id: EdgeId, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """An edge by its id."""
    edge = _whole().filter(pk=edge_id).first() or answers.missing()
    return answers.one(_edge(edge, request))


def _whole() -> "QuerySet[Edge]":
    evidence = EdgeEvidence.objects.select_related(
        "finding__study__reference", "reference"
    )
    return Edge.objects.with_ends().prefetch_related(
        Prefetch("evidence", queryset=evidence.order_by("stance", "pk"))
    )


def _edge(edge: Edge, request: HttpRequest) -> schemas.Edge:
    return schemas.Edge(
        id=edge.pk,
        link=answers.address(request, "get_edge", edge_id=edge.pk),
        kind=EdgeKind(edge.kind),
        sentence=edge.sentence,
        source=_end(edge.source, request),
        target=_end(edge.target, request),
        note=edge.note,
        evidence=[_evidence(each) for each in edge.evidence.all()],
    )


def _end(concept: Concept, request: HttpRequest) -> schemas.EdgeEnd:
    return schemas.EdgeEnd(
        kind=ConceptKind(concept.kind),
        slug=concept.slug,
        name=concept.name,
        link=answers.address(request, f"get_{concept.kind}", slug=concept.slug),
    )


def _evidence(each: EdgeEvidence) -> schemas.EdgeEvidence:
    whole: Any = each.reference  # there when no finding is: the database sees to it
    reference = each.finding.study.reference if each.finding else whole
    return schemas.EdgeEvidence(
        stance=Stance(each.stance),
        finding=each.finding.key if each.finding else None,
        record=reference.slug,
        name=reference.short_name,
        retracted=reference.retracted,
        note=each.note,
    )

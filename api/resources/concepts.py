"""Interventions and barriers."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from api import answers
from api.paging import part_of
from api.parameters import (
    MAX_VALUES,
    Nothing,
    Paging,
    Parameters,
    Slug,
    SlugInPath,
    check_slugs,
)
from api.resources.filters import Words
from api.schemas import concepts as schemas
from evidence.models import Barrier, Intervention
from evidence.models.concepts import Concept
from mesh.core.models import Phase, Subject

router = Router(tags=["Interventions, barriers and edges"])
SHARED = ("slug", "name", "other_names", "summary")


class ConceptFilters(Paging, Words):
    """Which interventions or barriers to show."""

    subject: list[Slug] = Field(
        [],
        max_length=MAX_VALUES,
        description="Slug of a subject or topic; a subject holds its topics too.",
    )
    phase: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of a phase of schooling."
    )

    def rows(self, model: type[Concept]) -> QuerySet[Any]:
        """Those that are asked for, by name.

        Raises:
            Problem: a subject or phase is unknown, or there are too many words.
        """
        check_slugs(subject=(Subject, self.subject), phase=(Phase, self.phase))
        found = model.objects.all()
        if self.subject:
            subjects = Subject.objects.filter(slug__in=self.subject)
            topics = Subject.objects.filter(parent__slug__in=self.subject)
            about = model.objects.filter(subjects__in=subjects | topics)
            found = found.filter(pk__in=about.values("pk").order_by())
        if self.phase:
            about = model.objects.filter(phases__slug__in=self.phase)
            found = found.filter(pk__in=about.values("pk").order_by())
        if words := self.words():
            found = found.matching(words)
        return found.order_by("name", "pk")


@router.get(
    "/interventions",
    response=schemas.InterventionPage,
    summary="Interventions, as a list",
)
def list_interventions(
    request: HttpRequest, filters: Annotated[ConceptFilters, Parameters(...)]
) -> HttpResponse:
    """What teachers can do, each under one name whatever papers call it."""
    part = part_of(
        filters.rows(Intervention),
        filters,
        lambda keys: _interventions().filter(pk__in=keys),
    )
    return answers.many(
        request,
        part,
        schemas.InterventionPage,
        lambda row: _intervention(row, request),
    )


@router.get(
    "/interventions/{slug}",
    response=schemas.Intervention,
    summary="One intervention",
)
def get_intervention(
    request: HttpRequest, slug: SlugInPath, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """An intervention by its slug; the slug of one that was merged leads on."""
    return _one(request, slug, _interventions(), _intervention)


@router.get("/barriers", response=schemas.BarrierPage, summary="Barriers, as a list")
def list_barriers(
    request: HttpRequest, filters: Annotated[ConceptFilters, Parameters(...)]
) -> HttpResponse:
    """What keeps pupils from learning something."""
    part = part_of(
        filters.rows(Barrier), filters, lambda keys: _barriers().filter(pk__in=keys)
    )
    return answers.many(
        request, part, schemas.BarrierPage, lambda row: _barrier(row, request)
    )


@router.get("/barriers/{slug}", response=schemas.Barrier, summary="One barrier")
def get_barrier(
    request: HttpRequest, slug: SlugInPath, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """A barrier by its slug; the slug of one that was merged leads on."""
    return _one(request, slug, _barriers(), _barrier)


def _one(
    request: HttpRequest,
    slug: str,
    rows: QuerySet[Any],
    shown: Callable[[Any, HttpRequest], Any],
) -> HttpResponse:
    if row := rows.filter(slug=slug).first():
        return answers.one(shown(row, request))
    model: Any = rows.model
    return answers.moved(request, f"get_{model.kind}", model, slug)


def _interventions() -> QuerySet[Any]:
    counted = Intervention.objects.annotate(finding_count=Count("findings"))
    return counted.prefetch_related("subjects", "phases")


def _barriers() -> QuerySet[Any]:
    return Barrier.objects.prefetch_related("subjects", "phases")


def _intervention(row: Any, request: HttpRequest) -> schemas.Intervention:
    chosen = f"?intervention={row.slug}"
    return schemas.Intervention(
        **_shared(row),
        links=schemas.InterventionLinks(
            self=answers.address(request, "get_intervention", slug=row.slug),
            page=request.build_absolute_uri(row.get_absolute_url()),
            findings=answers.address(request, "list_findings") + chosen,
            syntheses=answers.address(request, "list_syntheses") + chosen,
            edges=answers.address(request, "list_edges") + chosen,
        ),
        findings=row.finding_count,
    )


def _barrier(row: Any, request: HttpRequest) -> schemas.Barrier:
    edges = answers.address(request, "list_edges")
    return schemas.Barrier(
        **_shared(row),
        links=schemas.BarrierLinks(
            self=answers.address(request, "get_barrier", slug=row.slug),
            page=request.build_absolute_uri(row.get_absolute_url()),
            edges=f"{edges}?barrier={row.slug}",
        ),
    )


def _shared(row: Any) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in SHARED},
        "subjects": [each.slug for each in row.subjects.all()],
        "phases": [each.slug for each in row.phases.all()],
    }

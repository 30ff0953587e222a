"""The public pages of barriers and interventions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.bodies.summary import read_summaries
from evidence.graph.lists import list_concepts
from evidence.graph.reading import findings_of, read_concept
from evidence.models import Barrier, Intervention
from evidence.models.concepts import Concept
from mesh.core.page_cache import kept_for_anonymous

FINDINGS_PER_PAGE = 25


@kept_for_anonymous
@require_safe
def barriers(request: HttpRequest) -> HttpResponse:
    """Every barrier, by name."""
    shown = list_concepts(Barrier, request.GET.dict())
    return render(request, "evidence/concepts/barriers.html", {"shown": shown})


@kept_for_anonymous
@require_safe
def interventions(request: HttpRequest) -> HttpResponse:
    """Every intervention, by name."""
    shown = list_concepts(Intervention, request.GET.dict())
    return render(request, "evidence/concepts/interventions.html", {"shown": shown})


@kept_for_anonymous
@require_safe
def barrier(request: HttpRequest, slug: str) -> HttpResponse:
    """A barrier: what helps, what explains it, and on what evidence."""
    record = _record(Barrier, slug)
    if record.merged_into:
        return redirect(record.standing, permanent=True)
    shown = read_concept(record=record)
    return render(request, "evidence/concepts/barrier.html", {"shown": shown})


@kept_for_anonymous
@require_safe
def intervention(request: HttpRequest, slug: str) -> HttpResponse:
    """An intervention: what it addresses, and what was found."""
    record = _record(Intervention, slug)
    if record.merged_into:
        return redirect(record.standing, permanent=True)
    shown = read_concept(record=record)
    pages = Paginator(findings_of(record), FINDINGS_PER_PAGE)
    pages.count = shown.finding_count  # read with the outcome kinds already
    summaries = read_summaries([record], today=timezone.now().date())
    context = {
        "shown": shown,
        "page_obj": pages.get_page(request.GET.get("page")),
        "summary": summaries[record.pk],
    }
    return render(request, "evidence/concepts/intervention.html", context)


def _record(model: type[Concept], slug: str) -> Any:
    rows = model.every.select_related("merged_into")
    return get_object_or_404(rows.prefetch_related("subjects", "phases"), slug=slug)

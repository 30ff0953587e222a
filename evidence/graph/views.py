"""The public pages of barriers and interventions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.bodies.summary import read_summaries
from evidence.graph.lists import list_concepts
from evidence.graph.reading import findings_in, read_concept
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
    record, merged = _records(Barrier, slug)
    if record.merged_into:
        return redirect(record.standing, permanent=True)
    shown = read_concept(record=record, merged=merged)
    return render(request, "evidence/concepts/barrier.html", {"shown": shown})


@kept_for_anonymous
@require_safe
def intervention(request: HttpRequest, slug: str) -> HttpResponse:
    """An intervention: what it addresses, and what was found."""
    record, merged = _records(Intervention, slug)
    if record.merged_into:
        return redirect(record.standing, permanent=True)
    summaries = read_summaries([record], today=timezone.now().date())
    findings = findings_in(summaries[record.pk])
    pages = Paginator(findings, FINDINGS_PER_PAGE)
    context = {
        "shown": read_concept(record=record, merged=merged, findings=findings),
        "page_obj": pages.get_page(request.GET.get("page")),
        "summary": summaries[record.pk],
    }
    return render(request, "evidence/concepts/intervention.html", context)


def _records(model: type[Concept], slug: str) -> tuple[Any, list[Any]]:
    """The record of this address, and those that were merged into it; one read."""
    wanted = Q(slug=slug) | Q(merged_into__slug=slug)
    rows = model.every.filter(wanted).select_related("merged_into")
    found = list(rows.prefetch_related("subjects", "phases"))
    record = next((row for row in found if row.slug == slug), None)
    if record is None:
        raise Http404
    return record, [row for row in found if row is not record]

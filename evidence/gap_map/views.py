"""The pages of the gap map."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.crumbs import crumbs
from evidence.gap_map import barriers, choices, outcomes, tables
from mesh.core.page_cache import kept_for_anonymous


@kept_for_anonymous
@require_safe
def outcome_map(request: HttpRequest) -> HttpResponse:
    """Interventions and outcomes: what has been studied, how well, and what not."""
    form, choice = choices.read(request.GET)
    context = {"form": form, "shown": outcomes.read(choice), "crumbs": crumbs()}
    return render(request, "evidence/gaps/outcomes.html", context)


@require_safe
def outcome_table(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV."""
    _form, choice = choices.read(request.GET)
    response = StreamingHttpResponse(
        tables.lines(choice), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="evidence-gap-map.csv"'
    return response


@kept_for_anonymous
@require_safe
def barrier_map(request: HttpRequest) -> HttpResponse:
    """Barriers and interventions of a subject; without one, the subjects there are."""
    form, choice = choices.read(request.GET)
    context = {
        "form": form,
        "subjects": barriers.subjects(),
        "shown": barriers.read(choice.subject, choice.shade)
        if choice.subject
        else None,
        "crumbs": crumbs(),
    }
    return render(request, "evidence/gaps/barriers.html", context)

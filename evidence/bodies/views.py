"""The public page that tells how a body of evidence was rated."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evidence.bodies.rating import read_body
from evidence.bodies.shown import show_bodies
from evidence.constants import OutcomeKind
from evidence.crumbs import crumb, crumbs
from evidence.models import Intervention
from evidence.synthesis.presentation import address
from mesh.core.page_cache import kept_for_anonymous


@kept_for_anonymous
@require_safe
def body_ratings(request: HttpRequest, slug: str, outcome_kind: str) -> HttpResponse:
    """Rules in order, facts with who recorded them and why, what it was before."""
    intervention = get_object_or_404(Intervention, slug=slug)
    if outcome_kind not in OutcomeKind:
        raise Http404
    body = read_body(intervention=intervention, outcome_kind=OutcomeKind(outcome_kind))
    [shown] = show_bodies([body], today=timezone.now().date(), with_log=True)
    if not shown.has_ratings:
        raise Http404
    synthesis = address(intervention.name, outcome_kind)
    return render(
        request,
        "evidence/ratings/body.html",
        {
            "shown": shown,
            "crumbs": crumbs(crumb(str(body.row), synthesis)),
            "synthesis_url": synthesis,
        },
    )

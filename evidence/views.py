"""The public record page of a piece of evidence, and what several say together."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from evidence.bodies.rating import read_body
from evidence.bodies.shown import show_bodies
from evidence.bodies.summary import rows_of
from evidence.citing import public_citing_pages
from evidence.constants import OutcomeKind
from evidence.json_ld import embedding
from evidence.like_my_class.presentation import for_class
from evidence.models import Intervention, Reference, Study
from evidence.overview import SEARCH, amount, ways
from evidence.records import read_record
from evidence.synthesis.around import drawn_around
from evidence.synthesis.links import every_link, links_of
from evidence.synthesis.presentation import WITHOUT
from evidence.synthesis.presentation import shown as shown_synthesis
from mesh.core.page_cache import kept_for_anonymous

SYNTHESES_PER_PAGE = 50


@kept_for_anonymous
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The ways into the evidence."""
    context = {"amount": amount(), "ways": ways(), "search_url": SEARCH}
    return render(request, "evidence/index.html", context)


@kept_for_anonymous
@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """What a publication found, how, and who cites it here."""
    reference = get_object_or_404(Reference.every, slug=slug)
    if reference.merged_into:
        return redirect(reference.merged_into, permanent=True)
    shown = read_record(
        reference=reference,
        page=request.GET.get("page"),
        finding=request.GET.get("finding", ""),
    )
    pages = public_citing_pages(reference=shown.reference, findings=shown.findings)
    links = links_of(each.intervention for each in shown.findings)
    return render(
        request,
        "evidence/record.html",
        {
            "record": shown,
            "reference": shown.reference,
            "citing_pages": pages,
            "embedded": embedding.of_record(shown.reference),
            "syntheses": links,
            "drawn": drawn_around(links, (each.study.pk for each in shown.studies)),
        },
    )


@kept_for_anonymous
@require_safe
def syntheses(request: HttpRequest) -> HttpResponse:
    """Every intervention and outcome kind on which several studies say something."""
    pages = Paginator(every_link(), SYNTHESES_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "evidence/synthesis/index.html", {"page_obj": page})


@kept_for_anonymous
@require_safe
def synthesis(request: HttpRequest, outcome_kind: str) -> HttpResponse:
    """What the studies of one intervention found together on one kind of outcome."""
    if outcome_kind not in OutcomeKind:
        raise Http404
    name = request.GET.get("intervention", "").replace("\0", "")
    body = read_body(
        intervention=get_object_or_404(Intervention.objects.named(name)),
        outcome_kind=OutcomeKind(outcome_kind),
        with_developers=request.GET.get("developers") != WITHOUT,
    )
    if not (body.synthesis.parts or body.synthesis.excluded):
        raise Http404
    [rated] = show_bodies([body], today=timezone.now().date())
    mine = for_class(request.GET, body.synthesis)
    response = render(
        request,
        "evidence/synthesis/synthesis.html",
        {
            "shown": shown_synthesis(body.synthesis),
            "rated": rated,
            "mine": mine,
            "countries": Study.objects.countries(),
            "rows": rows_of(rated),
        },
    )
    if mine.form.is_bound:
        # What a reader tells of a class is kept nowhere, not even as a rendered page.
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
    return response

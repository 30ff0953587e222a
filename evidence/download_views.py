"""Downloads of records: one, what a search finds, what a synthesis is about, all."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import condition, require_safe

from evidence import numbers
from evidence.constants import OutcomeKind
from evidence.exporting import overview, selections
from evidence.exporting.found import find
from evidence.exporting.kinds import Kind, UnknownForm, kind_of, kinds
from evidence.exporting.selections import Selection
from evidence.exporting.writing import pieces
from evidence.json_ld import embedding
from evidence.models import Intervention, Reference
from evidence.search import address
from evidence.search.api import FACETS
from evidence.search.engines.elasticsearch import client
from mesh.core.page_cache import content_version

PARAMETERS = frozenset({"q", "sort", "page", *FACETS})


def etag(request: HttpRequest, **kwargs: str) -> str:
    """Changes with every change of the content, as the pages' do; weak."""
    parts = (content_version(), request.get_full_path())
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def etag_of_found(request: HttpRequest, **kwargs: str) -> str | None:
    """None where Elasticsearch answers: it shows a change up to a second later."""
    return None if client.configured() and request.GET else etag(request)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The formats, with what each holds and how large it will be."""
    if unknown := unknown_parameters(request.GET):
        return wrong_parameters(request, unknown)
    query = address.read(request.GET) if request.GET else None
    shown = overview.of_found(find(query)) if query else overview.of_everything()
    context = {
        "overview": shown,
        "query": query,
        "parameters": address.write(replace(query, page=1)) if query else "",
        "amount": amount(shown),
        "licence_url": settings.EVIDENCE_LICENCE_URL,
        "dataset": embedding.of_everything(changed=shown.changed, files=paths()),
    }
    response = render(request, "evidence/download/page.html", context)
    if query:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@condition(etag_func=etag_of_found)
def several(request: HttpRequest, form: str) -> HttpResponseBase:
    """All records, or those that the search in the address finds, as a file."""
    if unknown := unknown_parameters(request.GET):
        return wrong_parameters(request, unknown)

    def selection() -> Selection:
        if request.GET:
            return find(address.read(request.GET)).selection
        return selections.everything()

    return answer(request, form, selection)


@require_safe
@condition(etag_func=etag)
def record(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """One record as a file; as a table, its findings."""
    reference = get_object_or_404(Reference.every, slug=slug).standing
    return answer(request, form, lambda: selections.one(reference))


@require_safe
@condition(etag_func=etag)
def synthesis(request: HttpRequest, outcome_kind: str, form: str) -> HttpResponseBase:
    """The findings on one intervention and outcome kind as a file."""
    if outcome_kind not in OutcomeKind:
        raise Http404
    name = request.GET.get("intervention", "").replace("\0", "")
    about = selections.about(
        intervention=get_object_or_404(Intervention.objects.named(name)),
        outcome_kind=OutcomeKind(outcome_kind),
    )
    if not about.findings().exists():
        raise Http404
    return answer(request, form, lambda: about)


def answer(
    request: HttpRequest, form: str, selection: Callable[[], Selection]
) -> HttpResponseBase:
    """The file, sent while it is written; what is offered, for a format that is not."""
    try:
        kind = kind_of(form)
    except UnknownForm:
        return unknown_form(request, form)
    chosen = selection()
    if request.method == "HEAD":
        return HttpResponse(headers=headers(chosen, kind))
    texts = (text.encode() for text in pieces(chosen, kind.form))
    return StreamingHttpResponse(texts, headers=headers(chosen, kind))


def unknown_form(request: HttpRequest, form: str) -> HttpResponse:
    """Say that there is no such format, and lead to those that there are."""
    path, _form = request.path.rstrip("/").rsplit("/", 1)
    query = request.META.get("QUERY_STRING", "")
    context = {
        "form": form[:40],
        "offered": [
            (kind, f"{path}/{kind.form.value}/{query and '?'}{query}")
            for kind in kinds.values()
        ],
    }
    return render(request, "evidence/download/unknown.html", context, status=404)


def headers(selection: Selection, kind: Kind) -> dict[str, str]:
    """What a browser is told of a file; it asks again before it shows a kept one."""
    return {
        "Content-Type": f"{kind.content_type}; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{selection.name}.{kind.ending}"',
        "Cache-Control": "no-cache",
        "X-Robots-Tag": "noindex",
    }


def paths() -> list[tuple[str, str]]:
    """Path and content type of each file of everything."""
    return [
        (reverse("evidence:download_several", args=[form.value]), kind.content_type)
        for form, kind in kinds.items()
    ]


def amount(shown: overview.Overview) -> str:
    """How much there is, in words: “34 findings in 12 records”."""
    findings = ngettext("%(number)s finding", "%(number)s findings", shown.findings) % {
        "number": numbers.count(shown.findings)
    }
    records = ngettext("%(number)s record", "%(number)s records", shown.records) % {
        "number": numbers.count(shown.records)
    }
    return _("%(findings)s in %(records)s") % {"findings": findings, "records": records}


def unknown_parameters(parameters: QueryDict) -> list[str]:
    """Names that no search knows: what they were meant to leave out would be sent."""
    return sorted(set(parameters) - PARAMETERS)


def wrong_parameters(request: HttpRequest, unknown: list[str]) -> HttpResponse:
    """Say which name in the address is not known, and which are."""
    context = {
        "unknown": [name[:40] for name in unknown[:3]],
        "known": sorted(PARAMETERS - {"page"}),
    }
    return render(request, "evidence/download/wrong.html", context, status=400)

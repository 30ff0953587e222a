"""What stands beside the resources: the OpenAPI document, its page, and nowhere."""

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from api import documentation, openapi, problems
from api.v1 import no_such_address
from mesh.core.page_cache import kept_for_anonymous


@kept_for_anonymous
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every resource, parameter, field and problem, for people."""
    return render(request, "api/docs.html", documentation.context())


def openapi_document(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    return JsonResponse(openapi.document(), json_dumps_params={"indent": 1})


def nowhere(request: HttpRequest) -> HttpResponse:
    """What no resource answers: the same without its last slash, or nothing."""
    shorter = request.path.rstrip("/")
    if shorter != request.path and _leads_somewhere(shorter):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{shorter}?{query}".rstrip("?"))
    return problems.response(request, no_such_address())


def _leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).func is not nowhere
    except Resolver404:
        return False

"""Addresses of the API that are no resource."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from api import problems
from api.v1 import no_such_address


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

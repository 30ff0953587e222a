"""What every answer of the API carries, whoever gave it."""

import hashlib
import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api import limiting, problems
from api.problems import Problem

PREFIX = "/api/"
PAGES = ("/api/docs",)  # for people: an ordinary page of the site
READING = frozenset({"GET", "HEAD"})
METHODS = "GET, HEAD, OPTIONS"
DAY_SECONDS = 86_400
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID"
    ),
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": str(DAY_SECONDS),
}


class ApiMiddleware:
    """Counts requests, refuses to write, validates what clients keep, opens to all sites.

    Stands inside the compression, so that an ETag is that of the text itself; the
    compression weakens it, as it must, where it changes the bytes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith(PREFIX) or path in PAGES:
            return self.get_response(request)
        response = self._answer(request)
        for name, value in CORS.items():
            response[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        if request.method not in READING:
            return problems.response(request, _only_reads(request.method or ""))
        usage = limiting.count(request, now=time.time())
        if usage and usage.is_exceeded:
            response = problems.response(request, _too_many(usage))
        else:
            response = self._read(request)
        for name, value in usage.headers.items() if usage else ():
            response[name] = value
        return response

    def _read(self, request: HttpRequest) -> HttpResponse:
        asked, request.method = request.method, "GET"  # HEAD is GET without its text
        response = self.get_response(request)
        request.method = asked
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return response if settings.DEBUG else _our_fault(request)
        return _with_validators(request, response)


def _with_validators(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With an ETag over the text; 304 without it for a client that has it already."""
    if response.status_code != HTTPStatus.OK:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response.setdefault("Cache-Control", "public, no-cache")
    patch_vary_headers(response, ["Accept"])
    return get_conditional_response(request, etag=etag, response=response) or response


def _only_reads(method: str) -> Problem:
    words = _("%(method)s is not possible: this API only reads. Use GET.")
    return Problem(
        problems.METHOD_NOT_ALLOWED,
        words % {"method": method[:20]},
        headers={"Allow": METHODS},
    )


def _too_many(usage: limiting.Usage) -> Problem:
    seconds = usage.resets_in_seconds
    words = ngettext(
        "At most %(limit)d requests a minute: wait %(seconds)d second.",
        "At most %(limit)d requests a minute: wait %(seconds)d seconds.",
        seconds,
    )
    return Problem(
        problems.TOO_MANY_REQUESTS,
        words % {"limit": usage.limit, "seconds": seconds},
        headers={"Retry-After": str(seconds)},
    )


def _our_fault(request: HttpRequest) -> HttpResponse:
    words = _("Something went wrong here. It has been noted.")
    return problems.response(request, Problem(problems.SERVER_ERROR, words))

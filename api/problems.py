"""What goes wrong, told as RFC 9457 has it: application/problem+json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem; `slug` names its place on the documentation page."""

    slug: str
    status: HTTPStatus
    title: str | Promise
    advice: str | Promise

    @property
    def uri(self) -> str:
        """What identifies the kind, and leads to its explanation."""
        return f"{settings.SITE_URL}/api/docs#problem-{self.slug}"


INVALID_PARAMETERS = Kind(
    "invalid-parameters",
    HTTPStatus.BAD_REQUEST,
    _("A parameter is not right"),
    _(
        "`errors` names each parameter with what was given and what is allowed. "
        "Nothing is left out silently: correct the address and ask again."
    ),
)
NOT_FOUND = Kind(
    "not-found",
    HTTPStatus.NOT_FOUND,
    _("There is nothing here"),
    _(
        "The record does not exist, is not public, or the page is past the last. Start "
        "from a list, and follow its links."
    ),
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    _("This API only reads"),
    _("Use GET or HEAD. Evidence is recorded and corrected by curators, not here."),
)
TOO_MANY_REQUESTS = Kind(
    "too-many-requests",
    HTTPStatus.TOO_MANY_REQUESTS,
    _("Too many requests"),
    _(
        "Wait as many seconds as Retry-After says. Larger pages, and If-None-Match with "
        "the ETag that you have, save requests."
    ),
)
SERVER_ERROR = Kind(
    "server-error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    _("The fault is ours"),
    _("Try again later. If it stays, tell us the request_id: it finds it in our logs."),
)
KINDS = (
    INVALID_PARAMETERS,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    TOO_MANY_REQUESTS,
    SERVER_ERROR,
)


@dataclass(frozen=True)
class ParameterError:
    """What is wrong with one parameter, and what it may be."""

    parameter: str
    message: str
    given: str = ""
    allowed: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        """For the answer; what is empty is left out."""
        values = {
            "parameter": self.parameter,
            "message": self.message,
            "given": self.given,
            "allowed": list(self.allowed),
        }
        return {name: value for name, value in values.items() if value}


@dataclass(eq=False)
class Problem(Exception):
    """Raised anywhere below a view; the reader gets it as an answer."""

    kind: Kind
    detail: str
    errors: Sequence[ParameterError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer."""
    body: dict[str, Any] = {
        "type": problem.kind.uri,
        "title": str(problem.kind.title),
        "status": problem.kind.status.value,
        "detail": problem.detail,
        "instance": request.path,
    }
    if problem.errors:
        body["errors"] = [error.as_json() for error in problem.errors]
    if number := getattr(request, "request_id", ""):
        body["request_id"] = number
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=problem.kind.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )

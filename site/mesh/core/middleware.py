"""Request ids, and the content security policy of public pages and of the admin."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from mesh.core.logs import request_id

logger = logging.getLogger(__name__)
EMBED_PATHS = "/embed/"
SIGN_IN_PATHS = ("/admin/login/", "/admin/password_reset/")
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Gives each request an id, or keeps the proxy's, for the logs and the answer.

    Writes one line for each request: no address and no query, which would tell what a
    person looked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        request.request_id = number  # type: ignore[attr-defined] # for logs.RequestIdFilter
        token = request_id.set(number)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            logger.info(
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={"milliseconds": round((time.perf_counter() - begun) * 1000)},
            )
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = number
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere but under the admin, which has its own.

    Where people sign in the strict one holds too: a password is typed there. Other sites
    may frame what is made for it. The address decides, not a mark on the answer, which
    a kept page would have lost.
    """

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 - django-csp's signature
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        path = request.path_info
        if path.startswith("/admin/") and not path.startswith(SIGN_IN_PATHS):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        elif path.startswith(EMBED_PATHS):
            parts.replace = {"frame-ancestors": ["*"]}
        return parts

"""The admin's frame, and refusals as messages."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision

from mesh.core.models import User
from workflows.permissions.answers import Answer


class ReviewView(WagtailAdminTemplateMixin, View):
    """A page of the section "Reviews".

    An action is a subclass of the page it stands on. Its address, read, shows that page:
    one comes there by signing in again after a form was sent too late.
    """

    header_icon = "clipboard-list"
    user: User

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        self.user = signed_in(request)
        return self.prepare(**kwargs) or super().dispatch(request, *args, **kwargs)

    def prepare(self, **kwargs: Any) -> HttpResponseBase | None:
        """Fetch what the page is about; a response, if the person may not see it."""
        return None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Reviews > this page."""
        here = {"url": "", "label": self.get_page_title()}
        overview = {"url": reverse("workflows:overview"), "label": _("Reviews")}
        return [*self.breadcrumbs_items, overview, here]

    def page(self, **context: Any) -> HttpResponse:
        """The page with this context."""
        return self.render_to_response(self.get_context_data(**context))


def signed_in(request: HttpRequest) -> User:
    """The person; the admin lets in nobody who is not signed in."""
    return cast("User", request.user)


def refuse(request: HttpRequest, answer: Answer | Exception) -> HttpResponse:
    """Say why not, and lead back to what the person can do."""
    reason = answer.reason if isinstance(answer, Answer) else str(answer)
    messages.error(request, reason)
    return redirect("workflows:overview")


def read_page(request: HttpRequest, revision: Revision) -> HttpResponse:
    """A version as readers would see it, live or not."""
    response: HttpResponse = revision.as_object().make_preview_request(
        original_request=request
    )
    return response

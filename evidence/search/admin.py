"""The report "Search index" in Wagtail's admin, for administrators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from evidence.models.search import SearchOutbox
from evidence.permissions import may_see_search_index
from evidence.search import outbox, overview

PER_PAGE = 50


class SearchIndexMenuItem(MenuItem):
    """The report's place in the menu, shown to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Search index"),
            reverse("search_index_report"),
            name="search-index",
            icon_name="search",
            order=1200,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_search_index(request.user)


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """How the index stands, and what waits or needs a person."""
    _check(request)
    now = timezone.now()
    rows = SearchOutbox.objects.order_by("-parked", "created_at")
    return render(
        request,
        "evidence/search/admin/report.html",
        {
            "facts": overview.describe(now=now),
            "is_degraded": overview.look().is_degraded(now),
            "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        },
    )


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Let everything that waits or is parked be tried again now."""
    _check(request)
    count = outbox.retry(SearchOutbox.objects.all())
    text = ngettext(
        "%(count)s change is being tried again.",
        "%(count)s changes are being tried again.",
        count,
    )
    messages.success(request, text % {"count": count} if count else _("Nothing waits."))
    return redirect("search_index_report")


def _check(request: HttpRequest) -> None:
    if not may_see_search_index(request.user):
        raise PermissionDenied


def urls() -> list[URLPattern]:
    """The report's addresses, for the hook `register_admin_urls`."""
    return [
        path("reports/search-index/", report, name="search_index_report"),
        path("reports/search-index/retry/", retry, name="search_index_retry"),
    ]

"""Health, error pages and robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mesh.core import health


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The process can serve pages; else 503 and the reason."""
    reason = health.reason_not_ready()
    if reason:
        return JsonResponse({"status": "not ready", "reason": reason}, status=503)
    degraded = health.degraded_parts()
    return JsonResponse({"status": "ok"} | ({"degraded": degraded} if degraded else {}))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies that are refused: say what to do."""
    return render(request, "403_csrf.html", status=403)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, and where the list of pages is."""
    sitemap = f"{settings.SITE_URL}{reverse('sitemap')}"
    context = {"sitemap": sitemap}
    return render(request, "robots.txt", context, content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For what asks for the icon without having read a page."""
    return redirect(static("icons/favicon.ico"), permanent=False)

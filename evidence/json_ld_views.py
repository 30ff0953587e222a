"""The context of our JSON-LD, for programs, and the page that explains its terms."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from evidence.json_ld import vocabulary
from evidence.json_ld.terms import CONTENT_TYPE
from evidence.json_ld.terms import context as json_ld_context
from mesh.core.page_cache import kept_for_anonymous

KEPT_SECONDS = 24 * 60 * 60


@require_safe
def context(request: HttpRequest) -> HttpResponse:
    """The JSON-LD context, which programs of other sites may read, too."""
    response = JsonResponse(
        {"@context": json_ld_context()},
        json_dumps_params={"indent": 1},
        content_type=CONTENT_TYPE,
        headers={"Access-Control-Allow-Origin": "*"},
    )
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


@kept_for_anonymous
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every term in words, each at the address that names it."""
    return render(
        request, "evidence/terms.html", {"groups": vocabulary.groups_of_terms()}
    )

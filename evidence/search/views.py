"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.search import address, presentation
from evidence.search.service import search


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Answer the search that the address states. Kept out of other search engines."""
    query = address.read(request.GET)
    results = search(query)
    context = presentation.context(query, results)
    response = render(request, "evidence/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response

"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from evidence.search import address, presentation
from evidence.search.engines.elasticsearch.engine import ElasticsearchEngine
from evidence.search.service import search
from mesh.core.page_cache import kept_for_anonymous


@kept_for_anonymous
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Answer the search that the address states. Kept out of other search engines."""
    query = address.read(request.GET)
    results = search(query)
    context = presentation.context(query, results)
    response = render(request, "evidence/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    if results.degraded or results.engine == ElasticsearchEngine.name:
        # Elasticsearch shows a change up to a second after the rows do: a page kept in
        # that second would be stale. The database's index changes with its rows.
        patch_cache_control(response, private=True, no_cache=True)
    return response

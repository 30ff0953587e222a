"""A pathway in a frame on somebody else's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mesh.core.page_cache import keep_with_query
from pathways import outline
from pathways.models import PathwayPage
from pathways.pathway_views import choices
from pathways.pathway_views.context import drawn_context
from pathways.pictures import fetch_renditions
from pathways.querysets import public


@require_safe
@xframe_options_exempt
def embed_pathway(request: HttpRequest, pk: int) -> HttpResponse:
    """The map or outline of a public pathway, without the frame of the site.

    Every site may frame it: `ContentSecurityPolicyMiddleware` says so by the address.
    The key stays when a page is renamed or moved.
    """
    try:
        page = _readable(request, pk)
    except Http404:
        return render(request, "pathways/embed_missing.html", status=404)
    choice = choices.read({"view": request.GET.get("view", "")})
    roots = page.outline()
    nodes = list(outline.walk(roots))
    fetch_renditions(block for node in nodes for block in node.media)
    context = {
        "page": page,
        "roots": roots,
        "choice": choice if choice.is_drawn else choices.Choice(),
        **drawn_context(page, nodes),
    }
    response = render(request, "pathways/embed.html", context)
    query = request.META.get("QUERY_STRING", "")
    if not query or choices.is_kept(query):
        keep_with_query(response)
    return response


def _readable(request: HttpRequest, pk: int) -> PathwayPage:
    """The page that anybody may read at its own address.

    Raises:
        Http404: it is a draft, restricted, gone, or live without a verdict.
    """
    page = public(PathwayPage.objects).filter(pk=pk).first()
    if page is None:
        raise Http404
    page.route(request, [])
    return page

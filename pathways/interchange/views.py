"""The public downloads of a pathway's map."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mesh.core.page_cache import kept_for_anonymous
from pathways.interchange.documents import MapFormat
from pathways.interchange.exporting import Export, export_map
from pathways.models import PathwayPage
from pathways.querysets import public


@kept_for_anonymous
@require_safe
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The map of a live pathway, as anybody may read it, in one of the formats."""
    if form not in MapFormat:
        raise Http404("No such format")
    page = get_object_or_404(public(PathwayPage.objects), pk=pk)
    page.route(request, [])  # 404 where no verdict covers what is live
    return as_download(export_map(page=page, form=MapFormat(form), public=True))


def as_download(export: Export) -> HttpResponse:
    """A file that the browser saves under its name."""
    disposition = content_disposition_header(
        as_attachment=True, filename=export.filename
    )
    return HttpResponse(
        export.text,
        content_type=export.content_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )

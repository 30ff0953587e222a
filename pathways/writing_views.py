"""What the writing outline asks of the server while an author writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mesh.core.models import Organisation
from pathways import checklist
from pathways.blocks.lazy import page_state
from pathways.blocks.media import MediaStreamBlock
from pathways.models import KnowledgePage, SubjectPage
from pathways.services.knowledge_drafts import UnableToStartPage, start_draft

Sent = Mapping[str, Any]
MOST_DIGITS = 18  # of a key: more than the database's integers hold are no page's


@require_POST
def check_map(request: HttpRequest) -> JsonResponse:
    """The checklist of a map that is being written, and what its pages are now.

    Takes the lines as JSON in `lines`, and of the nodes that are opened the fields of
    their parts, as the editor's form names them.
    """
    try:
        sent = json.loads(request.POST["lines"])
        pages = _pages(sent)
        lines = [_line(line, pages, request) for line in sent]
    except (MultiValueDictKeyError, ValueError, TypeError, AttributeError):
        return JsonResponse({"error": _("The map could not be read.")}, status=400)
    points = [asdict(point) for point in checklist.check(lines)]
    return JsonResponse({"points": points, "pages": pages})


def _pages(sent: Sequence[Sent]) -> dict[str, Any]:
    """What each page that a line names is, by its key as text."""
    keys = {str(line.get("page") or "") for line in sent}
    known = {
        key: int(key) for key in keys if key.isdecimal() and len(key) <= MOST_DIGITS
    }
    found = KnowledgePage.objects.in_bulk(known.values())
    return {key: page_state(pk, found.get(pk)) for key, pk in known.items()}


def _line(line: Sent, pages: Mapping[str, Any], request: HttpRequest) -> checklist.Line:
    level = str(line.get("level") or "")
    page = pages.get(str(line.get("page") or ""))
    return checklist.Line(
        id=str(line.get("id")),
        label=str(line.get("label") or ""),
        level=int(level) if level.isdecimal() else None,
        kind=str(line.get("kind") or ""),
        page=page["state"] if page else "",
        faults=_faults(line, request),
    )


def _faults(line: Sent, request: HttpRequest) -> Sequence[str]:
    """What the parts of an opened node lack now; of a closed one, as it was told."""
    prefix = str(line.get("media") or "")
    if f"{prefix}-count" not in request.POST:
        return [str(fault) for fault in line.get("faults") or ()]
    block = MediaStreamBlock(required=False)
    value = block.value_from_datadict(request.POST, request.FILES, prefix)
    return checklist.media_faults(block.get_prep_value(value))


@require_POST
def start_knowledge_page(request: HttpRequest, subject_pk: int) -> JsonResponse:
    """Make a draft knowledge page under the map's subject, for a node to lead to."""
    chosen = request.POST.get("organisation", "")
    organisation = (
        Organisation.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    )
    try:
        page = start_draft(
            parent=get_object_or_404(SubjectPage, pk=subject_pk),
            title=request.POST.get("title", ""),
            kind=request.POST.get("kind", ""),
            organisation=organisation,
            author=request.user,  # type: ignore[arg-type] # the admin asks for sign-in
            now=timezone.now(),
        )
    except UnableToStartPage as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"page": page_state(page.pk, page)}, status=201)

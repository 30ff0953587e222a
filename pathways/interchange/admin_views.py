"""Importing and downloading maps in the admin."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page

from mesh.core.models import Organisation
from pathways import outline
from pathways.interchange.admin_forms import (
    NEW,
    REPLACE,
    NewPathwayForm,
    ReplaceForm,
    UploadForm,
)
from pathways.interchange.documents import (
    MapFormat,
    Remark,
    Topic,
    UnreadableMap,
)
from pathways.interchange.examples import example_file
from pathways.interchange.exporting import WRITINGS, document_of, export_map, losses
from pathways.interchange.planning import Plan, plan_import
from pathways.interchange.reading import read_map
from pathways.interchange.sealing import SealBroken, Upload
from pathways.interchange.services import (
    UnableToImportMap,
    create_pathway,
    replace_map,
)
from pathways.interchange.views import as_download
from pathways.models import PathwayPage, SubjectPage
from pathways.permissions import (
    may_download_map,
    may_import_into,
    may_import_under,
)


@dataclass(frozen=True)
class Place:
    """Where a person imports: at a subject page, or at a pathway.

    `problem` says why the map of the pathway can't be replaced.
    """

    page: Page
    parent: Page
    targets: list[tuple[str, str]]
    problem: str = ""

    @property
    def pathway(self) -> PathwayPage | None:
        """The pathway, as its latest draft has it."""
        if not isinstance(self.page, PathwayPage):
            return None
        draft: PathwayPage = self.page.get_latest_revision_as_object()
        return draft

    @classmethod
    def of(cls, key: int, user: Any) -> "Place":
        """The place, with what a person may do there.

        Raises:
            PermissionDenied: nothing at all.
        """
        page = get_object_or_404(Page, pk=key).specific
        parent = page
        targets, problem = [], ""
        if isinstance(page, PathwayPage):
            parent = page.get_parent().specific
            answer = may_import_into(user, page)
            problem = answer.reason
            if answer:
                words = _("Replace the map of the draft of “%s”")
                targets.append((REPLACE, words % page.get_admin_display_title()))
        elif not isinstance(page, SubjectPage):
            raise Http404("Maps belong to subjects and pathways")
        if may_import_under(user, parent):
            words = _("Make a new pathway under “%s”")
            targets.append((NEW, words % parent.get_admin_display_title()))
        if not targets:
            raise PermissionDenied
        return cls(page, parent, targets, problem)


def import_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a file, look at what it would become, confirm. Writes only at the end."""
    place = Place.of(pk, request.user)
    if "sealed" in request.POST:
        return _confirm(request, place)
    if request.method != "POST":
        return _show_upload(request, place, UploadForm(targets=place.targets))
    uploaded = UploadForm(request.POST, request.FILES, targets=place.targets)
    if not uploaded.is_valid() or uploaded.document is None:
        return _show_upload(request, place, uploaded)
    replaces = uploaded.cleaned_data["target"] == REPLACE
    page = place.pathway if replaces else None
    plan = plan_import(document=uploaded.document, page=page, by=request.user)
    upload = Upload(
        data=uploaded.data_read,
        name=uploaded.cleaned_data["file"].name,
        form=uploaded.document.form or MapFormat.JSON,
        replaces=replaces,
    )
    form: Any = (
        ReplaceForm() if replaces else _new_pathway_form(place, plan, request.user)
    )
    return _show_plan(request, place, upload, plan, form)


def _confirm(request: HttpRequest, place: Place) -> HttpResponse:
    try:
        upload = Upload.unseal(
            request.POST["sealed"], page=place.page.pk, user=request.user.pk or 0
        )
        document = read_map(data=upload.data, name=upload.name, form=upload.form)
    except (SealBroken, UnreadableMap):
        messages.error(
            request,
            _(
                "This import is more than a day old, or not yours. Choose the file again."
            ),
        )
        return redirect("pathways_import_map", place.page.pk)
    page = place.pathway if upload.replaces else None
    plan = plan_import(document=document, page=page, by=request.user)
    form: Any = NewPathwayForm(request.POST)
    if upload.replaces:
        form = ReplaceForm(request.POST)
    if form.is_valid():
        try:
            return _import(request, place, upload, plan, form)
        except UnableToImportMap as error:
            form.add_error(None, str(error))
    return _show_plan(request, place, upload, plan, form)


def _import(
    request: HttpRequest, place: Place, upload: Upload, plan: Plan, form: Any
) -> HttpResponse:
    if upload.replaces:
        page: Any = place.page
        # The service refuses to overwrite what the person has not seen.
        seen = replace(plan, base=upload.base)
        replace_map(page=page, plan=seen, by=request.user, file_name=upload.name)
        words = _("The map of “%(file)s” is in the draft of “%(page)s”.")
    else:
        page = create_pathway(
            parent=place.parent,
            plan=plan,
            by=request.user,
            file_name=upload.name,
            **form.cleaned_data,
        )
        words = _("The map of “%(file)s” is the draft pathway “%(page)s”.")
    messages.success(
        request,
        words % {"file": upload.name, "page": page.get_admin_display_title()},
        buttons=[
            messages.button(
                reverse("wagtailadmin_pages:history", args=[page.pk]), _("History")
            )
        ],
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _new_pathway_form(place: Place, plan: Plan, user: Any) -> NewPathwayForm:
    return NewPathwayForm(
        initial={
            "title": plan.document.title,
            "organisation": _usual_organisation(place, user),
        }
    )


def _usual_organisation(place: Place, user: Any) -> Organisation | None:
    """The pathway's own association, or the only one that a person belongs to."""
    if isinstance(place.page, PathwayPage):
        own: Organisation = place.page.organisation
        return own
    today = timezone.localdate()
    current = user.memberships.current(today).select_related("organisation")
    found = {membership.organisation for membership in current}
    return found.pop() if len(found) == 1 else None


def _show_upload(request: HttpRequest, place: Place, form: UploadForm) -> HttpResponse:
    return render(
        request,
        "pathways/admin/import_upload.html",
        {
            "place": place,
            "form": form,
            "formats": [(each, WRITINGS[each]) for each in MapFormat],
        },
        status=422 if form.errors else 200,
    )


def _show_plan(
    request: HttpRequest, place: Place, upload: Upload, plan: Plan, form: Any
) -> HttpResponse:
    shown = Upload(upload.data, upload.name, upload.form, upload.replaces, plan.base)
    nodes = PathwayPage._meta.get_field("nodes").to_python(plan.nodes)
    return render(
        request,
        "pathways/admin/import_preview.html",
        {
            "place": place,
            "upload": shown,
            "plan": plan,
            "form": form,
            "topics": _by_topic(plan),
            "roots": outline.build(nodes),
            "drawn": [_drawn(node) for node in plan.nodes],
            "sealed": shown.seal(page=place.page.pk, user=request.user.pk or 0),
        },
        status=422 if form.errors else 200,
    )


def _drawn(node: dict[str, Any]) -> dict[str, Any]:
    """What the drawing needs of a node."""
    value = node["value"]
    shown = {name: value[name] for name in ("label", "level", "kind")}
    return {"id": node["id"], **shown}


def _by_topic(plan: Plan) -> list[tuple[Topic, list[tuple[str, Remark]]]]:
    """The remarks under their headings, each with its place in the file."""
    return [
        (topic, [(remark.place(plan.document.form), remark) for remark in remarks])
        for topic, remarks in groupby(plan.remarks, key=lambda remark: remark.topic)
    ]


@require_safe
def download_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The formats in which the map of a pathway's latest draft may be had."""
    page = _pathway(request, pk)
    draft = page.get_latest_revision_as_object()
    return render(
        request,
        "pathways/admin/download_map.html",
        {
            "page": page,
            "formats": [(each, WRITINGS[each]) for each in MapFormat],
            "losses": losses(document_of(page=draft, public=False)),
        },
    )


@require_safe
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The map of a pathway's latest draft as a file."""
    page = _pathway(request, pk)
    draft = page.get_latest_revision_as_object()
    return as_download(export_map(page=draft, form=_format(form), public=False))


@require_safe
def example(_request: HttpRequest, form: str) -> HttpResponse:
    """A small map that shows how a file of a format looks."""
    return as_download(example_file(_format(form)))


def _pathway(request: HttpRequest, pk: int) -> PathwayPage:
    page = get_object_or_404(PathwayPage, pk=pk)
    if not may_download_map(request.user, page):
        raise PermissionDenied
    return page


def _format(name: str) -> MapFormat:
    if name not in MapFormat:
        raise Http404("No such format")
    return MapFormat(name)

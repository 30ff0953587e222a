"""Imports in the admin: the history, an upload, and one import from check to end."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from evidence.constants import RunState
from evidence.importing.files import Form
from evidence.importing.report import Outcome
from evidence.importing.run_forms import UploadForm
from evidence.importing.runs import (
    UnableToRun,
    confirm_run,
    discard_run,
    resume_run,
    start_run,
)
from evidence.models import ImportRun, PossibleDuplicate
from evidence.permissions import may_import

PAGE_SIZE = 50
SHOWN = 100  # remarks of each sort on the page; the report to download has all
ACTIONS: dict[str, Callable[..., None]] = {
    "confirm": confirm_run,
    "discard": discard_run,
    "resume": resume_run,
}


class ImportsView(WagtailAdminTemplateMixin, View):
    """A page of the section, for curators."""

    header_icon = "upload"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Imports")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home > Imports > this page."""
        section = {"url": reverse("evidence_imports:list"), "label": _("Imports")}
        here = {"url": "", "label": self.get_page_title()}
        crumbs = [section] if here["label"] == section["label"] else [section, here]
        return [*self.breadcrumbs_items, *crumbs]

    def page(self, **context: Any) -> HttpResponse:
        """The page with this context."""
        return self.render_to_response(self.get_context_data(**context))


class ListView(ImportsView):
    """Every import: who, when, which file, what became of it."""

    template_name = "evidence/imports/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        runs = ImportRun.objects.select_related("started_by")
        return self.page(
            runs=Paginator(runs, PAGE_SIZE).get_page(request.GET.get("p")),
            pairs=PossibleDuplicate.objects.open().count(),
        )


class UploadView(ImportsView):
    """Choose a file, have it checked."""

    template_name = "evidence/imports/upload.html"

    def get_page_title(self) -> str:
        return _("Import a file")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form=form)
        run = start_run(
            file=form.cleaned_data["file"], by=request.user, now=timezone.now()
        )
        return redirect(run)


class RunView(ImportsView):
    """One import: how far it is, what it found, what can be done."""

    template_name = "evidence/imports/run.html"
    run: ImportRun

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        people = ImportRun.objects.select_related("started_by", "confirmed_by")
        self.run = get_object_or_404(people, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return self.run.file_name

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run
        report = run.report
        numbers = [(each.label, run.counted(each)) for each in Outcome]
        return self.page(
            run=run,
            form_label=Form(run.form).label if run.form in Form else "",
            is_stale=run.is_stale(timezone.now()),
            numbers=[*numbers, (_("warnings"), run.counted("warned"))]
            if report
            else [],
            refusals=report.get("refusals", [])[:SHOWN],
            warnings=report.get("warnings", [])[:SHOWN],
            shown=SHOWN,
            brings_something=any(
                run.counted(each) for each in (Outcome.CREATED, Outcome.UPDATED)
            ),
            before=self._same_file(),
            RunState=RunState,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = ACTIONS.get(request.POST.get("action", ""))
        try:
            if act is None:
                raise UnableToRun(_("Choose what to do."))
            act(run=self.run, by=request.user, now=timezone.now())
        except UnableToRun as error:
            messages.error(request, str(error))
        return redirect(self.run)

    def _same_file(self) -> ImportRun | None:
        """The same file, imported before: a curator may have forgotten."""
        same = ImportRun.objects.filter(
            sha256=self.run.sha256, state=RunState.IMPORTED, pk__lt=self.run.pk
        )
        return same.first()


class StatusView(ImportsView):
    """How far an import is, for the page's script."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        return JsonResponse(
            {
                "state": run.state,
                "done": run.rows_done,
                "total": run.rows_total,
                "is_stale": run.is_stale(timezone.now()),
            }
        )


class ReportView(ImportsView):
    """The full report: a table of every refusal and warning."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        run = get_object_or_404(ImportRun, pk=pk)
        if not run.full_report:
            raise Http404
        return FileResponse(
            run.full_report.open("rb"),
            as_attachment=True,
            filename=f"import-{run.pk}-report.csv",
            content_type="text/csv; charset=utf-8",
        )

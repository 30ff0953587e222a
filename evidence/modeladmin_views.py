"""Views of the evidence's admin, where Wagtail's own would not do."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail_modeladmin import views

from evidence.citing import citing_pages
from evidence.formats.findings_csv import harmless
from evidence.models import Finding, Reference, Study
from mesh.core.modeladmin import RecordInspectView


class IndexView(views.IndexView):
    """The list; its export is harmless in a spreadsheet."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, _("That filter does not exist: here is all."))
            return redirect(self.index_url)

    def to_row_dict(self, item: Model) -> dict[str, Any]:
        """The row with numbers as numbers, nothing as nothing, and texts disarmed."""
        values = {name: _attribute(item, name) for name in self.list_export}
        return {
            name: harmless(value) if isinstance(value, str) else value
            for name, value in values.items()
        }


def _attribute(item: Any, path: str) -> Any:
    """The value at "study__reference__doi"; choices by their value, rows as text."""
    for name in path.split("__"):
        item = getattr(item, name)
    if item is None or isinstance(item, int | float):
        return "" if item is None else item
    return str(item)


class DeleteView(views.DeleteView):
    """Deletes, or says what stands in the way: studies, findings, citing pages."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = str(self.instance)
        try:
            with transaction.atomic():
                log(instance=self.instance, action="wagtail.delete")
                self.delete_instance()
        except ProtectedError as error:
            found = sorted(error.protected_objects, key=str)
            context = self.get_context_data(protected_error=True, linked_objects=found)
            return self.render_to_response(context)
        messages.success(request, _("“%s” was deleted.") % name)
        return redirect(self.index_url)


class HistoryView(views.HistoryView):
    """Who changed the record when: for those who may see it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class InspectView(RecordInspectView):
    """All of a record, with links to what belongs to it and to what cites it."""

    def get_fields_dict(self) -> list[dict[str, Any]]:
        return [*super().get_fields_dict(), *self.links()]

    def links(self) -> list[dict[str, Any]]:
        """Rows of links: up, down, and to pages."""
        row = self.instance
        below: list[tuple[str, Iterable[Model]]]
        if isinstance(row, Reference):
            reference = row
            found = Finding.objects.filter(study__reference=row).with_record()
            below = [
                (_("Studies"), row.studies.with_reference()),
                (_("Findings"), found),
            ]
        elif isinstance(row, Study):
            reference, found = row.reference, row.findings.with_record()
            below = [(_("Reference"), [reference]), (_("Findings"), found)]
        else:
            reference, found = row.study.reference, Finding.objects.filter(pk=row.pk)
            below = [(_("Study"), [row.study]), (_("Reference"), [reference])]
        pages = citing_pages(reference=reference, findings=found)
        address = reference.get_absolute_url()
        public = format_html('<a href="{}">{}</a>', address, address)
        return [
            *({"label": label, "value": self._linked(rows)} for label, rows in below),
            {"label": _("Cited on"), "value": self._linked(pages)},
            {"label": _("Public record"), "value": public},
        ]

    def _linked(self, rows: Any) -> SafeString | str:
        finder = AdminURLFinder(self.request.user)
        links = [(self._address(finder, row), str(row)) for row in rows]
        if not links:
            return self.model_admin.get_empty_value_display()
        return format_html_join(
            mark_safe("<br>"),
            '<a href="{}">{}</a>',
            links,
        )

    @staticmethod
    def _address(finder: AdminURLFinder, row: Model) -> str:
        if isinstance(row, Reference | Study | Finding):
            name = f"evidence_{row._meta.model_name}_modeladmin_inspect"
            return reverse(name, args=[row.pk])
        return finder.get_edit_url(row) or getattr(row, "url", "") or "#"

"""Barriers, interventions and edges in the menu "Evidence" of the admin."""

from typing import Any

from django.contrib.admin import display as admin_display
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail_modeladmin.views import CreateView, EditView

from evidence.citing import citing_objects
from evidence.constants import ConceptKind
from evidence.graph.edges import UnableToLink, UnableToUnlink, unlink
from evidence.graph.panels import concept_panels, edge_panels
from evidence.modeladmin_views import DeleteView
from evidence.models import Barrier, Edge, EdgeEvidence, Intervention
from evidence.permissions import Action, may_merge, user_can
from evidence.querysets import ENDS
from evidence.record_admin import RecordAdmin
from mesh.core.modeladmin import RecordInspectView

BREAK = mark_safe("<br>")


class ConceptInspectView(RecordInspectView):
    """All of a record, with its edges, what hangs on it, and what can be done."""

    def get_fields_dict(self) -> list[dict[str, Any]]:
        record, user = self.instance, self.request.user
        edges = [_edge_link(edge) for edge in Edge.objects.at(record).with_ends()]
        if user_can(user, Action.ADD, Edge):
            query = f"?source_{record.kind}={record.pk}"
            address = reverse("evidence_edge_modeladmin_create") + query
            edges.append(_link(address, _("Add an edge from here")))
        rows = [
            *super().get_fields_dict(),
            {"label": _("Edges"), "value": _lines(edges)},
            {"label": _("Pages and others that use it"), "value": self._used_by()},
            {"label": _("Public page"), "value": _link(record.get_absolute_url())},
        ]
        if isinstance(record, Intervention):
            rows.insert(-2, {"label": _("Findings"), "value": self._findings(record)})
            rows.insert(-2, {"label": _("Together"), "value": self._bodies(record)})
        if may_merge(user):
            address = reverse(f"evidence_graph:merge_{record.kind}", args=[record.pk])
            text = _("Merge it into another record")
            rows.append({"label": _("Is it a double?"), "value": _link(address, text)})
        return rows

    def _used_by(self) -> SafeString | str:
        finder = AdminURLFinder(self.request.user)
        others = [
            each
            for each in citing_objects(self.instance)
            if not isinstance(each, Edge) and each._meta.model_name != "finding"
        ]
        return _lines(
            [_link(finder.get_edit_url(each) or "#", str(each)) for each in others]
        )

    @staticmethod
    def _bodies(record: Intervention) -> SafeString | str:
        """Where the newest search and GRADE's facts are recorded."""
        return _lines(
            [
                _link(reverse("evidence_bodies:body", args=[each.pk]), str(each))
                for each in record.bodies.select_related("intervention")
            ]
        )

    @staticmethod
    def _findings(record: Intervention) -> SafeString:
        number = record.findings.count()
        words = ngettext("%d finding", "%d findings", number) % number
        address = reverse("evidence_finding_modeladmin_index")
        return _link(f"{address}?intervention_record__id__exact={record.pk}", words)


def _edge_link(edge: Edge) -> SafeString:
    return _link(reverse("evidence_edge_modeladmin_inspect", args=[edge.pk]), str(edge))


def _link(address: str, text: str = "") -> SafeString:
    return format_html('<a href="{}">{}</a>', address, text or address)


def _lines(links: list[SafeString]) -> SafeString | str:
    return format_html_join(BREAK, "{}", ((each,) for each in links)) or "–"


class ConceptAdmin(RecordAdmin):
    """What the lists of barriers and of interventions share."""

    inspect_view_class = ConceptInspectView
    inspect_view_fields = [
        "name",
        "also_called",
        "summary",
        "subjects",
        "phases",
        "updated_at",
    ]
    search_fields = ("name", "other_names", "summary")
    list_filter = ("subjects", "phases")
    edit_handler = concept_panels

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """With what the list counts."""
        counted = super().get_queryset(request)
        return counted.annotate(
            out=Count("edges_out", distinct=True), into=Count("edges_in", distinct=True)
        )

    @admin_display(description=gettext_lazy("edges"))
    def edge_count(self, record: Any) -> int:
        """Edges that start or end here."""
        return int(record.out) + int(record.into)


class InterventionAdmin(ConceptAdmin):
    """Interventions."""

    model = Intervention
    menu_icon = "pick"
    menu_label = gettext_lazy("Interventions")
    list_display = ("name", "also_called", "finding_count", "edge_count")
    list_export = ("name", "also_called", "summary", "slug")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """With what the list counts."""
        rows = super().get_queryset(request)
        return rows.annotate(number=Count("findings", distinct=True))

    @admin_display(description=gettext_lazy("findings"), ordering="number")
    def finding_count(self, record: Any) -> int:
        """Findings filed under it."""
        return int(record.number)


class BarrierAdmin(ConceptAdmin):
    """Barriers."""

    model = Barrier
    menu_icon = "warning"
    menu_label = gettext_lazy("Barriers")
    list_display = ("name", "also_called", "edge_count")
    list_export = ("name", "also_called", "summary", "slug")


class SavesByService:
    """An edge that the service refuses goes back to the form, with the reason."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)  # type: ignore[misc] # a mixin
        except UnableToLink as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)  # type: ignore[attr-defined] # a mixin
        return response


class EdgeCreateView(SavesByService, CreateView):
    """A new edge; the record one came from stands at its start already."""

    def get_instance(self) -> Edge:
        edge: Edge = super().get_instance()
        for end in ENDS:
            for kind in ConceptKind.values:
                key = self.request.GET.get(f"{end}_{kind}", "")
                if key.isdecimal() and edge.pk is None:
                    setattr(edge, f"{end}_{kind}_id", int(key))
        return edge


class EdgeEditView(SavesByService, EditView):
    """A changed edge."""


class EdgeDeleteView(DeleteView):
    """Undoes an edge, or says what stands with it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except UnableToUnlink as error:
            messages.error(request, str(error))
            return redirect(self.edit_url)

    def delete_instance(self) -> None:
        unlink(edge=self.instance)


class EdgeInspectView(RecordInspectView):
    """An edge with its evidence."""

    def get_fields_dict(self) -> list[dict[str, Any]]:
        pieces = self.instance.evidence.select_related(
            "finding__study__reference", "reference"
        )
        ends = [self.instance.source, self.instance.target]
        links = [_link(each.get_absolute_url(), each.name) for each in ends]
        return [
            *super().get_fields_dict(),
            {
                "label": _("Evidence"),
                "value": _lines([_piece(each) for each in pieces]),
            },
            {"label": _("Public pages"), "value": _lines(links)},
        ]


def _piece(piece: EdgeEvidence) -> SafeString:
    source = piece.finding or piece.reference
    return format_html(
        '{}: <a href="{}">{}</a> {}',
        piece.get_stance_display(),
        source.get_absolute_url() if source else "",
        source,
        piece.note,
    )


class EdgeAdmin(RecordAdmin):
    """How records are related."""

    model = Edge
    menu_icon = "link"
    menu_label = gettext_lazy("Edges")
    list_display = ("sentence", "kind", "pieces")
    list_filter = ("kind",)
    list_export = ("sentence", "kind", "note")
    search_fields = tuple(f"{end}_{kind}__name" for end in ENDS for kind in ConceptKind)
    inspect_view_fields = ["sentence", "note", "updated_at"]
    create_view_class = EdgeCreateView
    edit_view_class = EdgeEditView
    inspect_view_class = EdgeInspectView
    delete_view_class = EdgeDeleteView
    edit_handler = edge_panels

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """With both ends, and what the list counts."""
        rows = super().get_queryset(request).with_ends()
        return rows.annotate(number=Count("evidence"))

    @admin_display(description=gettext_lazy("evidence"), ordering="number")
    def pieces(self, edge: Any) -> int:
        """Pieces of evidence that stand with it."""
        return int(edge.number)

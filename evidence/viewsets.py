"""The evidence in the admin: references, studies, findings, in one group."""

from typing import Any

from django.contrib.admin import display as admin_display
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from evidence import details, panels
from evidence.formats.findings_csv import FINDING_COLUMNS
from evidence.graph.admin import BarrierAdmin, EdgeAdmin, InterventionAdmin
from evidence.models import Finding, Reference, Study
from evidence.permissions import may_import
from evidence.record_admin import RecordAdmin

GROUPS = ("intervention", "comparison")


class ReferenceAdmin(RecordAdmin):
    """Publications."""

    model = Reference
    menu_icon = "openquote"
    menu_label = _("References")
    list_display = ("title", "authors_text", "year", "doi", "retracted")
    list_filter = ("retracted", "studies__kind", "studies__design", "year")
    list_export = (
        "slug",
        "title",
        "authors_text",
        "year",
        "doi",
        "isbn",
        "pmid",
        "url",
        "language",
        "retracted",
        "retraction_note",
        "abstract",
    )
    search_fields = ("title", "authors_text", "doi", "abstract")
    inspect_view_fields = [
        "citation",
        "abstract",
        "doi",
        "isbn",
        "pmid",
        "url",
        "language",
        "retracted",
        "retraction_note",
        "updated_at",
    ]
    edit_handler = panels.reference_panels


class StudyAdmin(RecordAdmin):
    """Pieces of research."""

    model = Study
    menu_icon = "glasses"
    menu_label = _("Studies")
    list_display = (
        "__str__",
        "kind",
        "design",
        "sample_size",
        "country",
        "independence",
    )
    list_select_related = ("reference",)
    list_filter = ("kind", "design", "independence", "subjects", "phases")
    list_export = (
        "reference__slug",
        "reference__doi",
        "label",
        "kind",
        "design",
        "sample",
        "sample_size",
        "studies_included",
        "country",
        "setting",
        "independence",
        "funder",
        "preregistration",
        "weakness",
        *(name for _heading, names in details.groups_of_study for name in names),
    )
    search_fields = (
        "reference__title",
        "reference__authors_text",
        "label",
        "sample",
        "country",
    )
    inspect_view_fields = [
        "label",
        "kind",
        "design",
        "subjects",
        "phases",
        "sample",
        "sample_size",
        "studies_included",
        "setting",
        "country",
        "independence",
        "funder",
        "preregistration",
        "weakness",
        *(name for _heading, names in details.groups_of_study for name in names),
        "further_references",
    ]
    edit_handler = panels.study_panels


class FindingAdmin(RecordAdmin):
    """Results."""

    model = Finding
    menu_icon = "clipboard-list"
    menu_label = _("Findings")
    list_display = (
        "intervention",
        "outcome",
        "outcome_kind",
        "effect_with_interval",
        "own_effect",
        "study",
    )
    list_select_related = ("study__reference",)
    list_filter = (
        "computed__agreement",
        "outcome_kind",
        "measure",
        "effect_metric",
        "is_subgroup",
        "deliverer",
        "study__kind",
        "study__design",
        "study__subjects",
    )
    list_export = ("study__reference__slug", "study__reference__doi", *FINDING_COLUMNS)
    search_fields = (
        "intervention",
        "outcome",
        "statement",
        "study__reference__title",
        "study__reference__authors_text",
    )
    inspect_view_fields = [
        "statement",
        "intervention",
        "comparison",
        "outcome",
        "outcome_kind",
        "measure",
        "subgroup",
        "delay",
        "effect_with_interval",
        "prediction_interval",
        "sample_size",
        "clusters",
        "effects_pooled",
        *(name for _heading, names in details.groups_of_finding for name in names),
        *(f"{group}_{name}" for _label, name in details.by_group for group in GROUPS),
        "place",
    ]
    edit_handler = panels.finding_panels

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_record().select_related("computed")

    @admin_display(description=_("computed by MESH"))
    def own_effect(self, finding: Finding) -> str:
        """What our code makes of its means, with a word where that is disputed."""
        computed = getattr(finding, "computed", None)
        if computed is None:
            return ""
        if not computed.is_disputed:
            return str(computed)
        return f"{computed} ({computed.get_agreement_display()})"


class CuratorsMenuItem(MenuItem):
    """An entry for those who may import evidence and merge references."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(may_import(request.user))


class EvidenceGroup(ModelAdminGroup):
    """The menu "Evidence": the records, then what curators do with many of them."""

    menu_label = _("Evidence")
    menu_icon = "tasks"
    menu_order = 250
    items = (
        ReferenceAdmin,
        StudyAdmin,
        FindingAdmin,
        InterventionAdmin,
        BarrierAdmin,
        EdgeAdmin,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        """The records' lists, and the curators' pages."""
        return [
            *super().get_submenu_items(),
            CuratorsMenuItem(
                _("Imports"),
                reverse("evidence_imports:list"),
                icon_name="upload",
                order=800,
            ),
            CuratorsMenuItem(
                _("Possible duplicates"),
                reverse("evidence_duplicates:list"),
                icon_name="copy",
                order=900,
            ),
        ]

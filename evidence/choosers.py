"""How an editor picks a reference or a finding in the admin, and in a StreamField."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock

from evidence.models import Barrier, Finding, Intervention, Reference, Study


class MatchingFilterForm(BaseFilterForm):
    """Searches by the model's own `matching()`: each word, in any of its columns."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        """Narrow the list to what the person typed."""
        objects = super().filter(objects)
        if text := self.cleaned_data.get("q"):
            self.is_searching = True
            self.search_query = text
            objects = objects.matching(text)
        return objects


class EvidenceColumns:
    """The list in the chooser: the model's columns, searched word by word."""

    filter_form_class = MatchingFilterForm
    ordering = None
    extra_columns: tuple[Column, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """The title, which chooses the row, and what tells rows apart."""
        return [*super().columns, *self.extra_columns]  # type: ignore[misc] # a mixin


class KnownKeysOnly:
    """A primary key that is no number is one that does not exist, not an error."""

    def get_object(self, pk: str) -> Any:
        try:
            return super().get_object(pk)  # type: ignore[misc] # a mixin
        except (ValueError, ValidationError) as error:
            raise Http404 from error

    def get_objects(self, pks: list[str]) -> Any:
        return super().get_objects(  # type: ignore[misc] # a mixin
            [pk for pk in pks if pk.isdecimal()]
        )


class ReferenceColumns(EvidenceColumns):
    """References: the name holds authors, year and title; the DOI settles doubts."""

    extra_columns = (
        Column("doi", label=_("DOI")),
        BooleanColumn("retracted", label=_("Retracted")),
    )


class FindingColumns(EvidenceColumns):
    """Findings: result and source."""

    extra_columns = (
        Column("study", label=_("Study")),
        Column("outcome_kind", label=_("Kind"), accessor="get_outcome_kind_display"),
        Column("effect_size", label=_("Effect")),
    )


class StudyColumns(EvidenceColumns):
    """Studies: design and kind."""

    extra_columns = (
        Column("publication", label=_("Publication"), accessor="reference.title"),
        Column("design", label=_("Design"), accessor="get_design_display"),
    )


class ConceptColumns(EvidenceColumns):
    """Barriers and interventions: the summary tells two alike apart."""

    extra_columns = (Column("summary", label=_("Summary")),)


class ConceptChooseView(ConceptColumns, views.ChooseView):
    """The chooser's window."""


class ConceptResultsView(ConceptColumns, views.ChooseResultsView):
    """The list within it, after a search or a turned page."""


class ReferenceChooseView(ReferenceColumns, views.ChooseView):
    """The chooser's window."""


class ReferenceResultsView(ReferenceColumns, views.ChooseResultsView):
    """The list within it, after a search or a turned page."""


class FindingChooseView(FindingColumns, views.ChooseView):
    """The chooser's window."""


class FindingResultsView(FindingColumns, views.ChooseResultsView):
    """The list within it, after a search or a turned page."""


class StudyChooseView(StudyColumns, views.ChooseView):
    """The chooser's window."""


class StudyResultsView(StudyColumns, views.ChooseResultsView):
    """The list within it, after a search or a turned page."""


class ChosenView(KnownKeysOnly, views.ChosenView):
    """Answers with the row that was clicked."""


class ChosenMultipleView(KnownKeysOnly, views.ChosenMultipleView):
    """Answers with the rows that were ticked."""


class BaseFindingChooserBlock(ChooserBlock):
    """Reads findings with study and reference, so that a page needs one query for all."""

    def bulk_to_python(self, values: list[int]) -> list[Finding | None]:
        """See `ChooserBlock`; unlike it, equal ids share one (read-only) instance."""
        found = Finding.objects.with_record().in_bulk(
            [value for value in values if value is not None]
        )
        return [found.get(value) for value in values]


class BaseReferenceChooserBlock(ChooserBlock):
    """Reads publications; in place of one that was merged, the one it was merged into.

    So a page, a draft, or an old version of it cites what stands, and nothing that was
    reviewed need be rewritten.
    """

    def to_python(self, value: int | None) -> Reference | None:
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values: list[int | None]) -> list[Reference | None]:
        """See `ChooserBlock`; unlike it, equal ids share one (read-only) instance."""
        found = Reference.every.select_related("merged_into").in_bulk(
            [value for value in values if value is not None]
        )
        rows = [None if value is None else found.get(value) for value in values]
        return [row and row.standing for row in rows]


class ReferenceChooserViewSet(ChooserViewSet):
    """Choose a publication."""

    model = Reference
    icon = "openquote"
    choose_one_text = _("Choose a reference")
    choose_another_text = _("Choose another reference")
    edit_item_text = _("Edit this reference")
    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    base_block_class = BaseReferenceChooserBlock
    per_page = 20


class FindingChooserViewSet(ChooserViewSet):
    """Choose a result."""

    model = Finding
    icon = "clipboard-list"
    choose_one_text = _("Choose a finding")
    choose_another_text = _("Choose another finding")
    edit_item_text = _("Edit this finding")
    choose_view_class = FindingChooseView
    choose_results_view_class = FindingResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    base_block_class = BaseFindingChooserBlock
    per_page = 20

    def get_object_list(self) -> QuerySet[Finding]:
        """Every finding with what its columns show."""
        return Finding.objects.with_record().order_by("intervention", "outcome", "pk")


class StudyChooserViewSet(ChooserViewSet):
    """Choose a study, for a finding."""

    model = Study
    icon = "glasses"
    choose_one_text = _("Choose a study")
    choose_another_text = _("Choose another study")
    edit_item_text = _("Edit this study")
    choose_view_class = StudyChooseView
    choose_results_view_class = StudyResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    per_page = 20

    def get_object_list(self) -> QuerySet[Study]:
        """Every study with its reference."""
        return Study.objects.with_reference()


class ConceptChooserViewSet(ChooserViewSet):
    """Choose a barrier or an intervention."""

    choose_view_class = ConceptChooseView
    choose_results_view_class = ConceptResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    per_page = 20


class BarrierChooserViewSet(ConceptChooserViewSet):
    """Choose a barrier."""

    model = Barrier
    icon = "warning"
    choose_one_text = _("Choose a barrier")
    choose_another_text = _("Choose another barrier")
    edit_item_text = _("Edit this barrier")


class InterventionChooserViewSet(ConceptChooserViewSet):
    """Choose an intervention."""

    model = Intervention
    icon = "pick"
    choose_one_text = _("Choose an intervention")
    choose_another_text = _("Choose another intervention")
    edit_item_text = _("Edit this intervention")


barrier_chooser = BarrierChooserViewSet("evidence_barrier_chooser")
intervention_chooser = InterventionChooserViewSet("evidence_intervention_chooser")
reference_chooser = ReferenceChooserViewSet("evidence_reference_chooser")
study_chooser = StudyChooserViewSet("evidence_study_chooser")
finding_chooser = FindingChooserViewSet("evidence_finding_chooser")

ReferenceChooserBlock = reference_chooser.get_block_class(
    name="ReferenceChooserBlock", module_path="evidence.choosers"
)
FindingChooserBlock = finding_chooser.get_block_class(
    name="FindingChooserBlock", module_path="evidence.choosers"
)

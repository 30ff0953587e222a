"""The forms of barriers, interventions and edges: which field stands where."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from evidence.graph.forms import ConceptForm, EdgeForm

concept_panels = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("called"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
                FieldPanel("phases", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Subjects and phases"),
        ),
    ],
    base_form_class=ConceptForm,
)
edge_panels = ObjectList(
    [
        HelpPanel(
            content=_(
                "An edge reads as a sentence: “from” first, then the kind, then “to”. "
                "For example: Whole-number bias (from) is addressed by Number line work "
                "(to). Choose one record for each end."
            )
        ),
        MultiFieldPanel(
            [FieldPanel("source_barrier"), FieldPanel("source_intervention")],
            heading=_("From"),
        ),
        FieldPanel("kind"),
        MultiFieldPanel(
            [FieldPanel("target_barrier"), FieldPanel("target_intervention")],
            heading=_("To"),
        ),
        FieldPanel("note"),
        InlinePanel(
            "evidence",
            heading=_("Evidence for and against it"),
            label=_("Evidence"),
            panels=[
                FieldPanel("stance"),
                FieldPanel("finding"),
                FieldPanel("reference"),
                FieldPanel("note"),
            ],
        ),
    ],
    base_form_class=EdgeForm,
)

"""The forms of the evidence's admin: which field stands where."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
)

from evidence.forms import ReferenceForm, StudyForm

reference_panels = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("item_type"),
                FieldPanel("item_title"),
                FieldPanel("authors"),
                FieldPanel("item_year"),
                FieldPanel("container"),
                FieldRowPanel(
                    [FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]
                ),
                FieldPanel("item_doi"),
                FieldPanel("item_url"),
            ],
            heading=_("Publication"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("editors"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("publisher_place")]),
                FieldRowPanel([FieldPanel("item_isbn"), FieldPanel("item_language")]),
            ],
            heading=_("Book or report"),
        ),
        FieldPanel("abstract"),
        MultiFieldPanel(
            [FieldPanel("retracted"), FieldPanel("retraction_note")],
            heading=_("Retraction"),
        ),
        MultiFieldPanel(
            [FieldPanel("raw")], heading=_("CSL-JSON"), classname="collapsed"
        ),
    ],
    base_form_class=ReferenceForm,
)
study_panels = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("reference"),
                FieldPanel("label"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("design")]),
                FieldPanel("weakness"),
                FieldPanel("further"),
            ],
            heading=_("Research"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sample"),
                FieldRowPanel(
                    [FieldPanel("sample_size"), FieldPanel("studies_included")]
                ),
                FieldPanel("setting"),
                FieldPanel("country"),
            ],
            heading=_("Sample and setting"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("independence"),
                FieldPanel("funder"),
                FieldPanel("preregistration"),
            ],
            heading=_("Independence"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("subjects", widget=forms.CheckboxSelectMultiple),
                FieldPanel("phases", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Subjects and phases"),
        ),
    ],
    base_form_class=StudyForm,
)
finding_panels = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("study"),
                FieldPanel("place"),
                FieldPanel("intervention"),
                FieldPanel("comparison"),
                FieldPanel("outcome"),
                FieldRowPanel([FieldPanel("outcome_kind"), FieldPanel("measure")]),
                FieldRowPanel([FieldPanel("subgroup"), FieldPanel("delay")]),
            ],
            heading=_("Comparison and outcome"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("effect_metric"), FieldPanel("effect_size")]),
                FieldRowPanel([FieldPanel("ci_low"), FieldPanel("ci_high")]),
                FieldPanel("standard_error"),
                FieldRowPanel(
                    [FieldPanel("prediction_low"), FieldPanel("prediction_high")]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("sample_size"),
                        FieldPanel("clusters"),
                        FieldPanel("effects_pooled"),
                    ]
                ),
            ],
            heading=_("Result, as published"),
        ),
        FieldPanel("statement"),
        FieldPanel("key"),
    ]
)

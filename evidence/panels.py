"""The forms of the evidence's admin: which field stands where."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
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
                FieldRowPanel(
                    [
                        FieldPanel("unit_of_assignment"),
                        FieldPanel("multisite"),
                        FieldPanel("sites"),
                        FieldPanel("class_size"),
                    ]
                ),
            ],
            heading=_("Sample and setting"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("independence"),
                FieldPanel("developer_link"),
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
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("percent_disadvantaged"),
                        FieldPanel("percent_special_needs"),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("percent_english_learners"),
                        FieldPanel("percent_minority"),
                        FieldPanel("percent_female"),
                    ]
                ),
                FieldPanel("ethnicity"),
            ],
            heading=_("Pupils, in per cent"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reviewed_by"), FieldPanel("review_id")]),
                FieldPanel("review_url"),
                FieldRowPanel(
                    [FieldPanel("review_protocol"), FieldPanel("review_standards")]
                ),
                FieldPanel("review_purpose"),
                FieldPanel("review_rating"),
                FieldPanel("review_reason"),
                FieldPanel("review_ineligibility"),
                FieldPanel("eric_id"),
            ],
            heading=_("Review by a clearinghouse, as published"),
            classname="collapsed",
        ),
    ],
    base_form_class=StudyForm,
)


def both(name: str) -> FieldRowPanel:
    """The same number of both groups, side by side."""
    groups = ("intervention", "comparison")
    return FieldRowPanel([FieldPanel(f"{group}_{name}") for group in groups])


details_of_finding = [
    MultiFieldPanel(
        [
            both("n"),
            both("mean"),
            both("sd"),
            FieldRowPanel([FieldPanel("means_are"), FieldPanel("lower_is_better")]),
            both("clusters"),
            FieldRowPanel([FieldPanel("icc"), FieldPanel("unit_of_analysis")]),
        ],
        heading=_("Numbers of each group: MESH computes the effect from them"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            both("mean_before"),
            both("sd_before"),
            FieldPanel("before_after_correlation"),
        ],
        heading=_("The same people tested before"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("effect_size_study"),
            FieldRowPanel([FieldPanel("p_value_study"), FieldPanel("p_value")]),
            FieldRowPanel(
                [FieldPanel("is_significant"), FieldPanel("improvement_index")]
            ),
            FieldRowPanel(
                [FieldPanel("published_rating"), FieldPanel("published_tier")]
            ),
        ],
        heading=_("Further figures, as published"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("deliverer"),
            FieldRowPanel([FieldPanel("dose"), FieldPanel("dose_hours")]),
            FieldPanel("fidelity"),
        ],
        heading=_("How it was given"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("cost_per_pupil"),
                    FieldPanel("cost_currency"),
                    FieldPanel("cost_year"),
                ]
            ),
            FieldPanel("cost_note"),
        ],
        heading=_("Cost"),
        classname="collapsed",
    ),
]
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
                FieldPanel("domain"),
                FieldPanel("sample_description"),
                FieldRowPanel([FieldPanel("subgroup"), FieldPanel("is_subgroup")]),
                FieldRowPanel(
                    [
                        FieldPanel("period"),
                        FieldPanel("delay"),
                        FieldPanel("delay_weeks"),
                    ]
                ),
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
        HelpPanel(template="evidence/admin/computed_effect.html"),
        *details_of_finding,
        FieldPanel("statement"),
        FieldPanel("remarks"),
        FieldPanel("key"),
    ]
)

"""What curators fill in. Validation only; services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.choosers import finding_chooser, study_chooser
from evidence.models import Finding, Study
from mesh.core.constants import Role
from mesh.core.models import User


class PersonField(forms.ModelChoiceField):
    """A peer reviewer."""

    def __init__(self, **kwargs: Any) -> None:
        people = User.objects.filter(is_active=True, groups__name=Role.REVIEWER.value)
        super().__init__(people.order_by("last_name", "first_name"), **kwargs)


class ReplaceForm(forms.Form):
    """Somebody else for an appraisal."""

    person = PersonField(label=_("Ask instead"))


class AssignForm(forms.Form):
    """What is to be appraised, and by whom."""

    study = forms.ModelChoiceField(
        Study.objects.all(), label=_("Study"), widget=study_chooser.widget_class
    )
    finding = forms.ModelChoiceField(
        Finding.objects.all(),
        label=_("Only this finding"),
        required=False,
        widget=finding_chooser.widget_class,
        help_text=_(
            "Leave empty to appraise the study. Choose a finding for its ESSA tier, or a "
            "review's pooled finding for its certainty (GRADE)."
        ),
    )
    first = PersonField(label=_("First appraiser"))
    second = PersonField(
        label=_("Second appraiser"),
        help_text=_("Best one teacher and one researcher. They work independently."),
    )

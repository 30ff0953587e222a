"""What a person writes who forks a pathway: validation only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mesh.core.models import Organisation
from pathways.constants import FOR_WHOM_LENGTH
from pathways.models import PathwayPage, SubjectPage
from pathways.services.forks import ForkPlan


class ForkForm(forms.Form):
    """Title, place, association, and for whom."""

    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=FOR_WHOM_LENGTH,
        help_text=_(
            "Readers see it on both pathways: a country, a phase, a kind of school, "
            "such as “Teachers in Wales”."
        ),
    )
    title = forms.CharField(
        label=_("Title of the fork"),
        max_length=255,
        help_text=_("A title of its own, so that readers can tell the two apart."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Association"),
        empty_label=None,
        help_text=_("It will own the fork and answer for it."),
    )
    under = forms.ModelChoiceField(
        SubjectPage.objects.none(),
        label=_("Subject"),
        empty_label=None,
        help_text=_("The subject page under which it shall stand."),
    )

    def __init__(
        self, data: Any = None, *, parent: PathwayPage, owners: Any, places: Any
    ) -> None:
        super().__init__(data)
        owner_field: Any = self.fields["organisation"]
        place_field: Any = self.fields["under"]
        owner_field.queryset, place_field.queryset = owners, places
        place_field.label_from_instance = lambda page: page.title
        self.initial["title"] = parent.title
        self.initial["under"] = parent.get_parent().pk

    def plan(self) -> ForkPlan:
        """What the service needs."""
        return ForkPlan(**self.cleaned_data)

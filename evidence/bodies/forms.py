"""What people fill in about a body of evidence. Validation only; services decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.appraising.forms import (
    TEXT_LENGTH,
    FactFields,
    as_typed,
    as_value,
    fact_field,
)
from evidence.bodies.recording import FactsSaid, SearchSaid
from evidence.choosers import reference_chooser
from evidence.constants import Measure
from evidence.models import NewestSearch, Reference
from evidence.ratings.vocabulary import ASKED

PLACE_LENGTH = 200
CHOSEN = "search-reference"


def _text(label: Any, help_text: Any = "", **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        **options,
    )


def _anew() -> forms.CharField:
    return _text(
        _("Why it is recorded anew"),
        _("Public. Needed where something was recorded before."),
    )


class SearchForm(forms.Form):
    """Asks when somebody last searched for all studies, and where that is said."""

    searched_on = forms.DateField(
        label=_("Day of the newest search"),
        required=False,
        help_text=_(
            "For example 31/01/2024. Where only a month or year is given, its last day. "
            "Empty: no search is known."
        ),
        error_messages={"invalid": _("Write the day like this: 31/01/2024.")},
        widget=forms.DateInput(attrs={"placeholder": "31/01/2024"}, format="%d/%m/%Y"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"],
    )
    reference = forms.ModelChoiceField(
        label=_("Publication that says it"),
        queryset=Reference.objects.all(),
        required=False,
        widget=reference_chooser.widget_class,
    )
    place = forms.CharField(
        label=_("Where it is said"),
        required=False,
        max_length=PLACE_LENGTH,
        help_text=_("“p. 5, Literature search”, or the address of a page."),
    )
    quotation = _text(_("Its words there"))
    reason = _anew()

    @classmethod
    def about(cls, search: NewestSearch | None, data: Any = None) -> "SearchForm":
        """The form with what is recorded already."""
        initial = {}
        if search is not None:
            initial = {
                name: getattr(search, name)
                for name in ("searched_on", "reference", "place", "quotation")
            }
        return cls(_with_number(data), initial=initial, prefix="search")

    @property
    def said(self) -> SearchSaid:
        """For the service; the form must be valid."""
        return SearchSaid(**self.cleaned_data)


def _with_number(data: Any) -> Any:
    """What was sent, with 0 for a publication that is no number: there is none such."""
    if data is None or data.get(CHOSEN, "").isdecimal():
        return data
    copied = data.copy()
    copied[CHOSEN] = "0" if data.get(CHOSEN) else ""
    return copied


class FactsForm(forms.Form):
    """A value, a reason and a place for each of GRADE's facts."""

    note = _text(
        _("About the appraisal as a whole"),
        _("Public. What it rests on: “From abstracts only”, for example."),
    )
    anew = _anew()

    def __init__(
        self,
        data: Any = None,
        *,
        measure: Measure,
        keys: Sequence[str],
        facts: Mapping[str, Mapping[str, Any]],
    ) -> None:
        super().__init__(data, prefix=measure.value)
        self.measure = measure
        self.keys = keys
        for key in keys:
            self._add(key, facts.get(key, {}))

    def _add(self, key: str, entry: Mapping[str, Any]) -> None:
        field = fact_field(ASKED[key])
        if isinstance(field, forms.ChoiceField):
            given: Any = field.choices
            judged = [each for each in given if each[0]]
            field.choices = [*judged, ("", _("Not judged"))]
        self.fields[f"value_{key}"] = field
        self.fields[f"reason_{key}"] = _text(_("Why, public"))
        self.fields[f"place_{key}"] = forms.CharField(
            label=_("Where it shows, if anywhere"),
            max_length=PLACE_LENGTH,
            required=False,
        )
        self.initial[f"value_{key}"] = as_typed(entry.get("value"))
        self.initial[f"reason_{key}"] = entry.get("reason", "")
        self.initial[f"place_{key}"] = entry.get("place", "")

    @property
    def rows(self) -> list[FactFields]:
        """The facts in the order in which they are asked."""
        return [
            FactFields(
                ASKED[key],
                self[f"value_{key}"],
                (self[f"reason_{key}"], self[f"place_{key}"]),
            )
            for key in self.keys
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for key in self.keys:
            typed = data.get(f"value_{key}", "")
            reason = data.get(f"reason_{key}", "")
            if typed and not reason.strip():
                self.add_error(f"reason_{key}", _("Say why: the reason is public."))
            if reason and not typed:
                self.add_error(f"value_{key}", _("Judge it, or empty its reason."))
        return data

    @property
    def said(self) -> FactsSaid:
        """For the service; the form must be valid."""
        data = self.cleaned_data
        facts = {
            key: {
                "value": as_value(ASKED[key], typed),
                "reason": data[f"reason_{key}"],
                "place": data[f"place_{key}"],
            }
            for key in self.keys
            if (typed := data[f"value_{key}"])
        }
        return FactsSaid(self.measure, facts, data["note"], data["anew"])

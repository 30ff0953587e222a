"""How a curator edits a reference and a study in the admin."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from evidence import csl as reading
from evidence.csl_cleaning import UnableToReadCSL, cleaned
from evidence.identifiers import UnknownIdentifier, normalise_doi
from evidence.models import Reference
from evidence.services import save_reference

# Form field -> the CSL variable that it writes.
texts = {
    "item_type": "type",
    "item_title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "item_doi": "DOI",
    "item_isbn": "ISBN",
    "item_url": "URL",
    "item_language": "language",
}
people = {"authors": "author", "editors": "editor"}
PEOPLE_HELP = gettext_lazy(
    "One a line: “Family, Given”; an organisation without a comma."
)


class ReferenceForm(WagtailAdminModelForm):
    """Friendly fields that write the CSL-JSON; the CSL-JSON itself for the brave."""

    item_type = forms.ChoiceField(label=gettext_lazy("Type"))
    item_title = forms.CharField(label=gettext_lazy("Title"), max_length=500)
    authors = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        help_text=PEOPLE_HELP,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    editors = forms.CharField(
        label=gettext_lazy("Editors"),
        required=False,
        help_text=PEOPLE_HELP,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    item_year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=0, max_value=99_999
    )
    container = forms.CharField(
        label=gettext_lazy("Journal or book"), required=False, max_length=500
    )
    volume = forms.CharField(
        label=gettext_lazy("Volume"), required=False, max_length=50
    )
    issue = forms.CharField(label=gettext_lazy("Issue"), required=False, max_length=50)
    pages = forms.CharField(label=gettext_lazy("Pages"), required=False, max_length=50)
    publisher = forms.CharField(
        label=gettext_lazy("Publisher"), required=False, max_length=300
    )
    publisher_place = forms.CharField(
        label=gettext_lazy("Place"), required=False, max_length=100
    )
    item_doi = forms.CharField(
        label=gettext_lazy("DOI"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("In any spelling: 10.1037/…, https://doi.org/10.1037/…"),
    )
    item_isbn = forms.CharField(
        label=gettext_lazy("ISBN"), required=False, max_length=30
    )
    item_url = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Where it can be read, when it has no DOI."),
    )
    item_language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("A language tag: en, de, cy."),
    )
    raw = forms.CharField(
        label=gettext_lazy("CSL-JSON"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "All data, also what has no field above. Change either this or the fields."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: dict[str, Any] = dict(self.instance.csl or {})
        kind = self.before.get("type", "article-journal")
        choices = dict(reading.type_names)
        choices.setdefault(kind, kind)
        self.fields["item_type"].choices = list(choices.items())
        for name, value in self._initial(kind).items():
            self.initial.setdefault(name, value)
        self.fields["raw"].initial = self.initial["raw"]

    def _initial(self, kind: str) -> dict[str, Any]:
        values: dict[str, Any] = {
            name: str(self.before.get(key, "")) for name, key in texts.items()
        }
        for name, key in people.items():
            values[name] = "\n".join(reading.names(self.before, key))
        values["item_type"] = kind
        values["item_year"] = reading.year(self.before)
        values["raw"] = (
            json.dumps(self.before, indent=2, ensure_ascii=False) if self.before else ""
        )
        return values

    def clean(self) -> dict[str, Any]:
        """Write the CSL-JSON, from the fields or from itself."""
        values = super().clean()
        try:
            item = self._item(values)
            self.instance.csl = item
            self.instance.csl = cleaned(item, this_year=timezone.localdate().year)
        except UnableToReadCSL as error:
            if (field := self._field_of(error.key)) not in self.errors:
                self.add_error(field, str(error))
        return values

    def _item(self, values: Mapping[str, Any]) -> dict[str, Any]:
        raw = self._raw(values.get("raw", ""))
        if raw == self.before:
            return self._from_fields(values)
        friendly = {*texts, *people, "item_year"} & set(self.changed_data)
        if friendly and self.before:
            raise UnableToReadCSL(
                _("Change either the fields or the CSL-JSON, not both at once."), "raw"
            )
        return raw

    def _raw(self, text: str) -> dict[str, Any]:
        if not text.strip():
            return self.before
        try:
            item = json.loads(text)
        except ValueError as error:
            raise UnableToReadCSL(_("This is not valid JSON."), "raw") from error
        if not isinstance(item, dict):
            raise UnableToReadCSL(
                _("A reference is a set of named values ({…})."), "raw"
            )
        return item

    def _from_fields(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was there, with each field that was changed."""
        item = dict(self.before)
        for name, key in texts.items():
            if name in values:
                item[key] = values[name]
        for name, key in people.items():
            typed = [line for line in values.get(name, "").splitlines() if line.strip()]
            if typed != reading.names(item, key):
                item[key] = [reading.person(line.strip()) for line in typed]
        year = values.get("item_year")
        if year != reading.year(item):
            item["issued"] = {"date-parts": [[year]]} if year else {}
        return item

    def _field_of(self, key: str) -> str | None:
        known = {variable: name for name, variable in texts.items()}
        known |= {variable: name for name, variable in people.items()}
        known |= {"issued": "item_year", "raw": "raw"}
        return known.get(key)

    def save(self, commit: bool = True) -> Reference:  # noqa: FBT001, FBT002 - Django's
        reference: Reference = super().save(commit=False)
        if commit:
            save_reference(reference=reference)
        return reference


class StudyForm(WagtailAdminModelForm):
    """A study; further references are named one a line, as there are thousands."""

    further = forms.CharField(
        label=gettext_lazy("Further publications"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Others that report the same research: a DOI, or the last part of the "
            "record's address, one a line."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            found = self.instance.further_references.all()
            self.initial["further"] = "\n".join(each.doi or each.slug for each in found)

    def clean_further(self) -> list[Reference]:
        """The publications that the lines name.

        Raises:
            ValidationError: a line names none.
        """
        lines = self.cleaned_data["further"].splitlines()
        return [_named(line.strip()) for line in lines if line.strip()]

    def clean(self) -> dict[str, Any]:
        """The main publication is not a further one."""
        values = super().clean()
        if values.get("reference") in values.get("further", ()):
            self.add_error("further", _("This is the main reference already."))
        return values

    def _save_m2m(self) -> None:
        super()._save_m2m()
        self.instance.further_references.set(self.cleaned_data["further"])


def _named(line: str) -> Reference:
    try:
        found = Reference.every.filter(doi=normalise_doi(line)).first()
    except UnknownIdentifier:
        found = Reference.every.filter(slug=line.strip("/").split("/")[-1]).first()
    if found is None:
        raise ValidationError(_("No reference is called “%s”.") % line[:100])
    return found.standing

"""The reader's class, as an address states it: nothing of it is kept here."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.constants import Deliverer
from evidence.like_my_class.classes import Criterion, SchoolClass
from evidence.like_my_class.reading import ages_of, topic_of
from mesh.core.models import Phase, Subject

LARGEST_CLASS = 200  # pupils; a lecture is no class
LONGEST_COUNTRY = 100


class PercentField(forms.FloatField):
    """Per cent as people write it: "30", "30 %", "30,5"."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"\s*%\s*$", "", value).replace(",", ".")
        return super().to_python(value)


class SubjectField(forms.ModelChoiceField):
    """Subjects and topics; a topic stands with the subject it belongs to."""

    def label_from_instance(self, obj: Subject) -> str:
        return f"{obj.parent}: {obj}" if obj.parent else str(obj)


class ClassForm(forms.Form):
    """A class in up to six facts, each of which may be left open."""

    phase = forms.ModelChoiceField(
        label=_("Phase"),
        queryset=Phase.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Any"),
        error_messages={"invalid_choice": _("Choose one of the phases listed.")},
    )
    subject = SubjectField(
        label=_("Subject or topic"),
        queryset=Subject.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Any"),
        error_messages={"invalid_choice": _("Choose one of the subjects listed.")},
    )
    country = forms.CharField(
        label=_("Country"),
        max_length=LONGEST_COUNTRY,
        required=False,
        widget=forms.TextInput(attrs={"list": "class-countries"}),
    )
    disadvantage = PercentField(
        label=_("Disadvantaged pupils, %"),
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": _("Write the share as a number from 0 to 100, such as 30."),
            "min_value": _("A share is not below 0 per cent."),
            "max_value": _("A share is not above 100 per cent."),
        },
    )
    class_size = forms.IntegerField(
        label=_("Pupils in the class"),
        min_value=1,
        max_value=LARGEST_CLASS,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write how many pupils there are as a whole number."),
            "min_value": _("A class has one pupil at least."),
            "max_value": _("Write how many pupils are in one class, at most 200."),
        },
    )
    deliverer = forms.ChoiceField(
        label=_("Given by"),
        choices=[("", _("Any")), *Deliverer.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one of those listed.")},
    )

    def __init__(self, data: Any = None) -> None:
        """Read a class from an address' parameters; none at all makes an empty form."""
        asked = data if data and set(data) & set(Criterion.values) else None
        super().__init__(asked, label_suffix="", auto_id="class_%s")
        self._choice("phase").queryset = Phase.objects.all()
        subjects = Subject.objects.select_related("parent")
        self._choice("subject").queryset = subjects.order_by("order", "name")

    def _choice(self, name: str) -> forms.ModelChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        return field

    def clean_country(self) -> str:
        """With single blanks."""
        return " ".join(str(self.cleaned_data["country"]).split())

    def read(self) -> SchoolClass | None:
        """The class; None where nothing was told, or something can't be."""
        if not self.is_bound or not self.is_valid():
            return None
        told = self.cleaned_data
        phase, subject = told["phase"], told["subject"]
        mine = SchoolClass(
            phase=ages_of(phase) if phase else None,
            subject=topic_of(subject) if subject else None,
            country=told["country"],
            disadvantage=told["disadvantage"],
            class_size=told["class_size"],
            deliverer=told["deliverer"],
        )
        return mine if mine.told else None

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """What was told, as name and value."""
        return [
            (str(self.fields[name].label), self._words(name))
            for name in Criterion.values
            if self.cleaned_data.get(name) not in {None, ""}
        ]

    def _words(self, name: str) -> str:
        value = self.cleaned_data[name]
        if name == Criterion.DELIVERER:
            return str(Deliverer(value).label)
        if name == Criterion.DISADVANTAGE:
            return f"{value:g}"
        return str(value)

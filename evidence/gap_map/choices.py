"""What the address of a map asks for, read by a form; what can't be is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from evidence.constants import Design, Measure, OutcomeKind
from evidence.gap_map.bands import Shade
from evidence.models import Study
from mesh.core.models import Phase, Subject

LONGEST_NAME = 100
MOST_LEAST = 1000
MAX_DIGITS = 6  # of a page's number


class SubjectField(forms.ModelChoiceField):
    """Subjects and topics; a topic stands with the subject it belongs to."""

    def label_from_instance(self, obj: Subject) -> str:
        return f"{obj.parent}: {obj}" if obj.parent else str(obj)


class Order(forms.ChoiceField):
    """In which order the interventions stand."""

    STUDIES, NAME = "studies", "name"
    CHOICES = ((STUDIES, _("Most studies first")), (NAME, _("By name")))


def _one_of(model: type[Phase] | type[Subject], label: Any, message: Any) -> Any:
    field = SubjectField if model is Subject else forms.ModelChoiceField
    return field(
        label=label,
        queryset=model.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("All"),
        error_messages={"invalid_choice": message},
    )


def _choice(label: Any, choices: Any, empty: Any = None) -> forms.ChoiceField:
    every = list(choices.choices if hasattr(choices, "choices") else choices)
    return forms.ChoiceField(
        label=label,
        choices=[("", empty), *every] if empty else every,
        required=False,
        error_messages={"invalid_choice": _("Choose one of those listed.")},
    )


class MapForm(forms.Form):
    """Filters of the studies, then which interventions are shown and how."""

    subject = _one_of(
        Subject, _("Subject or topic"), _("Choose one of the subjects listed.")
    )
    phase = _one_of(Phase, _("Phase"), _("Choose one of the phases listed."))
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        error_messages={"invalid_choice": _("No study names this country.")},
    )
    design = _choice(_("Design"), Design, _("All"))
    measure = _choice(_("Kind of test"), Measure, _("All"))
    outcome = _choice(_("Outcomes"), OutcomeKind, _("All kinds"))
    q = forms.CharField(
        label=_("Name of the intervention"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    least = forms.IntegerField(
        label=_("At least so many studies"),
        min_value=0,
        max_value=MOST_LEAST,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write the number of studies as a whole number, 0 or more."),
            "min_value": _("Write 0 to see every intervention."),
            "max_value": _("Write a number up to 1000."),
        },
    )
    shade = _choice(_("Shapes show"), Shade)
    sort = _choice(_("Order"), Order.CHOICES)

    def __init__(self, data: Any = None) -> None:
        """Read the parameters of an address."""
        super().__init__(data, label_suffix="", auto_id="map_%s")
        for name, rows in (
            ("subject", Subject.objects.select_related("parent")),
            ("phase", Phase.objects.all()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for types
            field.queryset = rows
        countries = self.fields["country"]
        assert isinstance(countries, forms.ChoiceField)  # noqa: S101 - for the types
        names = Study.objects.countries()
        countries.choices = [("", _("All")), *((name, name) for name in names)]


@dataclass(frozen=True)
class MapChoice:
    """What a reader chose; what could not be is left out, as the form says.

    Args:
        least: studies an intervention has at least.
        page: of interventions, from 1.
        columns: page of outcome domains, from 1.
    """

    subject: Subject | None = None
    phase: Phase | None = None
    country: str = ""
    design: str = ""
    measure: str = ""
    outcome: str = ""
    q: str = ""
    least: int = 1
    shade: Shade = Shade.SECURITY
    sort: str = Order.STUDIES
    page: int = 1
    columns: int = 1

    @property
    def findings(self) -> Q:
        """The findings that count: of publications that stand, under the filters."""
        condition = Q(study__reference__retracted=False)
        if self.subject:
            family = Q(pk=self.subject.pk) | Q(parent=self.subject.pk)
            among = Subject.objects.filter(family)
            condition &= Q(study__in=Study.objects.filter(subjects__in=among))
        if self.phase:
            condition &= Q(study__in=Study.objects.filter(phases=self.phase))
        plain = {
            "study__country": self.country,
            "study__design": self.design,
            "measure": self.measure,
            "outcome_kind": self.outcome,
        }
        return condition & Q(**{name: value for name, value in plain.items() if value})

    @property
    def filters(self) -> dict[str, str]:
        """The filters of studies and findings, as the search has them too."""
        asked = {
            "subject": self.subject.slug if self.subject else "",
            "phase": self.phase.slug if self.phase else "",
            "country": self.country,
            "design": self.design,
            "measure": self.measure,
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """The address of this choice, from the question mark on; "" for the usual."""
        usual = MapChoice()
        names = ("outcome", "q", "least", "shade", "sort", "page", "columns")
        others = {
            name: value
            for name in names
            if (value := getattr(self, name)) != getattr(usual, name)
        }
        asked = self.filters | {name: str(value) for name, value in others.items()}
        return f"?{urlencode(asked)}" if asked else ""

    def but(self, **changes: Any) -> "MapChoice":
        """The same with something else chosen."""
        return replace(self, **changes)


def read(asked: QueryDict) -> tuple[MapForm, MapChoice]:
    """The form and the choice that the parameters of an address make."""
    form = MapForm(asked if asked else {})
    form.is_valid()
    given = form.cleaned_data
    least = given.get("least")
    return form, MapChoice(
        subject=given.get("subject"),
        phase=given.get("phase"),
        country=given.get("country", ""),
        design=given.get("design", ""),
        measure=given.get("measure", ""),
        outcome=given.get("outcome", ""),
        q=" ".join(given.get("q", "").split()),
        least=1 if least is None else least,
        shade=Shade(given.get("shade") or Shade.SECURITY),
        sort=given.get("sort") or Order.STUDIES,
        page=_page(asked, "page"),
        columns=_page(asked, "columns"),
    )


def _page(asked: Mapping[str, str], name: str) -> int:
    text = asked.get(name, "")[:MAX_DIGITS]
    return max(1, int(text)) if text.isascii() and text.isdigit() else 1

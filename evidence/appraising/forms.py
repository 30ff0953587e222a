"""What appraisers and judges fill in. Validation only; services decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from evidence.ratings.facts import Fact, Group, Kind
from evidence.ratings.vocabulary import ASKED
from workflows.constants import ConflictAnswer
from workflows.services.conflicts import ConflictReply

YES, NO = "yes", "no"
NOT_SAID = _("Not in the paper")
FEW = 4  # answers that stand open; more fold into a list
PLACE_LENGTH = 100
TEXT_LENGTH = 2_000  # characters


class ConflictForm(forms.Form):
    """Asks for a conflict of interest; nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=_("Have you a conflict of interest?"),
        choices=ConflictAnswer,
        widget=forms.RadioSelect,
        help_text=_(
            "For example: you work with an author, you took part in the study, you sell "
            "the programme, or you would gain from its result."
        ),
        error_messages={"required": _("Say whether you have a conflict of interest.")},
    )
    statement = forms.CharField(
        label=_("If you have one, what is it?"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def reply(self) -> ConflictReply:
        """The answer, for the service; the form must be valid."""
        data = self.cleaned_data
        return ConflictReply(data["answer"], data["statement"])


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )


def fact_field(fact: Fact) -> forms.Field:
    """The field for a fact's value; an empty one means that the paper does not say."""
    if fact.kind == Kind.YES_NO:
        choices = [(YES, _("Yes")), (NO, _("No")), ("", NOT_SAID)]
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, required=False
        )
    if fact.kind == Kind.CHOICE:
        choices = [*fact.choices.items(), ("", NOT_SAID)]
        widget = forms.RadioSelect if len(choices) <= FEW else forms.Select
        return forms.ChoiceField(choices=choices, widget=widget, required=False)
    return forms.CharField(
        max_length=20,
        required=False,
        # The blank placeholder tells the style sheet that nothing is typed yet.
        widget=forms.TextInput(attrs={"inputmode": "decimal", "placeholder": " "}),
    )


def _named(field: forms.Field, fact: Fact) -> forms.Field:
    """The field with its name for screen readers: here the legend stands for a label.

    Radio buttons have labels of their own, and the legend around them.
    """
    if not isinstance(field.widget, forms.RadioSelect):
        unit = f" ({fact.unit})" if fact.unit else ""
        field.widget.attrs["aria-label"] = f"{fact.label}{unit}"
    return field


def as_typed(value: Any) -> str:
    """A stored value as the field shows it."""
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def as_value(fact: Fact, text: str) -> Any:
    """What was typed as the fact's value: a number where it can be read as one.

    A decimal comma, a per cent sign and a currency are taken as they are meant.
    """
    if fact.kind == Kind.YES_NO:
        return {YES: True, NO: False}.get(text, text)
    if fact.kind == Kind.CHOICE:
        return text
    bare = text.strip().strip("%£$ ").replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


@dataclass(frozen=True)
class FactFields:
    """The fields of one fact: its value, and beside it where that is from or why."""

    fact: Fact
    value: BoundField
    beside: tuple[BoundField, ...]

    @property
    def has_mistake(self) -> bool:
        """Whether one of them was filled in wrongly."""
        return any(field.errors for field in (self.value, *self.beside))


class AppraisalForm(forms.Form):
    """A value, its place and a quotation for each fact that is asked.

    Args:
        keys: of the facts, in order.
        facts: what is recorded already, by key.
    """

    consent_to_be_named = forms.BooleanField(
        label=_("My name may stand beside the rating"),
        required=False,
        help_text=_("Otherwise readers see “an appraiser”."),
    )

    def __init__(
        self,
        *args: Any,
        keys: Sequence[str],
        facts: Mapping[str, Mapping[str, Any]],
        named: bool = False,
    ) -> None:
        super().__init__(*args)
        self.keys = keys
        self.initial["consent_to_be_named"] = named
        for key in keys:
            self._add(key, facts.get(key, {}))

    def _add(self, key: str, entry: Mapping[str, Any]) -> None:
        self.fields[f"value_{key}"] = _named(fact_field(ASKED[key]), ASKED[key])
        self.fields[f"place_{key}"] = forms.CharField(
            label=_("Place in the paper"), max_length=PLACE_LENGTH, required=False
        )
        self.fields[f"quotation_{key}"] = forms.CharField(
            label=_("Its words there"),
            max_length=TEXT_LENGTH,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.initial[f"value_{key}"] = as_typed(entry.get("value"))
        self.initial[f"place_{key}"] = entry.get("place", "")
        self.initial[f"quotation_{key}"] = entry.get("quotation", "")

    @property
    def groups(self) -> list[tuple[str, list[FactFields]]]:
        """The parts of the form with their facts, in order."""
        parts: dict[Group, list[FactFields]] = {}
        for key in self.keys:
            fact = ASKED[key]
            beside = (self[f"place_{key}"], self[f"quotation_{key}"])
            fields = FactFields(fact, self[f"value_{key}"], beside)
            if fact.group:  # every fact that is asked has one
                parts.setdefault(fact.group, []).append(fields)
        return [(str(group.label), parts[group]) for group in Group if group in parts]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for key in self.keys:
            self._check(key, data)
        return data

    def _check(self, key: str, data: Mapping[str, Any]) -> None:
        typed = data.get(f"value_{key}", "")
        place = data.get(f"place_{key}", "")
        if not typed:
            if place or data.get(f"quotation_{key}", ""):
                self.add_error(
                    f"value_{key}", _("Give the answer, or empty its place and words.")
                )
            return
        problem = ASKED[key].problem(as_value(ASKED[key], typed))
        if problem:
            self.add_error(f"value_{key}", problem)
        if not place.strip():
            self.add_error(
                f"place_{key}",
                _("Say where in the paper it stands: “p. 415, table 2”."),
            )

    @property
    def entries(self) -> dict[str, dict[str, Any]]:
        """The facts that were found in the paper; the form must be valid."""
        return self._entries(self.cleaned_data)

    @property
    def unfinished(self) -> dict[str, dict[str, Any]]:
        """Whatever was typed, right or wrong."""
        return self._entries({name: self.data.get(name, "") for name in self.fields})

    def _entries(self, data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        found = {}
        for key in self.keys:
            typed, place, quotation = (
                str(data.get(f"{part}_{key}", ""))
                for part in ("value", "place", "quotation")
            )
            if typed or place or quotation:
                value = as_value(ASKED[key], typed) if typed else None
                found[key] = {"value": value, "place": place, "quotation": quotation}
        return found


class DecisionForm(forms.Form):
    """A judge's answer to one disputed fact."""

    place = forms.CharField(
        label=_("Place in the paper"), max_length=PLACE_LENGTH, required=False
    )
    quotation = forms.CharField(
        label=_("Its words there"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=_("Your reason, public"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the reason is public.")},
    )

    def __init__(self, data: Any = None, *, fact: Fact) -> None:
        super().__init__(data, prefix=fact.key)
        self.fact = fact
        self.fields["value"] = fact_field(fact)
        self.fields["value"].label = _("What holds")
        self.fields["value"].help_text = fact.help
        self.order_fields(["value", "place", "quotation", "reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        value = self.value
        problem = self.fact.problem(value) if value is not None else ""
        if problem:
            self.add_error("value", problem)
        if value is not None and not data.get("place", "").strip():
            self.add_error("place", _("Say where in the paper it stands."))
        return data

    @property
    def value(self) -> Any:
        """The value; None: the paper does not say."""
        typed = self.cleaned_data.get("value", "")
        return as_value(self.fact, typed) if typed else None


class OverrideForm(forms.Form):
    """A judge's own result for one rating; an empty one withdraws it."""

    code = forms.ChoiceField(label=_("Result"), required=False)
    reason = forms.CharField(
        label=_("Your reason, public"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the reason is public.")},
    )

    def __init__(
        self, *args: Any, levels: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy which
        field.choices = [("", _("The computed result stands")), *levels]

"""The public forms of registration: validation only, in the proposer's words."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from mesh.core.constants import OrganisationKind
from mesh.core.models import Organisation, Phase, Subject
from pathways.constants import (
    PROPOSAL_NAME_LENGTH,
    PROPOSAL_TEXT_LENGTH,
    PROPOSAL_TITLE_LENGTH,
)
from pathways.spam import FormToken, StaleToken

QUESTION_PREFIX = "question_"
# Characters that turn the direction of text: they can make one title look like another.
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Text without control characters and direction marks, line feeds only."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        c
        for c in text
        if c in "\n\t"
        or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in DIRECTION_MARKS)
    )


def proposal_start(asked: Mapping[str, str]) -> dict[str, Any]:
    """What an address fills in: `title`, `barrier` and `known`, and a subject's slug.

    So the search, a map or the evidence gap map can lead to a proposal half written.
    """
    title = " ".join(plain(asked.get("title", "")).split())
    start: dict[str, Any] = {"title": title[:PROPOSAL_TITLE_LENGTH]}
    for name in ("barrier", "known"):
        if text := plain(asked.get(name, "")).strip():
            start[name] = text[:PROPOSAL_TEXT_LENGTH]
    slug = asked.get("subject", "")
    if slug.isprintable() and slug:
        found = Subject.objects.filter(slug=slug).first()
        start["subject"] = (found.parent_id or found.pk) if found else None
    return start


class LineField(forms.CharField):
    """One line: all white space folded, so that nothing can break out of a header."""

    def to_python(self, value: Any) -> str:
        return " ".join(plain(super().to_python(value) or "").split())


class TextField(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "").strip()


class QuestionBuilder(FormBuilder):
    """Wagtail's builder, with our fields for text: bounded and cleaned."""

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> LineField:
        return LineField(**options, max_length=255)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> TextField:
        return TextField(**options, max_length=PROPOSAL_TEXT_LENGTH)


def _text(**attributes: Any) -> TextField:
    rows = attributes.pop("rows")
    return TextField(
        max_length=PROPOSAL_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
        **attributes,
    )


class ProposalForm(forms.Form):
    """The fixed questions, then the page's own, then who asks and the consent."""

    title = LineField(
        label=_("Title of the pathway"),
        max_length=PROPOSAL_TITLE_LENGTH,
        help_text=_(
            "Name the difficulty as a teacher would, such as “Fractions as numbers”."
        ),
        error_messages={"required": _("Give the pathway a title.")},
    )
    subject = forms.ModelChoiceField(
        label=_("Subject"),
        queryset=Subject.objects.none(),
        empty_label=_("Choose a subject"),
        error_messages={
            "required": _("Choose the subject it belongs to."),
            "invalid_choice": _("Choose one of the subjects listed."),
        },
    )
    organisation = forms.ModelChoiceField(
        label=_("Association"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose an association"),
        help_text=_("Its editors read your proposal and answer you."),
        error_messages={
            "required": _("Choose the association that shall read it."),
            "invalid_choice": _("Choose one of the associations listed."),
        },
    )
    phases = forms.ModelMultipleChoiceField(
        label=_("Phases"),
        queryset=Phase.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick every phase in which pupils meet the difficulty."),
        error_messages={
            "required": _("Tick at least one phase."),
            "invalid_choice": _("Choose from the phases listed."),
            "invalid_pk_value": _("Choose from the phases listed."),
        },
    )
    barrier = _text(
        label=_("The barrier to learning"),
        help_text=_("What gets in the pupils’ way, and how would a teacher notice it?"),
        error_messages={"required": _("Describe the barrier in a few sentences.")},
        rows=6,
    )
    known = _text(
        label=_("What is known already"),
        required=False,
        help_text=_("Studies, reviews or books you know, one a line; a DOI helps."),
        rows=6,
    )
    proposer_name = LineField(
        label=_("Your name"),
        max_length=PROPOSAL_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tell us your name.")},
    )
    proposer_email = forms.EmailField(
        label=_("Your email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send you a link there to confirm that it is yours."),
        error_messages={
            "required": _("Give an email address at which we can answer you."),
            "invalid": _("Enter an email address like name@example.org."),
        },
    )
    proposer_organisation = LineField(
        label=_("Your school or organisation"),
        max_length=PROPOSAL_NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    consent = forms.BooleanField(
        label=_("I agree that my data are used as described above"),
        error_messages={
            "required": _("Without your consent we may not keep your proposal.")
        },
    )
    name_is_public = forms.BooleanField(
        label=_("My name may be shown in the public register if it is accepted"),
        required=False,
    )
    trap = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        page: Any,
        now: dt.datetime,
        start: Mapping[str, str] | None = None,
    ) -> None:
        """Make the form of a page; `start` fills in an empty one."""
        super().__init__(data, label_suffix="", auto_id="id_%s")
        self.now = now
        self.fresh_token = FormToken.new(now)
        self.initial = {
            **(start or {}),
            "token": self.fresh_token.sign(),
        }
        self._offer_choices()
        self._add_questions(page)

    def _offer_choices(self) -> None:
        self._choice("subject").queryset = Subject.objects.filter(parent=None)
        self._choice("phases").queryset = Phase.objects.all()
        associations = Organisation.objects.filter(kind=OrganisationKind.ASSOCIATION)
        field = self._choice("organisation")
        field.queryset = associations
        found = list(associations[:2])
        if len(found) == 1:
            field.required = False
            field.widget = forms.HiddenInput()
            self.initial["organisation"] = found[0].pk
            self.only_organisation = found[0]

    def _choice(self, name: str) -> forms.ModelChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        return field

    def _add_questions(self, page: Any) -> None:
        built = QuestionBuilder(page.form_fields.all()).formfields
        questions = {f"{QUESTION_PREFIX}{name}": built[name] for name in built}
        own = list(self.fields)
        place = own.index("proposer_name")
        self.fields.update(questions)
        self.order_fields([*own[:place], *questions, *own[place:]])

    def clean_proposer_email(self) -> str:
        """The address in lower case: one person, one address."""
        return str(self.cleaned_data["proposer_email"]).lower()

    def clean_organisation(self) -> Organisation | None:
        """The chosen association, or the only one there is."""
        chosen = self.cleaned_data["organisation"]
        return chosen or getattr(self, "only_organisation", None)

    def clean(self) -> dict[str, Any]:
        """Read the token; one that is too old costs nothing but a second press."""
        cleaned = super().clean() or {}
        try:
            cleaned["token"] = FormToken.read(cleaned.get("token", ""), self.now)
        except StaleToken:
            self._renew_token()
            self.add_error(
                None,
                _(
                    "This form had been open for a long time. Nothing you wrote is "
                    "lost: please press “Send proposal” again."
                ),
            )
        return cleaned

    def _renew_token(self) -> None:
        typed: Any = self.data
        renewed = typed.copy()
        renewed["token"] = self.fresh_token.sign()
        self.data = renewed

    @property
    def visible(self) -> Iterator[forms.BoundField]:
        """The fields in order without the trap and the hidden ones."""
        return (f for f in self if not f.is_hidden and f.name != "trap")

    @property
    def answers(self) -> list[dict[str, str]]:
        """The page's own questions as they were put, with the answers as text."""
        return [
            {"label": str(field.label), "answer": _as_text(self.cleaned_data[name])}
            for name, field in self.fields.items()
            if name.startswith(QUESTION_PREFIX)
        ]


class AnswerForm(forms.Form):
    """The proposer's answer to an editor's question."""

    answer = _text(
        label=_("Your answer"),
        rows=8,
        error_messages={"required": _("Write your answer before you send it.")},
    )


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)

"""What reviewers, judges and coordinators fill in. Validation only; services decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mesh.core.models import User
from workflows.constants import ConflictAnswer, Decision, QuestionKind, Recommendation
from workflows.services.conflicts import ConflictReply
from workflows.services.judgements import Judgement
from workflows.services.reports import ReportContent

LONG_TEXT = 20_000  # characters
ANSWER = "answer_"  # prefix of the fields of a report's questions


def _text(label: Any, *, rows: int = 6, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG_TEXT, widget=widget, **options)


class ConflictForm(forms.Form):
    """Asks for a conflict of interest; nothing is chosen beforehand."""

    conflict_answer = forms.ChoiceField(
        label=_("Have you a conflict of interest?"),
        choices=ConflictAnswer,
        widget=forms.RadioSelect,
        help_text=_(
            "For example: you work with an author, you took part in a study that the "
            "page rests on, or you would gain from its result."
        ),
        error_messages={"required": _("Say whether you have a conflict of interest.")},
    )
    conflict_statement = _text(
        _("If you have one, what is it?"), rows=2, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A declared conflict needs a sentence."""
        data = super().clean() or self.cleaned_data
        is_declared = data.get("conflict_answer") == ConflictAnswer.DECLARED
        if is_declared and not data.get("conflict_statement"):
            self.add_error(
                "conflict_statement",
                _("Say in a sentence what the conflict of interest is."),
            )
        return data

    @property
    def conflict(self) -> ConflictReply:
        """The answer, for the services; the form must be valid."""
        return ConflictReply(
            self.cleaned_data["conflict_answer"],
            self.cleaned_data["conflict_statement"],
        )


class ReasonForm(forms.Form):
    """Asks why: a reviewer is withdrawn, an invitation declined, a verdict revoked."""

    reason = _text(
        _("Reason"), rows=3, error_messages={"required": _("Give a reason.")}
    )


class ReportForm(ConflictForm):
    """A review form's questions, the recommendation, and the comments.

    Args:
        schema: the questions, as `ReviewForm.schema()` gives them.
    """

    recommendation = forms.ChoiceField(
        label=_("What do you recommend?"),
        choices=Recommendation,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a recommendation.")},
    )
    comments_to_author = _text(
        _("Comments to the author"),
        rows=8,
        help_text=_("What is good, what must change, and where. Authors read this."),
        error_messages={"required": _("Write your comments to the author.")},
    )
    comments_to_coordinator = _text(
        _("Confidential comments to the coordinator"),
        rows=4,
        required=False,
        help_text=_("Neither authors nor judges read this."),
    )
    consent_to_be_named = forms.BooleanField(
        label=_("My name may stand in the public review record"),
        required=False,
        help_text=_("Your comments are never published with it."),
    )

    def __init__(
        self, *args: Any, schema: Sequence[Mapping[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schema = schema
        for question in schema:
            self.fields[ANSWER + question["key"]] = _question_field(question)
        last = ("recommendation", "comments_to_author", "comments_to_coordinator")
        conflict = ("conflict_answer", "conflict_statement")
        questions = [ANSWER + question["key"] for question in schema]
        self.order_fields([*questions, *last, "consent_to_be_named", *conflict])

    @property
    def content(self) -> ReportContent:
        """The report, for the service; the form must be valid."""
        data = self.cleaned_data
        return ReportContent(
            answers={q["key"]: data[ANSWER + q["key"]] for q in self.schema},
            recommendation=data["recommendation"],
            comments_to_author=data["comments_to_author"],
            comments_to_coordinator=data["comments_to_coordinator"],
            consent_to_be_named=data["consent_to_be_named"],
        )

    def unfinished(self) -> dict[str, str]:
        """What was typed so far, valid or not, to be kept as a draft.

        The conflict question is left out: its answer is an act of the submission.
        """
        return {
            name: self.data[name]
            for name in self.fields
            if name in self.data and not name.startswith("conflict_")
        }


def _question_field(question: Mapping[str, Any]) -> forms.Field:
    options = {
        "label": question["label"],
        "help_text": question["help_text"],
        "required": question["is_required"],
    }
    if question["kind"] != QuestionKind.RATING:
        return _text(rows=4, **options)
    levels = [(level, f"{level}: {words}") for level, words in _levels(question)]
    missing = _("Choose the level that fits best.")
    return forms.TypedChoiceField(
        choices=levels,
        coerce=int,
        empty_value="",
        widget=forms.RadioSelect,
        error_messages={"required": missing},
        **options,
    )


def _levels(question: Mapping[str, Any]) -> list[tuple[int, str]]:
    return [(int(level), words) for level, words in question["levels"].items()]


class VerdictForm(ConflictForm):
    """The judge's decision and the letter that explains it."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=Decision,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    letter = _text(
        _("Letter to the authors"),
        rows=12,
        help_text=_(
            "Say what you decided and why, and what must change. It is mailed to the "
            "authors as it stands here and cannot be altered later."
        ),
        error_messages={
            "required": _("Write the letter: it is mailed to the authors.")
        },
    )
    review_due = forms.DateField(
        label=_("When should the page be reviewed again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Only if you accept it. Most pages: in two years."),
    )

    field_order = ["decision", "letter", "review_due"]

    @property
    def judgement(self) -> Judgement:
        """The decision and the letter; the form must be valid."""
        data = self.cleaned_data
        return Judgement(data["decision"], data["letter"], data["review_due"])

    def clean_conflict_answer(self) -> str:
        """A judge with a conflict does not judge."""
        answer: str = self.cleaned_data["conflict_answer"]
        if answer == ConflictAnswer.DECLARED:
            raise forms.ValidationError(
                _(
                    "With a conflict of interest you cannot judge this page. "
                    "Use “I cannot judge this page” below."
                )
            )
        return answer


class RecusalForm(forms.Form):
    """A judge's conflict of interest."""

    statement = _text(
        _("What is the conflict of interest?"),
        rows=2,
        error_messages={"required": _("Say in a sentence what it is.")},
    )


class InviteForm(forms.Form):
    """Choose one of the people who may review this page.

    Args:
        reviewers: those whom the rules of independence allow.
    """

    reviewer = forms.ModelChoiceField(
        label=_("Reviewer"),
        queryset=User.objects.none(),
        empty_label=_("Choose a person"),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("This person may not review the page, or is in it."),
        },
    )

    def __init__(self, *args: Any, reviewers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        field.queryset = User.objects.filter(  # type: ignore[attr-defined] # ModelChoiceField's
            pk__in=[person.pk for person in reviewers]
        ).order_by("last_name", "first_name")

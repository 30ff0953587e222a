"""What editors write when they act on a proposal: validation only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pathways.constants import (
    PROPOSAL_TEXT_LENGTH,
    PROPOSAL_TITLE_LENGTH,
    ProposalAction,
)
from pathways.models import PathwayProposal


class ConfirmForm(forms.Form):
    """Nothing to write: the button is the answer."""

    def __init__(self, data: Any = None, *, proposal: PathwayProposal) -> None:
        super().__init__(data)
        self.proposal = proposal


class AcceptForm(ConfirmForm):
    """The title that the pathway shall have."""

    title = forms.CharField(
        label=_("Title of the pathway"),
        max_length=PROPOSAL_TITLE_LENGTH,
        help_text=_("As proposed, or better. The author can change it later."),
    )

    def __init__(self, data: Any = None, *, proposal: PathwayProposal) -> None:
        super().__init__(data, proposal=proposal)
        self.initial["title"] = proposal.title


def _text(label: Any, help_text: Any, required: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=PROPOSAL_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": required},
    )


class DeclineForm(ConfirmForm):
    """The reason, which is mailed."""

    reason = _text(
        _("Reason"),
        _("The proposer reads exactly this text. Say what would have to be different."),
        _("Give a reason: the proposer reads it and may propose again."),
    )


class AskForm(ConfirmForm):
    """The question, which is mailed."""

    text = _text(
        _("Your question"),
        _("It is mailed to the proposer with a link to answer it."),
        _("Write the question first."),
    )


FORMS: dict[ProposalAction, type[ConfirmForm]] = {
    ProposalAction.ACCEPT: AcceptForm,
    ProposalAction.DECLINE: DeclineForm,
    ProposalAction.ASK: AskForm,
    ProposalAction.RELEASE: ConfirmForm,
    ProposalAction.DISCARD: ConfirmForm,
    ProposalAction.ERASE: ConfirmForm,
}

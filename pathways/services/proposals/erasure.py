"""Erasing the personal data of a proposer, who was promised it on the form.

What stays is the matter: title, subject, what was proposed and what was decided about
it. What the proposer's account holds, if there is one, belongs to the account.
"""

import datetime as dt
import re
from collections.abc import Sequence

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mesh.core.mail import erase_mail_about
from mesh.core.models import User
from pathways.constants import WAITING_PROPOSAL_STATES, ProposalAction
from pathways.models import PathwayProposal
from pathways.services.proposals import state

ERASED = "[…]"
KEPT_TEXTS = ("barrier", "known", "decision_reason")


class UnableToErase(state.UnableToChangeProposal):
    """The proposal is not decided yet, or nothing is left to erase."""


@transaction.atomic
def erase(
    *, proposal: PathwayProposal, editor: User | None, now: dt.datetime
) -> PathwayProposal:
    """Erase who proposed it: name, address, organisation, and the mails about it.

    The answers to an association's further questions go too: they may ask for a
    telephone number. In the texts that stay, the full name and the address give way to
    "[…]". A held proposal is thereby discarded: nobody could be answered any more.

    Args:
        proposal: one that is decided, discarded or held.
        editor: who erases; None from the command line.
        now: the time of erasure.

    Raises:
        UnableToErase: it waits for a decision, or was erased already.
    """
    proposal = state.lock(proposal)
    _check_not_waiting(proposal)
    if proposal.erased_at:
        message = _("The personal data of “%(title)s” were erased on %(date)s.")
        on = date_format(proposal.erased_at, "j F Y")
        raise UnableToErase(message % {"title": proposal.title, "date": on})
    after = state.check(proposal, ProposalAction.ERASE, UnableToErase)
    if proposal.state != after:
        proposal.state = after
        proposal.decided_at, proposal.decided_by = now, editor
    _redact(proposal)
    _blank(proposal, now)
    proposal.save()
    erase_mail_about(proposal)
    state.record(proposal, ProposalAction.ERASE, editor)
    return proposal


def _check_not_waiting(proposal: PathwayProposal) -> None:
    if proposal.state in WAITING_PROPOSAL_STATES:
        message = _(
            "“%(title)s” still waits for a decision, and the proposer could not be told "
            "of it. Decline or discard it first, then erase."
        )
        raise UnableToErase(message % {"title": proposal.title})


def _blank(proposal: PathwayProposal, now: dt.datetime) -> None:
    proposal.proposer_name = ""
    proposal.proposer_email = ""
    proposal.proposer_organisation = ""
    proposal.name_is_public = False
    proposal.answers = []
    # Both are made from what is erased, and would tell whether a guess is right.
    proposal.content_digest = ""
    proposal.client_digest = ""
    proposal.erased_at = now


def _redact(proposal: PathwayProposal) -> None:
    """Take the proposer's name and address out of the texts that stay."""
    names = [proposal.proposer_email, proposal.proposer_name]
    for field in KEPT_TEXTS:
        setattr(proposal, field, without(getattr(proposal, field), names))
    for question in proposal.questions.all():
        question.text = without(question.text, names)
        question.answer = without(question.answer, names)
        question.save(update_fields=["text", "answer"])


def without(text: str, names: Sequence[str]) -> str:
    """The text with "[…]" for each of the names, as whole words in any case."""
    for name in filter(None, names):
        whole = rf"(?<!\w){re.escape(name)}(?!\w)"
        text = re.sub(whole, ERASED, text, flags=re.IGNORECASE)
    return text

"""What editors decide about a proposal, acceptance apart."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from mesh.core.models import User
from pathways.constants import ProposalAction
from pathways.models import PathwayProposal, ProposalQuestion
from pathways.services.proposals import mails, state


class UnableToAsk(state.UnableToChangeProposal):
    """There is no question, or the proposal is decided."""


class UnableToDecline(state.UnableToChangeProposal):
    """There is no reason, or the proposal is decided."""


@transaction.atomic
def ask(
    *, proposal: PathwayProposal, text: str, editor: User, now: dt.datetime
) -> ProposalQuestion:
    """Mail a question to the proposer, with a link to answer it.

    Raises:
        UnableToAsk: the question is empty, or the proposal is held or decided.
    """
    proposal = state.lock(proposal)
    after = state.check(proposal, ProposalAction.ASK, UnableToAsk)
    if not text.strip():
        raise UnableToAsk(_("Write the question first."))
    question = ProposalQuestion.objects.create(
        proposal=proposal, text=text.strip(), asked_at=now, asked_by=editor
    )
    proposal.state = after
    proposal.save(update_fields=["state"])
    state.record(proposal, ProposalAction.ASK, editor)
    mails.tell_proposer(
        "question",
        proposal,
        reply_to=editor.email,
        question=question,
        link=mails.answer_link(question),
    )
    return question


@transaction.atomic
def decline(
    *, proposal: PathwayProposal, reason: str, editor: User, now: dt.datetime
) -> PathwayProposal:
    """Decline, and mail the reason to the proposer.

    Raises:
        UnableToDecline: no reason is given, or the proposal is held or decided.
    """
    proposal = state.lock(proposal)
    after = state.check(proposal, ProposalAction.DECLINE, UnableToDecline)
    if not reason.strip():
        raise UnableToDecline(
            _("Give a reason: the proposer reads it and may propose again.")
        )
    proposal.state, proposal.decision_reason = after, reason.strip()
    proposal.decided_at, proposal.decided_by = now, editor
    proposal.save(
        update_fields=["state", "decision_reason", "decided_at", "decided_by"]
    )
    state.record(proposal, ProposalAction.DECLINE, editor)
    mails.tell_proposer(
        "declined", proposal, reply_to=editor.email, link=mails.register_link()
    )
    return proposal


@transaction.atomic
def release(
    *, proposal: PathwayProposal, editor: User, now: dt.datetime
) -> PathwayProposal:
    """It is no spam: from here on it is treated as if it had just come in.

    Raises:
        UnableToChangeProposal: it is neither held nor discarded.
    """
    proposal = state.lock(proposal)
    proposal.state = state.check(proposal, ProposalAction.RELEASE)
    proposal.decided_at = proposal.decided_by = None
    proposal.save(update_fields=["state", "decided_at", "decided_by"])
    state.record(proposal, ProposalAction.RELEASE, editor)
    mails.tell_of_receipt(proposal, now)
    return proposal


@transaction.atomic
def discard(
    *, proposal: PathwayProposal, editor: User, now: dt.datetime
) -> PathwayProposal:
    """It is spam: nobody is mailed; an editor can still release it.

    Raises:
        UnableToChangeProposal: it is decided already.
    """
    proposal = state.lock(proposal)
    proposal.state = state.check(proposal, ProposalAction.DISCARD)
    proposal.decided_at, proposal.decided_by = now, editor
    proposal.save(update_fields=["state", "decided_at", "decided_by"])
    state.record(proposal, ProposalAction.DISCARD, editor)
    return proposal

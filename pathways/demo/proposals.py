"""Proposals in every state, through the services that form and admin use."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from mesh.core.constants import MembershipRole
from mesh.core.models import Organisation, Phase, Subject, User
from pathways.demo import people
from pathways.demo.catalogue import Entry, read
from pathways.demo.clock import Clock
from pathways.models import PathwayProposal
from pathways.services.proposals.acceptance import accept as accept_proposal
from pathways.services.proposals.decisions import ask as ask_proposer
from pathways.services.proposals.decisions import decline as decline_proposal
from pathways.services.proposals.decisions import discard as discard_proposal
from pathways.services.proposals.receipt import (
    ProposalData,
    answer_question,
    confirm_address,
    receive_proposal,
)
from pathways.spam import FormToken

TIME_TO_WRITE = dt.timedelta(minutes=12)
TIME_OF_A_MACHINE = dt.timedelta(seconds=1)


def ensure_proposals(clock: Clock) -> int:
    """Make the proposals that are missing; returns how many were made."""
    missing = [
        entry
        for entry in read("proposals")["proposal"]
        if not PathwayProposal.objects.filter(title=entry["title"]).exists()
    ]
    for entry in missing:
        _happen(entry, clock)
    return len(missing)


@transaction.atomic
def _happen(entry: Entry, clock: Clock) -> None:
    clock.days_ago(entry["received"])
    with clock.shown():
        proposal = _receive(entry, clock)
        for words in entry["steps"]:
            name, _space, argument = words.partition(" ")
            clock.later(1)
            STEPS[name](proposal, argument, clock)


def _receive(entry: Entry, clock: Clock) -> PathwayProposal:
    is_spam = entry.get("is_spam", False)
    opened_at = clock.now - (TIME_OF_A_MACHINE if is_spam else TIME_TO_WRITE)
    receipt = receive_proposal(
        data=ProposalData(
            title=entry["title"],
            subject=Subject.objects.get(slug=entry["subject"]),
            organisation=Organisation.objects.get(slug=people.owner_of(entry)),
            phases=list(Phase.objects.filter(slug__in=entry["phases"])),
            barrier=entry["barrier"],
            known=entry.get("known", ""),
            proposer_name=entry["proposer"],
            proposer_email=_email(entry),
            proposer_organisation=entry.get("proposer_organisation", ""),
            name_is_public=entry.get("name_is_public", False),
        ),
        token=FormToken.new(opened_at),
        now=clock.now,
        trap_was_filled=is_spam,
    )
    return receipt.proposal


def _email(entry: Entry) -> str:
    return f"{entry['proposer'].lower().replace(' ', '-')}@example.org"


def _editor(proposal: PathwayProposal) -> User:
    return User.objects.get(
        memberships__organisation=proposal.organisation,
        memberships__role=MembershipRole.EDITOR,
    )


def confirm(proposal: PathwayProposal, _argument: str, clock: Clock) -> None:
    """The proposer follows the link in the mail."""
    confirm_address(proposal=proposal, now=clock.now)


def ask(proposal: PathwayProposal, text: str, clock: Clock) -> None:
    """An editor asks a question."""
    ask_proposer(proposal=proposal, text=text, editor=_editor(proposal), now=clock.now)


def answer(proposal: PathwayProposal, text: str, clock: Clock) -> None:
    """The proposer answers."""
    question = proposal.questions.get(answered_at=None)
    answer_question(question=question, text=text, now=clock.now)


def accept(proposal: PathwayProposal, _argument: str, clock: Clock) -> None:
    """An editor accepts: a draft, and an invitation to write it."""
    accept_proposal(proposal=proposal, editor=_editor(proposal), now=clock.now)


def decline(proposal: PathwayProposal, reason: str, clock: Clock) -> None:
    """An editor declines."""
    decline_proposal(
        proposal=proposal, reason=reason, editor=_editor(proposal), now=clock.now
    )


def discard(proposal: PathwayProposal, _argument: str, clock: Clock) -> None:
    """An editor finds that it is spam."""
    discard_proposal(proposal=proposal, editor=_editor(proposal), now=clock.now)


STEPS: dict[str, Callable[[PathwayProposal, str, Clock], None]] = {
    "confirm": confirm,
    "ask": ask,
    "answer": answer,
    "accept": accept,
    "decline": decline,
    "discard": discard,
}

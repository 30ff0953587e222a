"""A proposal comes in: stored first, then mailed; the proposer's own acts on it."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mesh.core.models import Organisation, Phase, Subject
from pathways.constants import HeldReason, ProposalAction, ProposalState
from pathways.models import PathwayProposal, ProposalQuestion
from pathways.services.proposals import mails, state
from pathways.spam import (
    ADDRESS_WINDOW,
    CLIENT_WINDOW,
    MAX_LINKS_ELSEWHERE,
    MAX_LINKS_IN_REFERENCES,
    MAX_PER_ADDRESS,
    MAX_PER_CLIENT,
    FormToken,
    client_digest,
    count_links,
)

SAME_CONTENT_WINDOW = dt.timedelta(hours=24)


class UnableToConfirm(Exception):
    """The proposal behind the link is gone, discarded, or nobody's any more."""


class UnableToAnswer(state.UnableToChangeProposal):
    """The question was answered already, or the proposal is decided."""


@dataclass(frozen=True)
class ProposalData:
    """What a proposer sent, validated."""

    title: str
    subject: Subject
    organisation: Organisation
    phases: Sequence[Phase]
    barrier: str
    proposer_name: str
    proposer_email: str
    known: str = ""
    proposer_organisation: str = ""
    name_is_public: bool = False
    answers: list[dict[str, str]] = field(default_factory=list)

    def digest(self) -> str:
        """The same for the same content from the same address, whatever the spacing."""
        parts = [
            self.title,
            self.barrier,
            self.known,
            self.proposer_email,
            str(self.organisation.pk),
            str(self.subject.pk),
            *(answer["answer"] for answer in self.answers),
        ]
        folded = [" ".join(part.split()).casefold() for part in parts]
        return hashlib.sha256(json.dumps(folded).encode()).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """The stored proposal; `is_new` is False for a second copy of the same."""

    proposal: PathwayProposal
    is_new: bool


def receive_proposal(
    *,
    data: ProposalData,
    token: FormToken,
    now: dt.datetime,
    client: str = "",
    trap_was_filled: bool = False,
) -> Receipt:
    """Store a proposal, then tell the editors and the proposer.

    The same form with the same content, or the same content within a day, makes one
    proposal. What looks like spam is stored as held: nobody is mailed.

    Args:
        data: what the proposer sent.
        token: which form it came from, and when that was opened.
        now: the time of receipt.
        client: the network address it came from, kept as a digest for an hour.
        trap_was_filled: whether the field that people cannot see holds something.
    """
    digest = data.digest()
    _forget_clients(now)
    same = PathwayProposal.objects.same_content(digest, since=now - SAME_CONTENT_WINDOW)
    earlier = same.order_by("received_at").first()
    if earlier:
        return Receipt(earlier, is_new=False)
    reasons = _reasons_to_hold(
        data, token, now, client, trap_was_filled=trap_was_filled
    )
    key = hashlib.sha256(f"{token.nonce}|{digest}".encode()).hexdigest()
    try:
        proposal = _store(data, digest, key, reasons, now=now, client=client)
    except IntegrityError:  # the same form twice at the same moment
        stored = PathwayProposal.objects.get(submission_key=key)
        return Receipt(stored, is_new=False)
    if not reasons:
        mails.tell_of_receipt(proposal, now)
    return Receipt(proposal, is_new=True)


@transaction.atomic
def _store(
    data: ProposalData,
    digest: str,
    key: str,
    reasons: list[HeldReason],
    *,
    now: dt.datetime,
    client: str,
) -> PathwayProposal:
    proposal = PathwayProposal.objects.create(
        title=data.title,
        subject=data.subject,
        organisation=data.organisation,
        barrier=data.barrier,
        known=data.known,
        answers=data.answers,
        proposer_name=data.proposer_name,
        proposer_email=data.proposer_email,
        proposer_organisation=data.proposer_organisation,
        name_is_public=data.name_is_public,
        consented_at=now,
        state=ProposalState.HELD if reasons else ProposalState.NEW,
        held_reasons=[reason.value for reason in reasons],
        received_at=now,
        submission_key=key,
        content_digest=digest,
        client_digest=client_digest(client),
    )
    proposal.phases.set(data.phases)
    return proposal


def _reasons_to_hold(
    data: ProposalData,
    token: FormToken,
    now: dt.datetime,
    client: str,
    *,
    trap_was_filled: bool,
) -> list[HeldReason]:
    others = [data.title, data.barrier, data.proposer_name, data.proposer_organisation]
    others += [answer["answer"] for answer in data.answers]
    suspicions = {
        HeldReason.HONEYPOT: trap_was_filled,
        HeldReason.TOO_FAST: token.is_too_fast(now),
        HeldReason.TOO_MANY_LINKS: count_links(others) > MAX_LINKS_ELSEWHERE
        or count_links([data.known]) > MAX_LINKS_IN_REFERENCES,
        HeldReason.ADDRESS_RATE: PathwayProposal.objects.filter(
            proposer_email=data.proposer_email, received_at__gt=now - ADDRESS_WINDOW
        ).count()
        >= MAX_PER_ADDRESS,
        HeldReason.CLIENT_RATE: bool(client)
        and PathwayProposal.objects.filter(
            client_digest=client_digest(client), received_at__gt=now - CLIENT_WINDOW
        ).count()
        >= MAX_PER_CLIENT,
    }
    return [reason for reason, is_so in suspicions.items() if is_so]


def _forget_clients(now: dt.datetime) -> None:
    """Digests of network addresses serve the count of the last hour and no more."""
    PathwayProposal.objects.filter(received_at__lte=now - CLIENT_WINDOW).exclude(
        client_digest=""
    ).update(client_digest="")


@transaction.atomic
def confirm_address(*, proposal: PathwayProposal, now: dt.datetime) -> PathwayProposal:
    """Note that the proposer followed the link; a second time changes nothing.

    Raises:
        UnableToConfirm: the proposal was discarded, is held, or holds no address.
    """
    proposal = state.lock(proposal)
    closed = {ProposalState.DISCARDED, ProposalState.HELD}
    if proposal.erased_at or proposal.state in closed:
        raise UnableToConfirm(_("This proposal is no longer open."))
    if proposal.address_confirmed_at is None:
        proposal.address_confirmed_at = now
        proposal.save(update_fields=["address_confirmed_at"])
    return proposal


@transaction.atomic
def answer_question(
    *, question: ProposalQuestion, text: str, now: dt.datetime
) -> PathwayProposal:
    """Store the proposer's answer and tell the editors.

    Answering proves the address as well: the link went to nobody else.

    Raises:
        UnableToAnswer: it is empty, answered already, or the proposal is decided.
    """
    proposal = state.lock(question.proposal)
    question = ProposalQuestion.objects.get(pk=question.pk)
    if question.answered_at:
        raise UnableToAnswer(_("You have answered this question already. Thank you."))
    if not text.strip():
        raise UnableToAnswer(_("Write your answer before you send it."))
    after = state.check(proposal, ProposalAction.ANSWER, UnableToAnswer)
    question.answer, question.answered_at = text.strip(), now
    question.save(update_fields=["answer", "answered_at"])
    if proposal.questions.filter(answered_at=None).exists():
        after = ProposalState.ASKED
    proposal.state = after
    proposal.address_confirmed_at = proposal.address_confirmed_at or now
    proposal.save(update_fields=["state", "address_confirmed_at"])
    state.record(proposal, ProposalAction.ANSWER)
    mails.tell_editors("answer_received", proposal, now, question=question)
    return proposal

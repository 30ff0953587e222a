"""Erasing who proposed a pathway: what goes, what stays, and every refusal."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from mesh.core import mail as outbox
from mesh.core.constants import MailStatus
from mesh.core.models import OutgoingMail
from pathways.constants import WAITING_PROPOSAL_STATES, ProposalState
from pathways.models import PathwayProposal, ProposalQuestion
from pathways.public_register import register_entries
from pathways.services import proposals
from pathways.services.proposals.erasure import without
from tests.factories.registration import PathwayProposalFactory

pytestmark = pytest.mark.django_db

ADA = {
    "proposer_name": "Ada Lovelace",
    "proposer_email": "ada@example.org",
    "proposer_organisation": "Analytical School",
}


def declined(now, **fields):
    values = {
        "title": "Negative numbers",
        "state": ProposalState.DECLINED,
        "decided_at": now,
        "decision_reason": "Dear Ada Lovelace, it is out of scope.",
        "answers": [{"label": "Telephone", "answer": "020 7946 0018"}],
        "client_digest": "abc",
        "name_is_public": True,
        "confirmed": True,
        **ADA,
    }
    return PathwayProposalFactory(**values | fields)


def everything_kept(proposal):
    """Every value that the database holds about a proposal, as one text."""
    rows = [
        *PathwayProposal.objects.filter(pk=proposal.pk).values_list(),
        *ProposalQuestion.objects.filter(proposal=proposal).values_list(),
        *OutgoingMail.objects.about(proposal).values_list(),
        *ModelLogEntry.objects.values_list("label", "data"),
    ]
    return repr(rows)


def test_nothing_of_the_person_is_left_in_any_row(editor, now):
    proposal = declined(now, state=ProposalState.NEW, decided_at=None)
    question = proposals.ask(
        proposal=proposal, text="Which year, Ada Lovelace?", editor=editor, now=now
    )
    proposals.answer_question(
        question=question, text="Year 3. Write to ADA@example.org", now=now
    )
    proposals.decline(
        proposal=proposal, reason="Sorry, Ada Lovelace.", editor=editor, now=now
    )
    assert OutgoingMail.objects.about(proposal).exists()

    proposals.erase(proposal=proposal, editor=editor, now=now)

    left = everything_kept(proposal).casefold()
    for word in (*ADA.values(), "020 7946 0018", "lovelace"):
        assert word.casefold() not in left


def test_the_matter_and_the_decision_stay(editor, now):
    proposal = declined(now, barrier="Pupils read −3 as 3, says Ada Lovelace.")

    erased = proposals.erase(proposal=proposal, editor=editor, now=now)

    erased.refresh_from_db()
    assert (erased.title, erased.subject) == (proposal.title, proposal.subject)
    assert erased.barrier == "Pupils read −3 as 3, says […]."
    assert erased.known == proposal.known
    assert erased.state == ProposalState.DECLINED
    assert erased.decision_reason == "Dear […], it is out of scope."
    assert erased.decided_at == now
    assert erased.erased_at == now


def test_the_log_says_who_erased_and_none_of_the_data(editor, now):
    proposal = declined(now)

    proposals.erase(proposal=proposal, editor=editor, now=now)

    entry = ModelLogEntry.objects.get(action="pathways.proposal.erase")
    assert (entry.user, entry.object_id) == (editor, str(proposal.pk))
    assert entry.data == {}


def test_a_mail_not_yet_sent_never_goes_out(editor, now, mailoutbox):
    proposal = declined(now)
    unsent = outbox.queue_mail(
        event="pathways/emails/declined",
        to=proposal.proposer_email,
        context={"proposal": proposal},
        about=proposal,
    )

    proposals.erase(proposal=proposal, editor=editor, now=now)

    assert not OutgoingMail.objects.filter(pk=unsent.pk).exists()
    assert outbox.send_due(now=now + dt.timedelta(days=1)) == 0
    assert mailoutbox == []


def test_of_a_sent_mail_that_and_when_it_was_sent_stays(editor, now):
    proposal = declined(now)
    mail = outbox.queue_mail(
        event="pathways/emails/declined",
        to=proposal.proposer_email,
        context={"proposal": proposal},
        about=proposal,
    )
    OutgoingMail.objects.filter(pk=mail.pk).update(status=MailStatus.SENT, sent_at=now)

    proposals.erase(proposal=proposal, editor=editor, now=now)

    mail.refresh_from_db()
    assert (mail.status, mail.sent_at) == (MailStatus.SENT, now)
    assert (mail.to, mail.text, mail.html, mail.reply_to) == ("", "", "", "")


def test_mails_about_other_proposals_are_left_alone(editor, now):
    other = declined(now, proposer_name="Demo Proposer")
    proposals.send_confirmation(
        proposal=PathwayProposalFactory(proposer_email="bob@example.org")
    )

    proposals.erase(proposal=other, editor=editor, now=now)

    assert OutgoingMail.objects.get().to == "bob@example.org"


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (ProposalState.ACCEPTED, ProposalState.ACCEPTED),
        (ProposalState.DECLINED, ProposalState.DECLINED),
        (ProposalState.DISCARDED, ProposalState.DISCARDED),
        (ProposalState.HELD, ProposalState.DISCARDED),
    ],
)
def test_each_closed_state_and_what_becomes_of_it(state, after, editor, now):
    decided_at = None if state == ProposalState.HELD else now
    proposal = declined(now, state=state, decided_at=decided_at)

    erased = proposals.erase(proposal=proposal, editor=editor, now=now)

    assert (erased.state, erased.decided_at) == (after, now)


def test_a_held_one_is_discarded_by_whoever_erased_it(editor, now):
    proposal = PathwayProposalFactory(held=True)

    erased = proposals.erase(proposal=proposal, editor=editor, now=now)

    assert erased.decided_by == editor


@pytest.mark.parametrize("state", sorted(WAITING_PROPOSAL_STATES))
def test_one_that_waits_for_a_decision_is_refused(state, editor, now):
    proposal = PathwayProposalFactory(state=state)

    with pytest.raises(proposals.UnableToErase, match="Decline or discard it first"):
        proposals.erase(proposal=proposal, editor=editor, now=now)

    proposal.refresh_from_db()
    assert proposal.proposer_email


def test_a_second_time_is_refused(editor, now):
    proposal = proposals.erase(proposal=declined(now), editor=editor, now=now)

    with pytest.raises(proposals.UnableToErase, match="were erased on"):
        proposals.erase(proposal=proposal, editor=editor, now=now)


def test_an_erased_one_cannot_be_released(editor, now):
    proposal = PathwayProposalFactory(discarded=True)
    proposals.erase(proposal=proposal, editor=editor, now=now)

    with pytest.raises(proposals.UnableToChangeProposal):
        proposals.release(proposal=proposal, editor=editor, now=now)


def test_the_link_in_an_old_mail_proves_nothing_any_more(editor, now):
    proposal = declined(now, confirmed=False)
    proposals.erase(proposal=proposal, editor=editor, now=now)

    with pytest.raises(proposals.UnableToConfirm):
        proposals.confirm_address(proposal=proposal, now=now)


def test_the_confirmation_is_not_sent_to_nobody(editor, now):
    proposal = declined(now, address_confirmed_at=None, confirmed=False)
    proposal = proposals.erase(proposal=proposal, editor=editor, now=now)

    with pytest.raises(proposals.UnableToSendAgain, match="address was erased"):
        proposals.send_confirmation(proposal=proposal)


def test_the_public_register_keeps_the_line_without_the_name(editor, now):
    proposal = declined(now, state=ProposalState.ACCEPTED)
    assert [entry.proposer for entry in register_entries()] == ["Ada Lovelace"]

    proposals.erase(proposal=proposal, editor=editor, now=now)

    assert [entry.proposer for entry in register_entries()] == [""]


def test_the_database_keeps_an_erased_row_from_naming_anybody(editor, now):
    proposal = proposals.erase(proposal=declined(now), editor=editor, now=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        PathwayProposal.objects.filter(pk=proposal.pk).update(proposer_name="Ada")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ada Lovelace asks", "[…] asks"),
        ("from ADA LOVELACE.", "from […]."),
        ("Nevada Lovelaces", "Nevada Lovelaces"),
        ("(ada@example.org)", "([…])"),
        ("Ada", "Ada"),
    ],
)
def test_only_whole_names_are_taken_out_of_a_text(text, left):
    assert without(text, ["ada@example.org", "Ada Lovelace", ""]) == left


# --- From the command line -----------------------------------------------------------


def test_the_command_erases_every_proposal_from_an_address(now, capsys):
    first, second = declined(now), declined(now, title="Contours")

    call_command("erase_proposer", "ADA@example.org")

    for proposal in (first, second):
        proposal.refresh_from_db()
        assert proposal.erased_at
    assert "Erased who proposed “Contours”." in capsys.readouterr().out


def test_the_command_names_what_has_to_be_decided_first(now):
    done = declined(now)
    waiting = declined(now, title="Contours", state=ProposalState.NEW, decided_at=None)

    with pytest.raises(CommandError, match="“Contours” still waits for a decision"):
        call_command("erase_proposer", "ada@example.org")

    done.refresh_from_db()
    waiting.refresh_from_db()
    assert (done.proposer_email, waiting.proposer_email) == ("", "ada@example.org")


def test_the_command_says_that_an_address_is_unknown(db):
    with pytest.raises(CommandError, match="No proposal came from bob@example"):
        call_command("erase_proposer", "bob@example.org")

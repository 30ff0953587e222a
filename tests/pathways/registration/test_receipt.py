"""A proposal comes in: stored first, then mailed; one for a double submit."""

import datetime as dt

import pytest
from django.core import mail as django_mail

from mesh.core.models import OutgoingMail
from pathways.constants import HeldReason, ProposalState
from pathways.models import PathwayProposal
from pathways.services import proposals
from pathways.spam import (
    CLIENT_WINDOW,
    MAX_LINKS_ELSEWHERE,
    MAX_LINKS_IN_REFERENCES,
    MAX_PER_ADDRESS,
    MAX_PER_CLIENT,
    TOO_FAST,
    FormToken,
)
from tests.factories.registration import PathwayProposalFactory

pytestmark = pytest.mark.django_db
LINK = "https://example.org/buy "


def mails_to(address):
    return list(OutgoingMail.objects.filter(to=address).values_list("event", flat=True))


def test_a_proposal_is_stored_with_all_that_was_sent(receive, now):
    answers = [{"label": "How many pupils?", "answer": "30"}]

    proposal = receive(answers=answers, name_is_public=True).proposal

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.NEW
    assert proposal.title == "Fractions as numbers"
    assert proposal.phases.count() == 1
    assert proposal.answers == answers
    assert (proposal.consented_at, proposal.received_at) == (now, now)
    assert proposal.address_confirmed_at is None


def test_the_editors_and_the_proposer_are_told(receive, editor):
    receive()

    assert mails_to(editor.email) == ["pathways/emails/proposal_received"]
    assert mails_to("ada@example.org") == ["pathways/emails/confirm_address"]
    to_editor = OutgoingMail.objects.get(to=editor.email)
    assert to_editor.reply_to == "ada@example.org"
    assert "Pupils treat a fraction" in to_editor.text


def test_a_mail_server_that_is_down_costs_neither_proposal_nor_mail(
    receive, editor, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.core.test_mail.BrokenServer"

    with django_capture_on_commit_callbacks(execute=True):
        receipt = receive()

    assert receipt.is_new
    assert OutgoingMail.objects.filter(status="waiting", attempts=1).count() == 2


def test_a_broken_template_costs_no_proposal(
    receive, editor, settings, tmp_path, caplog
):
    folder = tmp_path / "pathways" / "emails"
    folder.mkdir(parents=True)
    (folder / "confirm_address.txt").write_text("{% nonsense %}")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]

    receipt = receive()

    assert PathwayProposal.objects.get() == receipt.proposal
    assert not OutgoingMail.objects.exists()
    assert "no mail was written for proposal" in caplog.text


def test_the_same_form_sent_twice_makes_one_proposal(receive, now):
    token = FormToken.new(now - dt.timedelta(minutes=1))

    first, second = receive(token=token), receive(token=token)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.proposal == second.proposal == PathwayProposal.objects.get()
    assert len(mails_to("ada@example.org")) == 1


def test_two_copies_at_the_same_moment_make_one_proposal(receive, now, monkeypatch):
    token = FormToken.new(now - dt.timedelta(minutes=1))
    first = receive(token=token)
    # As if the second had looked before the first was stored.
    first.proposal.content_digest = ""
    first.proposal.save()

    second = receive(token=token)

    assert (second.is_new, second.proposal) == (False, first.proposal)


def test_the_same_content_within_a_day_makes_one_proposal(receive, now):
    first = receive()
    again = receive(at=now + dt.timedelta(hours=23), title=" FRACTIONS  as numbers ")

    assert not again.is_new
    assert again.proposal == first.proposal


def test_the_same_content_after_a_day_is_a_new_proposal(receive, now):
    receive()

    assert receive(at=now + dt.timedelta(hours=25)).is_new


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Fractions on a line"},
        {"barrier": "Another barrier."},
        {"known": "Another study."},
        {"proposer_email": "eve@example.org"},
        {"answers": [{"label": "Why?", "answer": "Because."}]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_other_content_from_the_same_form_is_a_new_proposal(receive, now, change):
    token = FormToken.new(now - dt.timedelta(minutes=1))
    receive(token=token)

    assert receive(token=token, **change).is_new


def held_because(receipt):
    assert receipt.is_new
    assert receipt.proposal.state == ProposalState.HELD
    assert not OutgoingMail.objects.filter(
        about=f"pathways.pathwayproposal:{receipt.proposal.pk}"
    ).exists()
    return receipt.proposal.held_reasons


def test_a_filled_trap_holds_it_and_mails_nobody(receive, editor):
    assert held_because(receive(trap_was_filled=True)) == [HeldReason.HONEYPOT]
    assert django_mail.outbox == []


def test_a_form_sent_too_fast_is_held(receive, now):
    token = FormToken.new(now - TOO_FAST + dt.timedelta(milliseconds=1))

    assert held_because(receive(token=token)) == [HeldReason.TOO_FAST]


def test_a_form_sent_after_three_seconds_is_not_held(receive, now):
    receipt = receive(token=FormToken.new(now - TOO_FAST))

    assert receipt.proposal.state == ProposalState.NEW


@pytest.mark.parametrize(
    ("field", "number", "is_held"),
    [
        ("barrier", MAX_LINKS_ELSEWHERE, False),
        ("barrier", MAX_LINKS_ELSEWHERE + 1, True),
        ("known", MAX_LINKS_IN_REFERENCES, False),
        ("known", MAX_LINKS_IN_REFERENCES + 1, True),
    ],
)
def test_more_links_than_references_need_hold_it(receive, field, number, is_held):
    receipt = receive(**{field: LINK * number})

    expected = [HeldReason.TOO_MANY_LINKS] if is_held else []
    assert receipt.proposal.held_reasons == expected


def test_links_in_an_answer_count_too(receive):
    answers = [{"label": "Why?", "answer": LINK * (MAX_LINKS_ELSEWHERE + 1)}]

    assert held_because(receive(answers=answers)) == [HeldReason.TOO_MANY_LINKS]


def test_an_address_that_sends_many_in_a_day_is_held(receive, now):
    for _number in range(MAX_PER_ADDRESS):
        PathwayProposalFactory(proposer_email="ada@example.org", received_at=now)

    assert held_because(receive()) == [HeldReason.ADDRESS_RATE]


def test_a_client_that_sends_many_in_an_hour_is_held(receive, now):
    for number in range(MAX_PER_CLIENT):
        receive(client="192.0.2.1", proposer_email=f"person{number}@example.org")

    assert held_because(receive(client="192.0.2.1")) == [HeldReason.CLIENT_RATE]
    assert receive(client="192.0.2.2", title="Other").proposal.state == "new"


def test_unknown_clients_are_not_one_client(receive, now):
    for number in range(MAX_PER_CLIENT + 1):
        receipt = receive(proposer_email=f"person{number}@example.org")

    assert receipt.proposal.state == ProposalState.NEW


def test_the_clients_address_is_not_stored_and_its_digest_soon_forgotten(receive, now):
    proposal = receive(client="192.0.2.1").proposal
    assert "192.0.2.1" not in proposal.client_digest

    receive(title="Another", at=now + CLIENT_WINDOW)

    proposal.refresh_from_db()
    assert proposal.client_digest == ""


def test_confirming_notes_the_time_once(now):
    proposal = PathwayProposalFactory()

    proposals.confirm_address(proposal=proposal, now=now)
    later = proposals.confirm_address(proposal=proposal, now=now + dt.timedelta(days=1))

    assert later.address_confirmed_at == now


@pytest.mark.parametrize("trait", ["discarded", "held"])
def test_confirming_is_refused_for_what_nobody_reads(trait, now):
    proposal = PathwayProposalFactory(**{trait: True})

    with pytest.raises(proposals.UnableToConfirm):
        proposals.confirm_address(proposal=proposal, now=now)


@pytest.fixture
def question(editor, association, now):
    proposal = PathwayProposalFactory(organisation=association)
    return proposals.ask(
        proposal=proposal, text="Which year group?", editor=editor, now=now
    )


def test_a_question_reads_as_its_text(question):
    assert str(question) == "Which year group?"


def test_an_answer_is_stored_and_mailed_and_proves_the_address(question, editor, now):
    proposal = proposals.answer_question(question=question, text=" Year 5 ", now=now)

    question.refresh_from_db()
    assert (question.answer, question.answered_at) == ("Year 5", now)
    assert proposal.state == ProposalState.ANSWERED
    assert proposal.address_confirmed_at == now
    assert mails_to(editor.email) == ["pathways/emails/answer_received"]


def test_a_proposal_stays_asked_while_a_question_is_open(question, editor, now):
    proposals.ask(proposal=question.proposal, text="Where?", editor=editor, now=now)

    proposal = proposals.answer_question(question=question, text="Year 5", now=now)

    assert proposal.state == ProposalState.ASKED


def test_answering_twice_is_refused(question, now):
    proposals.answer_question(question=question, text="Year 5", now=now)

    with pytest.raises(proposals.UnableToAnswer, match="already"):
        proposals.answer_question(question=question, text="Year 6", now=now)


def test_an_empty_answer_is_refused(question, now):
    with pytest.raises(proposals.UnableToAnswer, match="Write your answer"):
        proposals.answer_question(question=question, text="  ", now=now)


def test_answering_is_refused_once_it_is_decided(question, editor, now):
    proposals.decline(
        proposal=question.proposal, reason="Out of scope.", editor=editor, now=now
    )

    with pytest.raises(proposals.UnableToAnswer, match="Declined"):
        proposals.answer_question(question=question, text="Year 5", now=now)

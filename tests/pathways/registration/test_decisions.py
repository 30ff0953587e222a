"""Release, discard, ask, decline: each from the right states only."""

import pytest
from wagtail.models import ModelLogEntry

from mesh.core.models import OutgoingMail
from pathways.constants import (
    DECIDED_PROPOSAL_STATES,
    PROPOSAL_TRANSITIONS,
    ProposalAction,
    ProposalState,
)
from pathways.models import RegisterPathwayRecipient
from pathways.services import proposals
from pathways.services.proposals import mails
from tests.factories.core import UserFactory
from tests.factories.registration import (
    PathwayProposalFactory,
    RegisterPathwayPageFactory,
    editor_of,
)

pytestmark = pytest.mark.django_db

S, A = ProposalState, ProposalAction
# Written out by hand: the table in the code must say the same, cell by cell.
EXPECTED = {
    S.HELD: {A.RELEASE: S.NEW, A.DISCARD: S.DISCARDED, A.ERASE: S.DISCARDED},
    S.NEW: {
        A.ASK: S.ASKED,
        A.ACCEPT: S.ACCEPTED,
        A.DECLINE: S.DECLINED,
        A.DISCARD: S.DISCARDED,
    },
    S.ASKED: {
        A.ASK: S.ASKED,
        A.ANSWER: S.ANSWERED,
        A.ACCEPT: S.ACCEPTED,
        A.DECLINE: S.DECLINED,
        A.DISCARD: S.DISCARDED,
    },
    S.ANSWERED: {
        A.ASK: S.ASKED,
        A.ACCEPT: S.ACCEPTED,
        A.DECLINE: S.DECLINED,
        A.DISCARD: S.DISCARDED,
    },
    S.ACCEPTED: {A.ERASE: S.ACCEPTED},
    S.DECLINED: {A.ERASE: S.DECLINED},
    S.DISCARDED: {A.RELEASE: S.NEW, A.ERASE: S.DISCARDED},
}
CALLS = {
    A.RELEASE: proposals.release,
    A.DISCARD: proposals.discard,
    A.ASK: lambda **common: proposals.ask(text="Which year?", **common),
    A.DECLINE: lambda **common: proposals.decline(reason="Out of scope.", **common),
    A.ACCEPT: proposals.accept,
    A.ERASE: proposals.erase,
}


def proposal_in(state, now, **fields):
    decided_at = now if state in DECIDED_PROPOSAL_STATES else None
    return PathwayProposalFactory(
        state=state, decided_at=decided_at, confirmed=True, **fields
    )


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_the_table_of_transitions_is_as_written_down(state, action):
    assert PROPOSAL_TRANSITIONS.get((state, action)) == EXPECTED[state].get(action)


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(CALLS))
def test_each_service_follows_the_table(state, action, subject_page, editor, now):
    proposal = proposal_in(state, now, subject=subject_page.subject)
    expected = EXPECTED[state].get(action)

    if expected is None:
        with pytest.raises(
            proposals.UnableToChangeProposal, match=r"state is|still waits"
        ):
            CALLS[action](proposal=proposal, editor=editor, now=now)
        expected = state
    else:
        CALLS[action](proposal=proposal, editor=editor, now=now)

    proposal.refresh_from_db()
    assert proposal.state == expected


def test_declining_mails_the_reason_and_answers_reach_the_editor(editor, now):
    proposal = PathwayProposalFactory(proposer_email="ada@example.org")

    proposals.decline(
        proposal=proposal, reason="It is about <timetables>.", editor=editor, now=now
    )

    proposal.refresh_from_db()
    mail = OutgoingMail.objects.get()
    assert proposal.decided_by == editor
    assert "It is about <timetables>." in mail.text
    assert "It is about &lt;timetables&gt;." in mail.html
    assert (mail.to, mail.reply_to) == ("ada@example.org", editor.email)


def test_declining_without_a_reason_is_refused(editor, now):
    proposal = PathwayProposalFactory()

    with pytest.raises(proposals.UnableToDecline, match="Give a reason"):
        proposals.decline(proposal=proposal, reason=" ", editor=editor, now=now)


def test_a_question_is_mailed_with_a_link_to_answer_it(editor, now):
    question = proposals.ask(
        proposal=PathwayProposalFactory(), text="Which year?", editor=editor, now=now
    )

    mail = OutgoingMail.objects.get()
    assert mails.answer_link(question).rpartition("/")[0][:30] in mail.text
    assert "Which year?" in mail.text
    assert mail.reply_to == editor.email


def test_an_empty_question_is_refused(editor, now):
    with pytest.raises(proposals.UnableToAsk, match="Write the question"):
        proposals.ask(
            proposal=PathwayProposalFactory(), text="", editor=editor, now=now
        )


def test_releasing_mails_what_receiving_would_have_mailed(association, editor, now):
    proposal = PathwayProposalFactory(held=True, organisation=association)

    proposals.release(proposal=proposal, editor=editor, now=now)

    events = set(OutgoingMail.objects.values_list("event", flat=True))
    assert events == {
        "pathways/emails/proposal_received",
        "pathways/emails/confirm_address",
    }


def test_discarding_mails_nobody(editor, now):
    proposals.discard(
        proposal=PathwayProposalFactory(held=True), editor=editor, now=now
    )

    assert not OutgoingMail.objects.exists()


def test_a_change_is_written_into_the_log(editor, now):
    proposal = PathwayProposalFactory()

    proposals.discard(proposal=proposal, editor=editor, now=now)

    entry = ModelLogEntry.objects.get(action="pathways.proposal.discard")
    assert (entry.user, entry.object_id) == (editor, str(proposal.pk))


# --- Who is told ---------------------------------------------------------------------


def test_the_associations_current_editors_are_told(association, editor, now):
    gone = editor_of(association)
    gone.memberships.update(ends_on=now.date().replace(year=now.year - 1))
    closed = editor_of(association, is_active=False)
    other = editor_of(PathwayProposalFactory().organisation)

    found = mails.recipients(association, now.date())

    assert found == [editor.email]
    assert not {gone.email, closed.email, other.email} & set(found)


def test_addresses_chosen_on_the_page_come_before_the_editors(
    association, editor, register_page, now
):
    for address in ("Office@example.org", "office@example.org"):
        RegisterPathwayRecipient.objects.create(
            page=register_page, organisation=association, address=address
        )

    assert mails.recipients(association, now.date()) == ["office@example.org"]


def test_without_editors_the_fallback_addresses_are_told(
    association, register_page, now
):
    register_page.fallback_addresses = "one@example.org, two@example.org,"
    register_page.save()

    found = mails.recipients(association, now.date())

    assert found == ["one@example.org", "two@example.org"]


def test_without_anybody_else_the_administrators_are_told(association, now):
    UserFactory(email="root@example.org", is_superuser=True)

    assert mails.recipients(association, now.date()) == ["root@example.org"]


# --- The confirmation again ----------------------------------------------------------


def test_the_confirmation_is_sent_again():
    proposals.send_confirmation(proposal=PathwayProposalFactory())

    assert OutgoingMail.objects.get().event == "pathways/emails/confirm_address"


@pytest.mark.parametrize("trait", ["confirmed", "held", "discarded"])
def test_the_confirmation_is_not_sent_again_in_vain(trait):
    with pytest.raises(proposals.UnableToSendAgain):
        proposals.send_confirmation(proposal=PathwayProposalFactory(**{trait: True}))

    assert not OutgoingMail.objects.exists()


def test_the_way_to_propose_again_is_wherever_the_form_stands(home, editor, now):
    RegisterPathwayPageFactory(parent=home, slug="propose")

    proposals.decline(
        proposal=PathwayProposalFactory(), reason="No.", editor=editor, now=now
    )

    mail = OutgoingMail.objects.get()
    for text in (mail.text, mail.html):
        assert "/propose/" in text
        assert "/register/" not in text


def test_without_a_form_the_way_on_is_the_home_page(editor, now, settings):
    assert mails.register_link() == f"{settings.SITE_URL}/"

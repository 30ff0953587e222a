"""Proposals in the admin: list, export, one proposal, its actions, the first page."""

import datetime as dt
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from pathways.constants import ProposalState
from pathways.models import PathwayPage
from pathways.services import proposals
from tests.factories.core import UserFactory
from tests.factories.registration import PathwayProposalFactory

pytestmark = pytest.mark.django_db

INDEX = reverse("pathways_pathwayproposal_modeladmin_index")
ACTIONS = ["accept", "decline", "ask", "release", "discard", "erase"]


def inspect(proposal):
    return reverse("pathways_pathwayproposal_modeladmin_inspect", args=[proposal.pk])


def action(proposal, name):
    return reverse("proposal_action", args=[proposal.pk, name])


def text_of(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def own(association, subject_page):
    return PathwayProposalFactory(
        organisation=association,
        subject=subject_page.subject,
        title="Negative <numbers>",
        confirmed=True,
        proposer_email="ada@example.org",
        answers=[{"label": "How often?", "answer": "Daily"}],
    )


@pytest.fixture
def other():
    return PathwayProposalFactory(title="Contours on a map")


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def as_trustee(client, person):
    client.force_login(person(Role.TRUSTEE))
    return client


def test_the_list_shows_an_editor_the_own_associations_alone(as_editor, own, other):
    text = text_of(as_editor.get(INDEX))

    assert "Negative <numbers>" in text
    assert "Contours on a map" not in text


def test_the_list_shows_a_trustee_everything(as_trustee, own, other):
    text = text_of(as_trustee.get(INDEX))

    assert "Negative <numbers>" in text
    assert "Contours on a map" in text


def test_the_list_is_filtered_and_searched(as_editor, own, association):
    PathwayProposalFactory(organisation=association, held=True, title="Pills")

    held = text_of(as_editor.get(INDEX, {"state__exact": "held"}))
    found = text_of(as_editor.get(INDEX, {"q": "negative"}))

    assert "Pills" in held
    assert "Negative" not in held
    assert "Negative <numbers>" in found
    assert "Pills" not in found


def test_a_filter_does_not_reach_into_other_associations(as_editor, own, other):
    answer = as_editor.get(INDEX, {"organisation__id__exact": other.organisation_id})

    assert "Contours on a map" not in text_of(answer)


def test_the_list_costs_the_same_however_long(as_editor, own, association):
    as_editor.get(INDEX)
    with CaptureQueriesContext(connection) as short:
        as_editor.get(INDEX)
    PathwayProposalFactory.create_batch(
        5, organisation=association, subject=own.subject
    )

    with CaptureQueriesContext(connection) as long:
        as_editor.get(INDEX)

    assert len(long) == len(short)


def test_the_export_holds_the_own_associations_alone(as_editor, own, other):
    answer = as_editor.get(INDEX, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()

    assert "Negative <numbers>" in text
    assert "ada@example.org" in text
    assert "Contours on a map" not in text


def test_one_proposal_is_shown_with_everything(as_editor, own):
    text = text_of(as_editor.get(inspect(own)))

    for expected in ("Negative <numbers>", "How often?", "Daily", "ada@example.org"):
        assert expected in text
    for name in ("accept", "decline", "ask", "discard"):
        assert action(own, name) in text
    assert action(own, "release") not in text
    assert "<numbers>" not in as_editor.get(inspect(own)).content.decode()


def test_a_held_proposal_says_why_and_offers_two_ways(as_editor, association):
    held = PathwayProposalFactory(organisation=association, held=True)

    text = text_of(as_editor.get(inspect(held)))

    assert "A field that people cannot see was filled in" in text
    assert action(held, "release") in text
    assert action(held, "accept") not in text


def test_a_trustee_reads_one_but_is_offered_nothing(as_trustee, own):
    text = text_of(as_trustee.get(inspect(own)))

    assert "Negative <numbers>" in text
    assert action(own, "accept") not in text


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_trustee_acts_on_nothing(as_trustee, own, name, method):
    getattr(as_trustee, method)(action(own, name), {"reason": "x", "text": "x"})

    own.refresh_from_db()
    assert own.state == ProposalState.NEW
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_an_editor_finds_no_other_associations_proposal(as_editor, other, name):
    answer = as_editor.post(action(other, name), {"reason": "x", "text": "x"})

    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.state == ProposalState.NEW


def test_an_editor_cannot_inspect_another_associations_proposal(as_editor, other):
    answer = as_editor.get(inspect(other))

    assert answer.status_code in {302, 403}
    assert b"Contours" not in answer.content


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in {Role.EDITOR, Role.TRUSTEE}]
)
def test_other_roles_see_no_proposals(client, person, own, role):
    client.force_login(person(role))

    for address in (INDEX, inspect(own), action(own, "accept"), f"{INDEX}?export=csv"):
        answer = client.get(address)
        assert answer.status_code in {302, 403, 404}
        assert b"Negative" not in answer.content
    assert "Proposals waiting" not in text_of(client.get("/admin/"))


@pytest.mark.parametrize("name", ["create", "edit", "delete"])
def test_nothing_is_written_or_deleted_by_hand(as_editor, own, name):
    args = [] if name == "create" else [own.pk]

    as_editor.post(
        reverse(f"pathways_pathwayproposal_modeladmin_{name}", args=args),
        {"title": "Changed"},
    )

    own.refresh_from_db()
    assert own.title == "Negative <numbers>"


def test_accepting_says_what_happened_and_where_to_go_on(as_editor, own):
    page = as_editor.get(action(own, "accept"))
    assert "Negative <numbers>" in text_of(page)

    answer = as_editor.post(
        action(own, "accept"), {"title": "Negative numbers"}, follow=True
    )

    text = text_of(answer)
    draft = PathwayPage.objects.get(title="Negative numbers")
    assert "is accepted" in text
    assert f"/admin/pages/{draft.pk}/edit/" in text


def test_declining_asks_for_a_reason_then_mails_it(as_editor, own):
    missing = as_editor.post(action(own, "decline"), {"reason": ""})
    assert "Give a reason" in text_of(missing)

    answer = as_editor.post(
        action(own, "decline"), {"reason": "Out of scope."}, follow=True
    )

    assert "is declined" in text_of(answer)
    assert "Out of scope." in OutgoingMail.objects.get().text


def test_asking_mails_the_question_and_shows_it(as_editor, own):
    assert "Write the question" in text_of(
        as_editor.post(action(own, "ask"), {"text": ""})
    )

    answer = as_editor.post(action(own, "ask"), {"text": "Which year?"}, follow=True)

    text = text_of(answer)
    assert "Your question goes to" in text
    assert "Not answered yet." in text


@pytest.mark.parametrize(
    ("name", "message"), [("release", "is released"), ("discard", "is discarded")]
)
def test_a_held_one_is_released_or_discarded(as_editor, association, name, message):
    held = PathwayProposalFactory(organisation=association, held=True)
    assert as_editor.get(action(held, name)).status_code == 200

    assert message in text_of(as_editor.post(action(held, name), follow=True))


def test_a_refusal_stands_on_the_page_with_what_was_written(
    as_editor, own, subject_page
):
    subject_page.delete()

    text = text_of(as_editor.post(action(own, "accept"), {"title": "Another title"}))

    assert "has no page yet" in text
    assert 'value="Another title"' in text


def test_who_comes_too_late_is_told_so(as_editor, association, now):
    done = PathwayProposalFactory(organisation=association, accepted=True)

    answer = as_editor.post(action(done, "decline"), {"reason": "x"}, follow=True)

    assert "Somebody else may have acted on it" in text_of(answer)


def test_erasing_says_what_goes_and_what_stays_then_does_it(as_editor, association):
    done = PathwayProposalFactory(
        organisation=association, accepted=True, proposer_name="Ada Lovelace"
    )
    assert action(done, "erase") in text_of(as_editor.get(inspect(done)))
    assert "when Ada Lovelace (" in text_of(as_editor.get(action(done, "erase")))

    text = text_of(as_editor.post(action(done, "erase"), follow=True))

    assert "are erased" in text
    assert "Personal data erased," in text
    assert "Ada Lovelace" not in text
    assert action(done, "erase") not in text


def test_reading_the_page_about_erasing_erases_nothing(as_editor, association):
    done = PathwayProposalFactory(organisation=association, accepted=True)

    as_editor.get(action(done, "erase"))

    done.refresh_from_db()
    assert done.proposer_email


def test_one_that_waits_is_to_be_decided_before_it_is_erased(as_editor, own):
    assert action(own, "erase") not in text_of(as_editor.get(inspect(own)))

    text = text_of(as_editor.post(action(own, "erase"), follow=True))

    own.refresh_from_db()
    assert own.proposer_email == "ada@example.org"
    assert "Decline or discard it first" in text


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_is_done_with_one_whose_proposer_was_erased(
    as_editor, editor, association, now, name
):
    done = PathwayProposalFactory(organisation=association, discarded=True)
    proposals.erase(proposal=done, editor=editor, now=now)

    text = text_of(as_editor.post(action(done, name), follow=True))

    assert "was erased: nothing more can be done" in text


def test_an_unknown_action_is_not_found(as_editor, own):
    assert as_editor.get(action(own, "answer")).status_code == 404


def test_the_confirmation_is_sent_again(as_editor, association):
    proposal = PathwayProposalFactory(
        organisation=association, proposer_email="bo@example.org"
    )
    address = reverse("proposal_send_confirmation", args=[proposal.pk])
    assert address in text_of(as_editor.get(inspect(proposal)))

    answer = as_editor.post(address, follow=True)

    assert "goes to bo@example.org once more" in text_of(answer)
    assert OutgoingMail.objects.get().to == "bo@example.org"


def test_the_confirmation_is_not_sent_again_in_vain(as_editor, own):
    answer = as_editor.post(
        reverse("proposal_send_confirmation", args=[own.pk]), follow=True
    )

    assert "is confirmed already" in text_of(answer)


def test_the_confirmation_is_not_sent_by_reading(as_editor, own):
    address = reverse("proposal_send_confirmation", args=[own.pk])

    assert as_editor.get(address).status_code == 405


def test_the_first_page_shows_what_waits_and_since_when(
    as_editor, own, association, now
):
    own.received_at = now - dt.timedelta(days=9, hours=1)
    own.save()
    PathwayProposalFactory(organisation=association, held=True)

    text = text_of(as_editor.get("/admin/"))

    assert "1 proposal waits." in text
    assert "The oldest came 9 days ago." in text
    assert "1 more is held as possible spam." in text


def test_the_first_page_says_when_nothing_waits(as_editor):
    assert "No proposal waits for a decision." in text_of(as_editor.get("/admin/"))


def test_the_first_page_counts_no_other_associations(as_editor, other):
    assert "No proposal waits" in text_of(as_editor.get("/admin/"))


def test_anonymous_readers_are_asked_to_sign_in(client, own):
    assert "/admin/login/" in client.get(INDEX).url
    assert "/admin/login/" in client.get(action(own, "accept")).url


def test_a_person_without_any_role_sees_nothing(client, own):
    client.force_login(UserFactory())

    assert client.get(INDEX).status_code == 302

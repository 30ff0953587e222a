"""Accepting makes a draft and an author, in one transaction, or refuses with a reason."""

from functools import partial

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import PageLogEntry

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from pathways.constants import ProposalState
from pathways.models import PathwayPage
from pathways.services import proposals
from tests.factories.core import PhaseFactory, UserFactory
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import PathwayProposalFactory, editor_of
from tests.races import at_once


@pytest.fixture
def proposal(subject_page, association):
    return PathwayProposalFactory(
        confirmed=True,
        title="Fractions as numbers",
        subject=subject_page.subject,
        organisation=association,
        barrier="Pupils treat\na fraction as two whole numbers. " * 20,
        proposer_name="Ada Maria Demo",
        proposer_email="ada@example.org",
        phases=[PhaseFactory(), PhaseFactory()],
    )


@pytest.fixture
def accept(proposal, editor, now):
    def call(**changes):
        values = {"proposal": proposal, "editor": editor, "now": now}
        return proposals.accept(**values | changes)

    return call


@pytest.mark.django_db
def test_accepting_makes_a_draft_under_its_subject(accept, proposal, subject_page):
    page = PathwayPage.objects.get(pk=accept().pk)

    assert not page.live
    assert page.get_parent().specific == subject_page
    assert (page.title, page.slug) == ("Fractions as numbers", "fractions-as-numbers")
    assert page.organisation == proposal.organisation
    assert page.phases.count() == 2
    assert page.summary.startswith("Pupils treat a fraction")
    assert len(page.summary) <= 400
    assert page.latest_revision.user == page.owner
    assert list(page.contributors.all()) == [page.owner]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create").exists()


@pytest.mark.django_db
def test_accepting_settles_the_proposal(accept, proposal, editor, now):
    page = accept()

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED
    assert (proposal.decided_by, proposal.decided_at) == (editor, now)
    assert proposal.pathway == page


@pytest.mark.django_db
def test_a_proposer_without_an_account_gets_one_and_an_invitation(accept):
    author = accept().owner

    assert (author.email, author.first_name, author.last_name) == (
        "ada@example.org",
        "Ada Maria",
        "Demo",
    )
    assert not author.has_usable_password()
    assert author.groups.filter(name=Role.AUTHOR.value).exists()
    mail = OutgoingMail.objects.get(event="pathways/emails/accepted")
    assert "/proposals/invitation/" in mail.text
    assert "/proposals/invitation/" in mail.html


@pytest.mark.django_db
def test_a_proposer_with_an_account_becomes_its_author(accept):
    person = UserFactory(email="Ada@example.org")

    page = accept()

    assert page.owner == person
    assert get_user_model().objects.filter(email__iexact="ada@example.org").count() == 1
    mail = OutgoingMail.objects.get(event="pathways/emails/accepted")
    assert "/proposals/invitation/" not in mail.text
    assert f"/admin/pages/{page.pk}/edit/" in mail.text


@pytest.mark.django_db
def test_the_editor_may_give_another_title(accept):
    assert accept(title="  Fractions   on a line ").title == "Fractions on a line"


@pytest.mark.django_db
def test_the_author_can_open_the_draft_in_the_editor(accept, client):
    page = accept()
    client.force_login(page.owner)

    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.django_db
def test_a_taken_slug_is_made_unique(accept, subject_page):
    PathwayPageFactory(parent=subject_page, title="Other", slug="fractions-as-numbers")

    assert accept().slug == "fractions-as-numbers-2"


def refused(accept, reason, **changes):
    users, pages = get_user_model().objects.count(), PathwayPage.objects.count()
    with pytest.raises(proposals.UnableToAccept, match=reason):
        accept(**changes)
    assert get_user_model().objects.count() == users
    assert PathwayPage.objects.count() == pages
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_a_taken_title_is_refused(accept, subject_page):
    PathwayPageFactory(parent=subject_page, title="FRACTIONS as numbers")

    refused(accept, "has a page called")


@pytest.mark.django_db
def test_an_unconfirmed_address_is_refused(accept, proposal):
    proposal.address_confirmed_at = None
    proposal.save()

    refused(accept, "has not confirmed the address ada@example.org")


@pytest.mark.django_db
def test_a_subject_without_a_page_is_refused(accept, subject_page):
    subject_page.delete()

    refused(accept, "has no page yet")


@pytest.mark.django_db
def test_a_closed_account_is_refused(accept):
    UserFactory(email="ada@example.org", is_active=False)

    refused(accept, "is closed")


@pytest.mark.django_db
def test_accepting_twice_is_refused_and_makes_one_page(accept):
    accept()

    with pytest.raises(proposals.UnableToAccept, match="Accepted"):
        accept()
    assert PathwayPage.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_editors_who_accept_at_once_make_one_page(
    proposal, editor, association, now
):
    outcomes = at_once(
        *(
            partial(proposals.accept, proposal=proposal, editor=person, now=now)
            for person in (editor, editor_of(association))
        )
    )

    [refusal] = [outcome.error for outcome in outcomes if outcome.error]
    assert isinstance(refusal, proposals.UnableToAccept)
    assert PathwayPage.objects.count() == 1

"""The address of an action, read: the page that it stands on, and no blank refusal."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("action", ["accept", "decline"])
def test_an_answers_address_read_shows_the_invitation(
    client, assignment, reviewer, action
):
    client.force_login(reviewer)

    page = client.get(reverse(f"workflows:{action}", args=[assignment.pk]))

    assert "Accept" in page.content.decode()
    assignment.refresh_from_db()
    assert assignment.status == "invited"


def test_the_reports_address_read_shows_the_form_with_its_draft(
    client, accepted, reviewer
):
    """As after signing in again, when the session ended while the form was open."""
    client.force_login(reviewer)
    address = reverse("workflows:report", args=[accepted.pk])
    client.post(address, {"comments_to_author": "Half a th", "draft": "1"})

    assert "Half a th" in client.get(address).content.decode()


def test_the_address_of_inviting_read_shows_the_round(
    client, review_round, coordinator
):
    client.force_login(coordinator)

    page = client.get(reverse("workflows:invite", args=[review_round.pk]))

    assert "Invite a reviewer" in page.content.decode()


def test_the_address_of_recusal_read_shows_the_judgement(client, judgement, judge):
    client.force_login(judge)

    page = client.get(reverse("workflows:recuse", args=[judgement.pk]))

    assert page.status_code == 200
    judgement.refresh_from_db()
    assert judgement.status == "in_progress"

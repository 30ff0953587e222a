"""The outbox in the admin: administrators read it and try mail again."""

import pytest
from django.core import mail as django_mail
from django.urls import reverse

from mesh.core.constants import MailStatus, Role
from tests.factories.core import OutgoingMailFactory

BROKEN = "tests.core.test_mail.BrokenServer"
INDEX = reverse("mail_modeladmin_index")


@pytest.fixture
def failed(db):
    return OutgoingMailFactory(
        subject="Please review <Fractions>",
        status=MailStatus.FAILED,
        last_error="SMTPServerDisconnected: gone",
    )


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def retry(client, row):
    return client.post(reverse("mail_retry", args=[row.pk]), follow=True)


def test_the_list_shows_who_what_and_why_it_failed(as_administrator, failed):
    text = as_administrator.get(INDEX, {"status": "failed"}).content.decode()

    assert "Please review &lt;Fractions&gt;" in text
    assert failed.to in text
    assert "SMTPServerDisconnected: gone" in text


def test_one_mail_is_shown_with_its_text(as_administrator, failed):
    text = as_administrator.get(
        reverse("mail_modeladmin_inspect", args=[failed.pk])
    ).content.decode()

    assert "Good morning." in text
    assert "Try again now" in text
    assert "Last error</dt>" in text


def test_a_failed_mail_is_tried_again_at_once(as_administrator, failed):
    text = retry(as_administrator, failed).content.decode()

    assert f"The mail to {failed.to} was sent." in text
    assert "Try again now" not in text
    assert len(django_mail.outbox) == 1


def test_trying_again_says_when_it_fails_again(as_administrator, failed, settings):
    settings.EMAIL_BACKEND = BROKEN

    text = retry(as_administrator, failed).content.decode()

    assert "could not be sent: SMTPServerDisconnected: gone" in text
    failed.refresh_from_db()
    assert failed.status == MailStatus.WAITING


def test_trying_again_says_when_no_attempt_can_help(as_administrator, failed, settings):
    settings.EMAIL_BACKEND = "tests.core.test_mail.RefusingServer"

    assert "was given up" in retry(as_administrator, failed).content.decode()


def test_a_sent_mail_is_not_sent_again(as_administrator):
    row = OutgoingMailFactory(status=MailStatus.SENT)

    assert "was sent already" in retry(as_administrator, row).content.decode()
    assert django_mail.outbox == []


def test_reading_does_not_try_again(as_administrator, failed):
    assert (
        as_administrator.get(reverse("mail_retry", args=[failed.pk])).status_code == 405
    )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("view", ["index", "inspect", "retry"])
def test_only_administrators_see_mail(client, person, failed, role, view):
    client.force_login(person(role))
    answer = {
        "index": lambda: client.get(INDEX),
        "inspect": lambda: client.get(
            reverse("mail_modeladmin_inspect", args=[failed.pk])
        ),
        "retry": lambda: client.post(reverse("mail_retry", args=[failed.pk])),
    }[view]()

    assert answer.status_code in {302, 403}
    assert b"Fractions" not in answer.content
    failed.refresh_from_db()
    assert failed.status == MailStatus.FAILED


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_nobody_writes_or_deletes_mail_by_hand(as_administrator, failed, action):
    args = [] if action == "create" else [failed.pk]

    answer = as_administrator.post(reverse(f"mail_modeladmin_{action}", args=args))

    assert answer.status_code == 302
    failed.refresh_from_db()

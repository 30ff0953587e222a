"""The outbox: nothing is sent twice, nothing is lost, nothing fails in silence."""

import datetime as dt
import smtplib
from functools import partial

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from mesh.core import mail
from mesh.core.constants import MAIL_LEASE, MAIL_MAX_ATTEMPTS, MailStatus
from mesh.core.models import OutgoingMail
from tests.factories.core import OrganisationFactory, OutgoingMailFactory
from tests.races import at_once

EVENT = "core/emails/example"
BROKEN = "tests.core.test_mail.BrokenServer"
REFUSING = "tests.core.test_mail.RefusingServer"


class BrokenServer(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


class RefusingServer(BaseEmailBackend):
    """A backend that calls the message itself wrong."""

    def send_messages(self, messages):
        raise ValueError("Header values can't contain newlines")


@pytest.fixture
def templates(settings, tmp_path):
    """Mail templates on disk: `templates(txt=..., html=...)` writes the example."""
    folder = tmp_path / "core" / "emails"
    folder.mkdir(parents=True)
    engine = {**settings.TEMPLATES[0]}
    engine["DIRS"] = [tmp_path, *engine["DIRS"]]
    settings.TEMPLATES = [engine]

    def write(txt, html="<p>{{ name }}</p>"):
        (folder / "example.txt").write_text(txt)
        (folder / "example.html").write_text(html)

    write(
        '{% extends "emails/base.txt" %}{% block subject %}Hello {{ name }}{% endblock %}'
        "{% block text %}Dear {{ name }}{% endblock %}",
        '{% extends "emails/base.html" %}{% block content %}<p>{{ name }}</p>'
        "{% endblock %}",
    )
    return write


def queue(**changes):
    return mail.queue_mail(
        **{"event": EVENT, "to": "ada@example.org", "context": {"name": "Ada"}}
        | changes
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_is_sent_once_its_transaction_commits(templates):
    with transaction.atomic():
        row = queue(reply_to="editor@example.org")
        assert django_mail.outbox == []

    row.refresh_from_db()
    (message,) = django_mail.outbox
    assert (row.status, row.attempts) == (MailStatus.SENT, 1)
    assert message.subject == "Hello Ada"
    assert message.body.startswith("Dear Ada\n")
    assert message.reply_to == ["editor@example.org"]
    assert "<p>Ada</p>" in message.alternatives[0].content
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_dies_with_the_change_that_caused_it(templates):
    def change_that_fails():
        with transaction.atomic():
            queue()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()

    assert not OutgoingMail.objects.exists()
    assert django_mail.outbox == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_is_left_to_the_worker_when_told_so(templates, settings):
    settings.MAIL_SEND_AT_ONCE = False

    row = queue()

    row.refresh_from_db()
    assert row.status == MailStatus.WAITING
    assert django_mail.outbox == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_caller_never_sees_a_mail_server_that_is_down(templates, settings):
    settings.EMAIL_BACKEND = BROKEN

    row = queue()

    row.refresh_from_db()
    assert row.status == MailStatus.WAITING
    assert "SMTPServerDisconnected: gone" in row.last_error


@pytest.mark.django_db
def test_text_is_not_escaped_and_html_is(templates):
    row = queue(context={"name": "Ada <b> & Co"})

    assert row.subject == "Hello Ada <b> & Co"
    assert "Dear Ada <b> & Co" in row.text
    assert "Ada &lt;b&gt; &amp; Co" in row.html


@pytest.mark.django_db
def test_a_subject_stays_one_line_of_at_most_250_characters(templates):
    row = queue(context={"name": "x\r\u2028" + "y" * 300})

    assert len(row.subject) == 250
    assert row.subject.startswith("Hello x y")


@pytest.mark.django_db
def test_a_mail_names_the_row_it_is_about(templates):
    association = OrganisationFactory()

    assert queue(about=association).about == f"core.organisation:{association.pk}"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{% nonsense %}", '{% extends "emails/none.txt" %}'])
def test_a_broken_template_is_refused_aloud(templates, text):
    templates(text)

    with pytest.raises(mail.UnableToWriteMail, match=EVENT):
        queue()

    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_a_mail_is_never_sent_twice(now):
    row = OutgoingMailFactory(next_attempt_at=now)

    assert mail.send_one(row.pk, now=now)
    assert not mail.send_one(row.pk, now=now)

    assert len(django_mail.outbox) == 1


@pytest.mark.django_db
def test_a_mail_without_html_is_sent_as_text_alone(now):
    row = OutgoingMailFactory(html="", next_attempt_at=now)

    mail.send_one(row.pk, now=now)

    assert django_mail.outbox[0].alternatives == []


@pytest.mark.django_db
def test_a_mail_that_another_sender_has_in_hand_is_left_alone(now):
    row = OutgoingMailFactory(attempts=1, next_attempt_at=now + MAIL_LEASE)

    assert mail.send_due(now=now) == 0

    assert row.status == MailStatus.WAITING
    assert django_mail.outbox == []


@pytest.mark.django_db
def test_a_mail_whose_sender_died_is_sent_after_the_lease_under_its_own_id(now):
    row = OutgoingMailFactory(attempts=1, next_attempt_at=now + MAIL_LEASE)

    assert mail.send_due(now=now + MAIL_LEASE) == 1

    (message,) = django_mail.outbox
    assert message.extra_headers["Message-ID"].startswith(f"<mail-{row.pk}.")


@pytest.mark.django_db
@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 2), (4, 16)])
def test_the_pause_doubles_with_each_attempt(settings, now, attempts, minutes):
    settings.EMAIL_BACKEND = BROKEN
    row = OutgoingMailFactory(attempts=attempts, next_attempt_at=now)

    assert not mail.send_one(row.pk, now=now)

    row.refresh_from_db()
    assert row.next_attempt_at == now + dt.timedelta(minutes=minutes)
    assert row.attempts == attempts + 1


@pytest.mark.django_db
def test_a_mail_is_given_up_after_the_last_attempt(settings, now):
    settings.EMAIL_BACKEND = BROKEN
    row = OutgoingMailFactory(attempts=MAIL_MAX_ATTEMPTS - 1, next_attempt_at=now)

    mail.send_one(row.pk, now=now)

    row.refresh_from_db()
    assert row.status == MailStatus.FAILED


@pytest.mark.django_db
def test_a_mail_that_no_attempt_can_mend_is_given_up_at_once(settings, now):
    settings.EMAIL_BACKEND = REFUSING
    row = OutgoingMailFactory(next_attempt_at=now)

    mail.send_one(row.pk, now=now)

    row.refresh_from_db()
    assert row.status == MailStatus.FAILED
    assert row.last_error == "ValueError: Header values can't contain newlines"


@pytest.mark.django_db
def test_one_bad_mail_does_not_hold_up_the_others(now):
    bad = OutgoingMailFactory(subject="a\nBcc: all@example.org", next_attempt_at=now)
    OutgoingMailFactory(next_attempt_at=now)

    assert mail.send_due(now=now) == 1

    bad.refresh_from_db()
    assert bad.status == MailStatus.FAILED


@pytest.mark.django_db
def test_a_failed_mail_is_tried_again_on_request(now):
    row = OutgoingMailFactory(status=MailStatus.FAILED, attempts=MAIL_MAX_ATTEMPTS)

    assert mail.retry(mail=row, now=now)

    row.refresh_from_db()
    assert (row.status, row.attempts, row.last_error) == (MailStatus.SENT, 1, "")


@pytest.mark.django_db
def test_a_sent_mail_is_not_sent_again_on_request(now):
    row = OutgoingMailFactory(status=MailStatus.SENT)

    with pytest.raises(mail.UnableToRetry):
        mail.retry(mail=row, now=now)

    assert django_mail.outbox == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_senders_at_once_send_a_mail_once(now):
    row = OutgoingMailFactory(next_attempt_at=now)

    outcomes = at_once(*[partial(mail.send_one, row.pk, now=now)] * 2)

    assert sorted(outcome.result for outcome in outcomes) == [False, True]
    assert len(django_mail.outbox) == 1

"""Mail as rows: written with the change that causes them, sent after the commit.

A mail server that is down delays mail and loses none: a mail is tried after the commit
(`MAIL_SEND_AT_ONCE`) and by `manage.py send_mail`, with growing pauses, until it is
sent or given up; what was given up waits in the admin for "Try again now".
"""

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import F
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from mesh.core.constants import MAIL_LEASE, MAIL_MAX_ATTEMPTS, MailStatus
from mesh.core.models import OutgoingMail

logger = logging.getLogger(__name__)


class UnableToWriteMail(Exception):
    """A mail's template is missing or broken: the change that causes it must not pass."""


class UnableToRetry(Exception):
    """The mail was sent already."""


def queue_mail(
    *,
    event: str,
    to: str,
    context: Mapping[str, Any],
    about: models.Model | None = None,
    reply_to: str = "",
) -> OutgoingMail:
    """Write a mail into the outbox; it is sent after the transaction commits.

    Args:
        event: the template's place without ending, "workflows/emails/review_invited":
            `<event>.txt` (extends `emails/base.txt`) gives the subject in its first
            line, then the text; `<event>.html` (extends `emails/base.html`) the HTML.
        to: one address.
        context: what the templates need; `site_url` and `site_name` are added.
        about: the row the mail belongs to.
        reply_to: where an answer goes, if not to the sender.

    Raises:
        UnableToWriteMail: a template is missing or broken.
    """
    subject, text, html = _render(event, context)
    mail = OutgoingMail.objects.create(
        event=event,
        about=OutgoingMail.key_of(about) if about else "",
        to=to,
        reply_to=reply_to,
        subject=subject,
        text=text,
        html=html,
        next_attempt_at=timezone.now(),
    )
    if settings.MAIL_SEND_AT_ONCE:
        transaction.on_commit(
            lambda: send_one(mail.pk, now=timezone.now()), robust=True
        )
    return mail


def _render(event: str, context: Mapping[str, Any]) -> tuple[str, str, str]:
    """Subject (one line, at most 250 characters), text and HTML."""
    values = {
        "site_url": settings.SITE_URL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        **context,
    }
    try:
        first, _rule, text = (
            render_to_string(f"{event}.txt", values).lstrip().partition("\n")
        )
        subject = " ".join(first.split())[:250]
        html = render_to_string(f"{event}.html", {**values, "subject": subject})
    except (TemplateDoesNotExist, TemplateSyntaxError) as error:
        message = _("The mail “%(event)s” could not be written: %(error)s")
        raise UnableToWriteMail(message % {"event": event, "error": error}) from error
    return subject, text.strip() + "\n", html


def send_due(*, now: dt.datetime, limit: int = 200) -> int:
    """Send what is due; returns how many were sent."""
    keys = OutgoingMail.objects.due(now).values_list("pk", flat=True)[:limit]
    return sum(send_one(pk, now=now) for pk in list(keys))


def send_one(pk: int, *, now: dt.datetime) -> bool:
    """Try to send one due mail; True when the mail server took it.

    Two senders never send the same mail: the first to put off the next attempt has it,
    and no transaction stays open while the mail server is spoken to (on SQLite that
    would stop every writer). A sender that dies meanwhile loses nothing: the mail is
    due again after `MAIL_LEASE`, under the same Message-ID.
    """
    claimed = OutgoingMail.objects.due(now).filter(pk=pk)
    if not claimed.update(attempts=F("attempts") + 1, next_attempt_at=now + MAIL_LEASE):
        return False
    mail = OutgoingMail.objects.get(pk=pk)
    try:
        _deliver(mail)
    except ValueError as error:  # a header or address that no attempt can mend
        _give_up(mail, error)
        return False
    except Exception as error:  # noqa: BLE001 - whatever a backend raises, keep the mail
        _postpone(mail, error, now)
        return False
    _note(mail, status=MailStatus.SENT, sent_at=now, last_error="")
    return True


def retry(*, mail: OutgoingMail, now: dt.datetime) -> bool:
    """Try a mail at once, with all its attempts before it again; True when it is sent.

    Raises:
        UnableToRetry: the mail was sent already.
    """
    unsent = OutgoingMail.objects.filter(pk=mail.pk).exclude(status=MailStatus.SENT)
    if not unsent.update(status=MailStatus.WAITING, attempts=0, next_attempt_at=now):
        raise UnableToRetry(_("This mail was sent already; nothing was sent again."))
    return send_one(mail.pk, now=now)


def erase_mail_about(row: models.Model) -> None:
    """Erase who was written to about a row, and what: only that and when remains.

    A mail that was not sent yet is gone for good: it would have nobody to go to.
    """
    about = OutgoingMail.objects.about(row)
    about.exclude(status=MailStatus.SENT).delete()
    about.update(to="", reply_to="", text="", html="", last_error="")


def _deliver(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": _message_id(mail),
            "Auto-Submitted": "auto-generated",  # no holiday replies, RFC 3834
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _message_id(mail: OutgoingMail) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<mail-{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{host}>"


def _postpone(mail: OutgoingMail, error: Exception, now: dt.datetime) -> None:
    """Wait 1, 2, 4 ... minutes; after the last attempt leave it to a person."""
    if mail.attempts >= MAIL_MAX_ATTEMPTS:
        _give_up(mail, error)
        return
    logger.warning("mail %s (%s) not sent: %s", mail.pk, mail.event, error)
    pause = dt.timedelta(minutes=2 ** (mail.attempts - 1))
    _note(mail, last_error=_words_of(error), next_attempt_at=now + pause)


def _give_up(mail: OutgoingMail, error: Exception) -> None:
    logger.error("mail %s (%s) given up: %s", mail.pk, mail.event, error)
    _note(mail, status=MailStatus.FAILED, last_error=_words_of(error))


def _note(mail: OutgoingMail, **fields: Any) -> None:
    """Write what became of an attempt; a mail that was erased meanwhile stays gone."""
    OutgoingMail.objects.filter(pk=mail.pk).update(**fields)


def _words_of(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]

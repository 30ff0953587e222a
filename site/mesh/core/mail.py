"""Mail as rows: written with the change that causes them, sent after the commit.

A mail server that is down delays mail and loses none: `send_due` is called after each
commit and by `manage.py send_mail` (a timer, or the worker), with growing pauses.
"""

import datetime as dt
import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from mesh.core.constants import MAIL_MAX_ATTEMPTS, MailStatus
from mesh.core.models import OutgoingMail

logger = logging.getLogger(__name__)


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
            `<event>.txt` gives the subject in its first line, then the text;
            `<event>.html` the HTML.
        to: one address.
        context: what the templates need; `site_url` and `site_name` are added.
        about: the row the mail belongs to.
        reply_to: where an answer goes, if not to the sender.
    """
    values = {
        "site_url": settings.SITE_URL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        **context,
    }
    subject, _rule, text = render_to_string(f"{event}.txt", values).partition("\n")
    mail = OutgoingMail.objects.create(
        event=event,
        about=f"{about._meta.label_lower}:{about.pk}" if about else "",
        to=to,
        reply_to=reply_to,
        subject=" ".join(subject.split())[:250],
        text=text.strip() + "\n",
        html=render_to_string(f"{event}.html", {**values, "subject": subject}),
        next_attempt_at=timezone.now(),
    )
    transaction.on_commit(lambda: send_one(mail.pk, now=timezone.now()), robust=True)
    return mail


def send_due(*, now: dt.datetime, limit: int = 200) -> int:
    """Send what is due; returns how many were sent."""
    keys = OutgoingMail.objects.due(now).values_list("pk", flat=True)[:limit]
    return sum(send_one(pk, now=now) for pk in list(keys))


def send_one(pk: int, *, now: dt.datetime) -> bool:
    """Try to send one waiting mail; True when the mail server took it.

    Two senders cannot send the same mail: the row is locked while it is tried.
    """
    with transaction.atomic():
        mail = (
            OutgoingMail.objects.select_for_update(skip_locked=_can_skip_locked())
            .filter(pk=pk, status=MailStatus.WAITING)
            .first()
        )
        if mail is None:
            return False
        mail.attempts += 1
        try:
            _deliver(mail)
        except (OSError, SMTPException) as error:
            _postpone(mail, error, now)
            return False
        mail.status, mail.sent_at, mail.last_error = MailStatus.SENT, now, ""
        mail.save()
        return True


def _can_skip_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def _deliver(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _postpone(mail: OutgoingMail, error: Exception, now: dt.datetime) -> None:
    """Wait 1, 2, 4 ... minutes; after the last attempt leave it to a person."""
    logger.warning("mail %s to %s not sent: %s", mail.pk, mail.event, error)
    mail.last_error = f"{type(error).__name__}: {error}"[:1000]
    if mail.attempts >= MAIL_MAX_ATTEMPTS:
        mail.status = MailStatus.FAILED
    mail.next_attempt_at = now + dt.timedelta(minutes=2 ** (mail.attempts - 1))
    mail.save()

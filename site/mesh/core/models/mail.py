"""The mail outbox: a mail is a row first, so that none is lost and all can be seen."""

import datetime as dt

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from mesh.core.constants import MailStatus
from mesh.core.querysets import OutgoingMailQuerySet


class OutgoingMail(models.Model):
    """One mail to one person, written with the change that caused it.

    `about` names the row it belongs to ("workflows.reviewround:12"), so that a page can
    show the mails of its own history.
    """

    event = models.CharField(_("event"), max_length=80, db_index=True)
    about = models.CharField(_("about"), max_length=100, blank=True, db_index=True)
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=MailStatus, default=MailStatus.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(status="waiting"),
                name="core_mail_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @staticmethod
    def key_of(row: models.Model) -> str:
        """How `about` names a row."""
        return f"{row._meta.label_lower}:{row.pk}"

    @property
    @admin.display(description=_("next attempt"))
    def due_at(self) -> dt.datetime | None:
        """When it is tried next; None once it is sent or given up."""
        return self.next_attempt_at if self.status == MailStatus.WAITING else None

    @property
    @admin.display(description=_("event"))
    def event_name(self) -> str:
        """The event without its app: "review invited"."""
        return self.event.rpartition("/")[2].replace("_", " ")

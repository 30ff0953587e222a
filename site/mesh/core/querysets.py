"""Reusable filters of the kernel's models."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mesh.core.constants import MailStatus, MembershipRole

if TYPE_CHECKING:
    from mesh.core.models import Membership, OutgoingMail  # noqa: F401 - quoted below


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who belongs, or belonged, to which organisation."""

    def current(self, on: dt.date) -> Self:
        """Memberships that hold on the given day."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on),
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        )

    def editors(self) -> Self:
        """Memberships of those who write and receive proposals."""
        return self.filter(role=MembershipRole.EDITOR)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Mail that waits, was sent, or was given up."""

    def about(self, row: models.Model) -> Self:
        """The mails that belong to a row."""
        return self.filter(about=self.model.key_of(row))

    def due(self, now: dt.datetime) -> Self:
        """Waiting mail whose next attempt has come, oldest first."""
        return self.filter(
            status=MailStatus.WAITING, next_attempt_at__lte=now
        ).order_by("next_attempt_at", "pk")

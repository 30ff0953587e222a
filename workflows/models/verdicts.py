"""The judge's verdict: written once, revoked at most, never altered."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.constants import Decision
from workflows.exceptions import UnableToAlterRecord
from workflows.models.records import Record
from workflows.models.rounds import ReviewRound
from workflows.querysets import VerdictQuerySet

REVOCATION_FIELDS = frozenset({"revoked_at", "revoked_by", "revocation_reason"})


class Verdict(Record):
    """What a judge decided about one version of a page.

    The task state is one-to-one, so that the database itself refuses a second verdict
    at the same step. `guards.guard_verdict` checks every first save, whoever saves.
    """

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="verdicts")
    task_state = models.OneToOneField(
        "wagtailcore.TaskState", models.PROTECT, related_name="verdict"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, related_name="verdicts"
    )
    content_hash = models.CharField(gettext_lazy("content hash"), max_length=64)
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts"
    )
    decision = models.CharField(
        gettext_lazy("decision"), max_length=10, choices=Decision
    )
    letter = models.TextField(gettext_lazy("decision letter"))
    judged_at = models.DateTimeField(gettext_lazy("judged"))
    review_due = models.DateField(
        gettext_lazy("next review due"), null=True, blank=True
    )
    revoked_at = models.DateTimeField(gettext_lazy("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revoked_verdicts",
    )
    revocation_reason = models.TextField(
        gettext_lazy("reason for revoking"), blank=True
    )

    objects = VerdictQuerySet.as_manager()  # type: ignore[misc] # narrower than Record's

    class Meta(Record.Meta):
        verbose_name = gettext_lazy("verdict")
        verbose_name_plural = gettext_lazy("verdicts")
        ordering = ["-judged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(decision=Decision.ACCEPT),
                name="workflows_verdict_one_accept_a_round",
            ),
            models.CheckConstraint(
                condition=~models.Q(letter=""), name="workflows_verdict_has_letter"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | (
                    models.Q(revoked_at__isnull=False, revoked_by__isnull=False)
                    & ~models.Q(revocation_reason="")
                ),
                name="workflows_verdict_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} ({self.round})"

    def save(
        self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any
    ) -> None:
        """Write a new verdict, or its revocation; nothing else is ever written.

        Raises:
            UnableToAlterRecord: it stands already, and is not being revoked.
        """
        if not self._state.adding:
            self._assert_only_revoked(update_fields)
        # Past Record.save, which knows no revocation.
        super(Record, self).save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_standing(self) -> bool:
        """Whether it permits publication."""
        return self.decision == Decision.ACCEPT and self.revoked_at is None

    def revoke(self, *, by: Any, now: dt.datetime, reason: str) -> None:
        """Write the revocation; `services.revoke_verdict` asks whether it may be."""
        self.revoked_at, self.revoked_by, self.revocation_reason = now, by, reason
        self.save(update_fields=sorted(REVOCATION_FIELDS))

    def _assert_only_revoked(self, update_fields: Iterable[str] | None) -> None:
        before = Verdict.objects.filter(pk=self.pk).values("revoked_at").get()
        if before["revoked_at"] or set(update_fields or ()) != REVOCATION_FIELDS:
            raise UnableToAlterRecord(
                _("A verdict is written once. It can only be revoked, once.")
            )

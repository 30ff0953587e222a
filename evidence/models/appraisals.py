"""What two people recorded of a study, blind to each other, and what a judge decided."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.constants import KEPT_APPRAISALS, AppraisalState, RoundState
from evidence.querysets import AppraisalQuerySet, AppraisalRoundQuerySet
from workflows.constants import ConflictAnswer
from workflows.exceptions import UnableToAlterRecord
from workflows.models.records import Record


class AppraisalRound(models.Model):
    """Two appraisers for one study, or for one of its findings.

    The facts of a study serve each of its findings; a round on a finding asks only for
    what belongs to the finding.
    """

    study = models.ForeignKey(
        "evidence.Study", models.PROTECT, related_name="appraisal_rounds"
    )
    finding = models.ForeignKey(
        "evidence.Finding",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appraisal_rounds",
    )
    state = models.CharField(
        gettext_lazy("state"),
        max_length=10,
        choices=RoundState,
        default=RoundState.AWAITING,
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assigned_appraisals"
    )
    opened_at = models.DateTimeField(gettext_lazy("opened"))
    settled_at = models.DateTimeField(gettext_lazy("settled"), null=True, blank=True)

    objects = AppraisalRoundQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("appraisal round")
        verbose_name_plural = gettext_lazy("appraisal rounds")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study"],
                condition=models.Q(finding__isnull=True)
                & ~models.Q(state=RoundState.CANCELLED),
                name="evidence_round_one_for_a_study",
            ),
            models.UniqueConstraint(
                fields=["finding"],
                condition=~models.Q(state=RoundState.CANCELLED),
                name="evidence_round_one_for_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study}: {self.finding}" if self.finding else str(self.study)

    @property
    def subject(self) -> Any:
        """The finding, or else the study."""
        return self.finding or self.study


class Appraisal(models.Model):
    """The facts that one person recorded; kept as they were once submitted.

    `facts` holds, by the key of the fact, `value`, `place` and `quotation`. A fact that
    the person did not find in the paper has no entry.
    """

    round = models.ForeignKey(AppraisalRound, models.PROTECT, related_name="appraisals")
    appraiser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appraisals"
    )
    version = models.PositiveSmallIntegerField(gettext_lazy("version"), default=1)
    state = models.CharField(
        gettext_lazy("state"),
        max_length=10,
        choices=AppraisalState,
        default=AppraisalState.ASKED,
    )
    facts = models.JSONField(gettext_lazy("facts"), default=dict, blank=True)
    correction_reason = models.TextField(
        gettext_lazy("reason for the correction"), blank=True
    )
    conflict = models.CharField(
        gettext_lazy("conflict of interest"),
        max_length=10,
        choices=ConflictAnswer,
        blank=True,
    )
    conflict_statement = models.TextField(
        gettext_lazy("statement on the conflict"), blank=True
    )
    consent_to_be_named = models.BooleanField(
        gettext_lazy("may be named"), default=False
    )
    asked_at = models.DateTimeField(gettext_lazy("asked"))
    saved_at = models.DateTimeField(gettext_lazy("saved"), null=True, blank=True)
    submitted_at = models.DateTimeField(
        gettext_lazy("submitted"), null=True, blank=True
    )

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("appraisal")
        verbose_name_plural = gettext_lazy("appraisals")
        ordering = ["asked_at", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "appraiser", "version"],
                name="evidence_appraisal_one_version",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AppraisalState.SUBMITTED)
                | models.Q(conflict=ConflictAnswer.NONE, submitted_at__isnull=False),
                name="evidence_appraisal_submitted_without_conflict",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(correction_reason=""),
                name="evidence_appraisal_correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.appraiser}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a draft, or submit it.

        Raises:
            UnableToAlterRecord: it was submitted or declined already.
        """
        if not self._state.adding:
            stored = Appraisal.objects.filter(pk=self.pk).values_list(
                "state", flat=True
            )
            if any(state in KEPT_APPRAISALS for state in stored):
                raise UnableToAlterRecord(
                    _("A submitted appraisal is kept: correct it in a new version.")
                )
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused.

        Raises:
            UnableToAlterRecord: always.
        """
        raise UnableToAlterRecord(_("An appraisal is never deleted."))

    @property
    def is_open(self) -> bool:
        """Whether the person still has to do something."""
        return self.state in (AppraisalState.ASKED, AppraisalState.DRAFT)

    @property
    def public_name(self) -> str:
        """The name where the person agreed to be named, else the role."""
        return str(self.appraiser) if self.consent_to_be_named else _("An appraiser")


class FactDecision(Record):
    """What a judge decided on a fact that the two appraisers recorded differently.

    A `value` of None: the paper does not say. The newest decision on a fact counts.
    """

    round = models.ForeignKey(
        AppraisalRound, models.PROTECT, related_name="fact_decisions"
    )
    key = models.CharField(gettext_lazy("fact"), max_length=40)
    value = models.JSONField(gettext_lazy("value"), null=True)
    place = models.CharField(
        gettext_lazy("place in the paper"), max_length=100, blank=True
    )
    quotation = models.TextField(gettext_lazy("quotation"), blank=True)
    reason = models.TextField(gettext_lazy("reason"))
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="fact_decisions"
    )
    decided_at = models.DateTimeField(gettext_lazy("decided"))

    class Meta(Record.Meta):
        verbose_name = gettext_lazy("decision on a fact")
        verbose_name_plural = gettext_lazy("decisions on facts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="evidence_decision_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.key}"

"""One result: one outcome, one comparison."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import EffectMetric, Measure, OutcomeKind
from evidence.querysets import FindingQuerySet


class Finding(models.Model):
    """One row per outcome and comparison, as published, with its place in the paper.

    A review's finding is a pooled result: it has `effects_pooled` (k), and never stands
    in for a study of its own.
    """

    key = models.CharField(
        _("key"),
        max_length=100,
        unique=True,
        default=uuid.uuid4,
        help_text=_("Names the finding in imports; leave it as it is."),
    )
    study = models.ForeignKey("evidence.Study", models.PROTECT, related_name="findings")
    intervention = models.CharField(_("intervention"), max_length=200)
    comparison = models.CharField(_("compared with"), max_length=200, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=200, help_text=_("What was measured, in words.")
    )
    outcome_kind = models.CharField(
        _("outcome kind"), max_length=20, choices=OutcomeKind
    )
    measure = models.CharField(
        _("measure"), max_length=16, choices=Measure, default=Measure.UNKNOWN
    )
    subgroup = models.CharField(_("subgroup"), max_length=200, blank=True)
    delay = models.CharField(
        _("measured when"),
        max_length=100,
        blank=True,
        help_text=_("“At once”, “after 4 weeks”."),
    )
    effect_metric = models.CharField(_("scale"), max_length=10, choices=EffectMetric)
    effect_size = models.FloatField(_("effect"), null=True, blank=True)
    standard_error = models.FloatField(_("standard error"), null=True, blank=True)
    ci_low = models.FloatField(_("95 % interval from"), null=True, blank=True)
    ci_high = models.FloatField(_("95 % interval to"), null=True, blank=True)
    prediction_low = models.FloatField(
        _("95 % prediction interval from"), null=True, blank=True
    )
    prediction_high = models.FloatField(
        _("95 % prediction interval to"), null=True, blank=True
    )
    sample_size = models.PositiveIntegerField(_("pupils (n)"), null=True, blank=True)
    clusters = models.PositiveIntegerField(
        _("classes or schools"), null=True, blank=True
    )
    effects_pooled = models.PositiveIntegerField(
        _("effects pooled (k)"), null=True, blank=True, help_text=_("For a review.")
    )
    statement = models.TextField(
        _("in words"),
        blank=True,
        help_text=_("The result in a sentence, in your own words."),
    )
    place = models.CharField(
        _("place in the paper"),
        max_length=100,
        blank=True,
        help_text=_("“Abstract”, “p. 415, table 2”."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["study", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ci_low__isnull=True)
                | models.Q(ci_high__isnull=True)
                | models.Q(ci_low__lte=models.F("ci_high")),
                name="evidence_finding_interval_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(standard_error__isnull=True)
                | models.Q(standard_error__gt=0),
                name="evidence_finding_standard_error_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervention}: {self.outcome}"

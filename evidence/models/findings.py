"""One result: one outcome, one comparison."""

import math
import re
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence import numbers
from evidence.constants import EffectMetric, Measure, OutcomeKind
from evidence.models.finding_details import IMPOSSIBLE, FindingDetails
from evidence.querysets import FindingQuerySet

ROUNDING = 0.005  # papers round: an effect may lie this far outside its interval
NUMBERS = (
    "effect_size",
    "standard_error",
    "ci_low",
    "ci_high",
    "prediction_low",
    "prediction_high",
)
ONE_END = _("Give both ends of the interval, or neither.")


def new_key() -> str:
    """A name for a finding that nobody has named."""
    return str(uuid.uuid4())


class Finding(FindingDetails):
    """One row per outcome and comparison, as published, with its place in the paper.

    A review's finding is a pooled result: it has `effects_pooled` (k), and never stands
    in for a study of its own.
    """

    # Its foreign keys protect what they point at; a table of a million findings would
    # otherwise need as many rows in Wagtail's index, which nobody reads.
    wagtail_reference_index_ignore = True

    key = models.CharField(
        _("key"),
        max_length=100,
        unique=True,
        default=new_key,
        validators=[
            RegexValidator(
                re.compile(r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z"),
                _("Use letters a to z, digits, full stop, hyphen and underscore only."),
            )
        ],
        help_text=_("Names the finding in imports; leave it as it is."),
    )
    study = models.ForeignKey("evidence.Study", models.PROTECT, related_name="findings")
    intervention = models.CharField(
        _("intervention"),
        max_length=200,
        help_text=_("The name as published; findings of one name stand together."),
    )
    intervention_record = models.ForeignKey(
        "evidence.Intervention",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="findings",
        verbose_name=_("intervention's record"),
    )
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
        _("95 % prediction interval from"),
        null=True,
        blank=True,
        help_text=_("For a review: where the next study's effect is expected."),
    )
    prediction_high = models.FloatField(
        _("95 % prediction interval to"), null=True, blank=True
    )
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
        indexes = [
            models.Index(
                fields=["intervention_record", "outcome_kind"],
                name="evidence_finding_grouping",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ci_low__isnull=True, ci_high__isnull=True)
                | models.Q(ci_low__lte=models.F("ci_high")),
                name="evidence_finding_interval_in_order",
                violation_error_message=_(
                    "The interval's ends are the wrong way round."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    prediction_low__isnull=True, prediction_high__isnull=True
                )
                | models.Q(prediction_low__lte=models.F("prediction_high")),
                name="evidence_finding_prediction_in_order",
                violation_error_message=_(
                    "The prediction interval's ends are the wrong way round."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(standard_error__isnull=True)
                | models.Q(standard_error__gt=0),
                name="evidence_finding_standard_error_positive",
                violation_error_message=_("A standard error is greater than 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervention}: {self.outcome}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "intervention" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "intervention_record"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its place on the record page; needs study and reference."""
        record = reverse("evidence:record", args=[self.study.reference.slug])
        return f"{record}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """The id of its place on the record page."""
        return f"finding-{self.key}"

    @property
    def effect(self) -> str:
        """The effect on its scale, "" when none was published: "g = 0.41"."""
        if self.effect_size is None:
            return ""
        return numbers.effect(self.effect_metric, self.effect_size)

    @property
    def interval(self) -> str:
        """The 95 % interval, "" when none was published: "0.25 to 0.57"."""
        if self.ci_low is None or self.ci_high is None:
            return ""
        return numbers.span(self.effect_metric, self.ci_low, self.ci_high)

    @property
    def prediction_interval(self) -> str:
        """The 95 % prediction interval, "" when none was published."""
        if self.prediction_low is None or self.prediction_high is None:
            return ""
        return numbers.span(
            self.effect_metric, self.prediction_low, self.prediction_high
        )

    @property
    def effect_with_interval(self) -> str:
        """As in a sentence: "g = 0.41, 95 % interval 0.25 to 0.57"."""
        if not self.interval:
            return self.effect
        return _("%(effect)s, 95\u00a0%% interval %(interval)s") % {
            "effect": self.effect,
            "interval": self.interval,
        }

    @property
    def is_perception(self) -> bool:
        """Whether it is what teachers thought, which is not attainment."""
        return self.outcome_kind == OutcomeKind.TEACHER_PERCEPTION

    def clean(self) -> None:
        super().clean()
        errors = {**self._impossible_numbers(), **self.impossible_details()}
        if not errors:
            errors = {**self._limits_of_scale(), **self._intervals(), **self._counts()}
        if errors:
            raise ValidationError(errors)

    def _impossible_numbers(self) -> dict[str, object]:
        return {
            name: IMPOSSIBLE
            for name in NUMBERS
            if (value := getattr(self, name)) is not None and not math.isfinite(value)
        }

    def _limits_of_scale(self) -> dict[str, object]:
        metric = EffectMetric(self.effect_metric) if self.effect_metric else None
        if metric not in numbers.limits:
            return {}
        low, high = numbers.limits[metric]
        return {
            name: _(
                "On the scale “%(scale)s” a value lies between %(low)s and %(high)s."
            )
            % {"scale": metric.label, "low": low, "high": high}
            for name in NUMBERS
            if name != "standard_error"
            and (value := getattr(self, name)) is not None
            and not low <= value <= high
        }

    def _intervals(self) -> dict[str, object]:
        errors: dict[str, object] = {}
        for low_name, high_name in (
            ("ci_low", "ci_high"),
            ("prediction_low", "prediction_high"),
        ):
            low, high = getattr(self, low_name), getattr(self, high_name)
            if low is None and high is None:
                continue
            if low is None or high is None:
                errors[low_name if low is None else high_name] = ONE_END
            elif low > high:
                errors[low_name] = _("The interval's ends are the wrong way round.")
            elif self.effect_size is None:
                errors["effect_size"] = _("An interval needs the effect it is about.")
            elif not low - ROUNDING <= self.effect_size <= high + ROUNDING:
                errors["effect_size"] = _("The effect lies outside its interval.")
        if self.standard_error is not None and self.standard_error <= 0:
            errors["standard_error"] = _("A standard error is greater than 0.")
        return errors

    def _counts(self) -> dict[str, object]:
        errors: dict[str, object] = {}
        if self.effects_pooled == 0:
            errors["effects_pooled"] = _(
                "A pooled result rests on one effect at least."
            )
        if (
            self.clusters is not None
            and self.sample_size is not None
            and self.clusters > self.sample_size
        ):
            errors["clusters"] = _("There can't be more classes than people.")
        has_study = self.study_id or Finding.study.is_cached(self)
        if has_study and not self.study.is_review:
            only_review = _(
                "Only a review pools effects; this study is a primary study."
            )
            for name in ("effects_pooled", "prediction_low"):
                if getattr(self, name) is not None:
                    errors[name] = only_review
        return errors

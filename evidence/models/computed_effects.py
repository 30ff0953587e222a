"""An effect as our own code has it, beside the one that was published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence import numbers
from evidence.constants import DISAGREEING, Agreement, EffectMetric
from evidence.effects.results import Method, Note, Refusal

DECIMALS = 2  # shown; more would look more certain than it is


class ComputedEffect(models.Model):
    """Hedges' g of a finding from its means, or why it can't be had.

    Derived data: `evidence.computed_effects` makes it anew whenever the finding or its
    study changes. A finding without the numbers for it has none.
    """

    finding = models.OneToOneField(
        "evidence.Finding", models.CASCADE, related_name="computed"
    )
    method = models.CharField(_("method"), max_length=20, choices=Method, blank=True)
    version = models.CharField(_("version of the code"), max_length=10)
    g = models.FloatField(_("g"), null=True, blank=True)
    standard_error = models.FloatField(_("standard error"), null=True, blank=True)
    ci_low = models.FloatField(_("95 % interval from"), null=True, blank=True)
    ci_high = models.FloatField(_("95 % interval to"), null=True, blank=True)
    df = models.PositiveIntegerField(_("degrees of freedom"), null=True, blank=True)
    inputs = models.JSONField(_("computed from"), default=dict)
    notes = models.JSONField(_("notes"), default=list)
    refusal = models.CharField(
        _("why there is no effect"), max_length=30, choices=Refusal, blank=True
    )
    without_interval = models.CharField(
        _("why there is no interval"), max_length=30, choices=Refusal, blank=True
    )
    agreement = models.CharField(
        _("published and computed effect"), max_length=15, choices=Agreement
    )
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("computed effect")
        verbose_name_plural = _("computed effects")

    def __str__(self) -> str:
        return self.effect or str(self.get_refusal_display())

    @property
    def effect(self) -> str:
        """The effect in letters, "" where it was refused: "g = 0.59"."""
        if self.g is None:
            return ""
        return numbers.effect(EffectMetric.HEDGES_G, round(self.g, DECIMALS))

    @property
    def interval(self) -> str:
        """The 95 % interval, "" where there is none."""
        if self.ci_low is None or self.ci_high is None:
            return ""
        ends = (round(self.ci_low, DECIMALS), round(self.ci_high, DECIMALS))
        return numbers.span(EffectMetric.HEDGES_G, *ends)

    @property
    def is_disputed(self) -> bool:
        """Whether it differs from the published effect by more than rounding."""
        return self.agreement in DISAGREEING

    @property
    def note_labels(self) -> list[str]:
        """What a reader must know of it, in sentences."""
        return [str(Note(note).label) for note in self.notes]

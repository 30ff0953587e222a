"""What a paper prints beside the effect: the numbers it is made of, and how it came about."""

import math
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import Deliverer, MeansAre, Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Field -> smallest and largest possible value.
limits: dict[str, tuple[float, float]] = {
    "intervention_sd": (0, math.inf),
    "comparison_sd": (0, math.inf),
    "intervention_sd_before": (0, math.inf),
    "comparison_sd_before": (0, math.inf),
    "before_after_correlation": (-1, 1),
    "icc": (0, 1),
    "p_value": (0, 1),
    "p_value_study": (0, 1),
    "improvement_index": (-50, 50),
    "dose_hours": (0, math.inf),
    "delay_weeks": (0, math.inf),
    "cost_per_pupil": (0, math.inf),
}
IMPOSSIBLE = _("This is not a number that can be computed with.")


def number(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> models.FloatField:
    """A number that may be unknown."""
    return models.FloatField(label, null=True, blank=True, help_text=help_text)


def count(
    label: "StrOrPromise", help_text: "StrOrPromise" = ""
) -> models.PositiveIntegerField:
    """A whole number that may be unknown."""
    return models.PositiveIntegerField(
        label, null=True, blank=True, help_text=help_text
    )


class FindingDetails(models.Model):
    """The numbers of each group, the statistics as published, and the circumstances.

    All are optional: most papers print a few of them. "Intervention" is the group that
    was given something, "comparison" the other one.
    """

    sample_size = count(_("people (n)"))
    intervention_n = count(_("people, intervention"))
    comparison_n = count(_("people, comparison"))
    intervention_clusters = count(_("classes or schools, intervention"))
    comparison_clusters = count(_("classes or schools, comparison"))
    means_are = models.CharField(
        _("means are"), max_length=10, choices=MeansAre, default=MeansAre.SCORES
    )
    lower_is_better = models.BooleanField(
        _("lower values are better"),
        default=False,
        help_text=_("Days absent, errors: a positive effect then means fewer."),
    )
    intervention_mean = number(_("mean, intervention"))
    comparison_mean = number(_("mean, comparison"))
    intervention_sd = number(
        _("standard deviation, intervention"),
        _("Of people's scores, not the standard error of the mean."),
    )
    comparison_sd = number(_("standard deviation, comparison"))
    intervention_mean_before = number(_("mean before, intervention"))
    comparison_mean_before = number(_("mean before, comparison"))
    intervention_sd_before = number(_("standard deviation before, intervention"))
    comparison_sd_before = number(_("standard deviation before, comparison"))
    before_after_correlation = number(
        _("correlation of first and second test"),
        _("As reported; leave it empty rather than guess."),
    )
    icc = number(
        _("intraclass correlation"),
        _("How alike pupils of one class or school are: 0 to 1."),
    )
    effect_size_study = number(
        _("effect by the authors"),
        _("Where somebody else, such as WWC, computed the effect above."),
    )
    p_value_study = number(_("p-value by the authors"))
    p_value = number(_("p-value"), _("Of the effect above."))
    is_significant = models.BooleanField(
        _("called statistically significant"), null=True, blank=True
    )
    improvement_index = number(
        _("improvement index, as published"), _("Percentile ranks, -50 to 50.")
    )
    published_rating = models.CharField(
        _("rating, as published"), max_length=50, blank=True
    )
    published_tier = models.CharField(
        _("ESSA tier, as published"), max_length=50, blank=True
    )
    domain = models.CharField(
        _("outcome domain"),
        max_length=100,
        blank=True,
        help_text=_("“Reading comprehension”, “Alphabetics”."),
    )
    sample_description = models.CharField(
        _("who was tested"), max_length=200, blank=True
    )
    is_subgroup = models.BooleanField(
        _("a part of the sample only"),
        default=False,
        help_text=_("A subgroup is never counted beside the whole sample."),
    )
    period = models.CharField(
        _("period"),
        max_length=100,
        blank=True,
        help_text=_("“2 years”: time under the intervention until this test."),
    )
    delay_weeks = number(_("weeks from the end to the test"))
    unit_of_analysis = models.CharField(
        _("unit of analysis"), max_length=10, choices=Unit, blank=True
    )
    deliverer = models.CharField(
        _("given by"), max_length=10, choices=Deliverer, blank=True
    )
    dose = models.CharField(
        _("dose"), max_length=200, blank=True, help_text=_("“30 lessons in 10 weeks”.")
    )
    dose_hours = number(_("hours in all"))
    fidelity = models.TextField(
        _("fidelity"),
        blank=True,
        help_text=_("How closely it was done as planned, and how that was seen."),
    )
    cost_per_pupil = number(_("cost per pupil and year"))
    cost_currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("GBP, EUR, USD.")
    )
    cost_year = models.PositiveSmallIntegerField(
        _("year of the prices"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    cost_note = models.CharField(_("what the cost holds"), max_length=300, blank=True)
    remarks = models.TextField(
        _("remarks on the data"),
        blank=True,
        help_text=_("What a reader must know of these numbers; shown on the record."),
    )

    class Meta:
        abstract = True

    @property
    def clusters_by_group(self) -> tuple[int | None, int | None]:
        """Classes or schools of the intervention and of the comparison."""
        return self.intervention_clusters, self.comparison_clusters

    @property
    def people(self) -> int | None:
        """People in all: as published, else both groups together."""
        if self.sample_size is not None:
            return self.sample_size
        if self.intervention_n is None or self.comparison_n is None:
            return None
        return self.intervention_n + self.comparison_n

    def impossible_details(self) -> dict[str, object]:
        """Fields whose values can't be, with what to say of each."""
        errors: dict[str, object] = {}
        for field in FindingDetails._meta.get_fields():
            value = getattr(self, field.name)
            if not isinstance(value, float):
                continue
            low, high = limits.get(field.name, (-math.inf, math.inf))
            if not math.isfinite(value):
                errors[field.name] = IMPOSSIBLE
            elif not low <= value <= high:
                errors[field.name] = _out_of_range(low, high)
        return errors | self._impossible_shares()

    def _impossible_shares(self) -> dict[str, object]:
        if self.means_are != MeansAre.SHARES:
            return {}
        return {
            name: _("A share of people lies between 0 and 1: write 60 %% as 0.6.") % {}
            for name in ("intervention_mean", "comparison_mean")
            if (value := getattr(self, name)) is not None and not 0 <= value <= 1
        }


def _out_of_range(low: float, high: float) -> object:
    if high == math.inf:
        return _("This is not less than %(low)s.") % {"low": low}
    return _("This lies between %(low)s and %(high)s.") % {"low": low, "high": high}

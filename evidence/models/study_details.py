"""Who took part in a study, in figures, and what a clearinghouse said of it."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def percent(label: "StrOrPromise") -> models.FloatField:
    """A percentage (0-100) of the sample that may be unknown."""
    return models.FloatField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


class StudyDetails(models.Model):
    """Assignment, groups in the sample, and another body's review, as published."""

    unit_of_assignment = models.CharField(
        _("assigned were"),
        max_length=10,
        choices=Unit,
        blank=True,
        help_text=_("What was put into one group or the other as a whole."),
    )
    multisite = models.BooleanField(_("in several schools"), null=True, blank=True)
    sites = models.PositiveIntegerField(_("schools"), null=True, blank=True)
    class_size = models.PositiveSmallIntegerField(
        _("pupils in a class"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("On average, of those taught together under the intervention."),
    )
    percent_disadvantaged = percent(_("disadvantaged pupils, %"))
    percent_english_learners = percent(_("learners of the language of teaching, %"))
    percent_special_needs = percent(_("pupils with special needs, %"))
    percent_minority = percent(_("pupils of a minority, %"))
    percent_female = percent(_("girls and women, %"))
    ethnicity = models.CharField(_("ethnicity"), max_length=300, blank=True)
    developer_link = models.CharField(
        _("developer's part"),
        max_length=300,
        blank=True,
        help_text=_("How those who made or sell the intervention took part."),
    )
    eric_id = models.CharField(_("ERIC number"), max_length=20, blank=True)
    reviewed_by = models.CharField(
        _("reviewed by"),
        max_length=100,
        blank=True,
        help_text=_("A clearinghouse; what follows is its word, as published."),
    )
    review_id = models.CharField(_("its number"), max_length=50, blank=True)
    review_url = models.URLField(_("its page"), max_length=500, blank=True)
    review_protocol = models.CharField(_("protocol"), max_length=200, blank=True)
    review_standards = models.CharField(_("standards"), max_length=100, blank=True)
    review_purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    review_rating = models.CharField(_("rating"), max_length=200, blank=True)
    review_reason = models.CharField(_("reason"), max_length=500, blank=True)
    review_ineligibility = models.CharField(
        _("why not eligible"), max_length=500, blank=True
    )

    class Meta:
        abstract = True

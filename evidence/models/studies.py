"""A piece of research, primary or a review of others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import Design, Independence, StudyKind
from evidence.querysets import StudyQuerySet


class Study(models.Model):
    """One piece of research, reported in one reference or more."""

    reference = models.ForeignKey(
        "evidence.Reference",
        models.PROTECT,
        related_name="studies",
        verbose_name=_("main reference"),
    )
    further_references = models.ManyToManyField(
        "evidence.Reference",
        blank=True,
        related_name="+",
        verbose_name=_("further references"),
        help_text=_("Other publications that report the same research."),
    )
    label = models.CharField(
        _("label"),
        max_length=120,
        blank=True,
        help_text=_("Only where one publication reports several: “Experiment 2”."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=StudyKind)
    design = models.CharField(_("design"), max_length=20, choices=Design)
    subjects = models.ManyToManyField(
        "core.Subject", blank=True, related_name="+", verbose_name=_("subjects")
    )
    phases = models.ManyToManyField(
        "core.Phase", blank=True, related_name="+", verbose_name=_("phases")
    )
    country = models.CharField(_("country"), max_length=100, blank=True)
    setting = models.CharField(_("setting"), max_length=300, blank=True)
    sample = models.CharField(
        _("sample"), max_length=300, blank=True, help_text=_("Who took part, in words.")
    )
    sample_size = models.PositiveIntegerField(
        _("pupils (N)"), null=True, blank=True, help_text=_("In all, as published.")
    )
    studies_included = models.PositiveIntegerField(
        _("studies included"), null=True, blank=True, help_text=_("For a review.")
    )
    independence = models.CharField(
        _("independence"),
        max_length=12,
        choices=Independence,
        default=Independence.UNKNOWN,
    )
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    preregistration = models.URLField(_("preregistration"), blank=True)
    weakness = models.TextField(
        _("weakness"),
        blank=True,
        help_text=_("Its main weakness, in a sentence; shown beside every result."),
    )

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        ordering = ["reference__authors_text", "reference__year", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "label"], name="evidence_study_one_label"
            ),
        ]

    def __str__(self) -> str:
        short = f"{self.reference.authors_text} ({self.reference.year})"
        return f"{short}, {self.label}" if self.label else short

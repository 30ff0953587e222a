"""A piece of research, primary or a review of others."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import (
    REVIEW_DESIGNS,
    Design,
    Independence,
    RecordKind,
    StudyKind,
)
from evidence.models.study_details import StudyDetails
from evidence.querysets import StudyQuerySet


class Study(StudyDetails):
    """One piece of research, reported in one reference or more."""

    # Its foreign keys protect what they point at; a table of a million findings would
    # otherwise need as many rows in Wagtail's index, which nobody reads.
    wagtail_reference_index_ignore = True

    reference = models.ForeignKey(
        "evidence.Reference",
        models.PROTECT,
        related_name="studies",
        verbose_name=_("main reference"),
    )
    further_references = models.ManyToManyField(
        "evidence.Reference",
        blank=True,
        related_name="further_studies",
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
        _("people (N)"), null=True, blank=True, help_text=_("In all, as published.")
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
                fields=["reference", "label"],
                name="evidence_study_one_label",
                violation_error_message=_(
                    "This reference has a study with this label already: give each a "
                    "label of its own, such as “Experiment 2”."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(kind=StudyKind.REVIEW, design__in=REVIEW_DESIGNS)
                | (
                    models.Q(kind=StudyKind.PRIMARY)
                    & ~models.Q(design__in=REVIEW_DESIGNS)
                ),
                name="evidence_study_design_fits_kind",
                violation_error_message=_(
                    "A review has the design of a review, a primary study never."
                ),
            ),
        ]

    def __str__(self) -> str:
        short = self.reference.short_name
        name = f"{short}, {self.label}" if self.label else short
        return self.reference.marked(name)

    @property
    def is_review(self) -> bool:
        """Whether its results are pooled or summed up from other studies."""
        return self.kind == StudyKind.REVIEW

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.kind and self.design and self.is_review != self.has_review_design:
            errors["design"] = (
                _("A review needs the design of a review: meta-analysis, for example.")
                if self.is_review
                else _("This is the design of a review; choose the kind “review”.")
            )
        if self.studies_included is not None and not self.is_review:
            errors["studies_included"] = _(
                "Only a review includes studies; a primary study has people."
            )
        if self.pk and not self.is_review and self._has_pooled_findings():
            errors["kind"] = _(
                "It has pooled findings (with k): they belong to a review. Change the "
                "findings first."
            )
        if errors:
            raise ValidationError(errors)

    @property
    def has_review_design(self) -> bool:
        """Whether the design is one of those that sum up other studies."""
        return self.design in REVIEW_DESIGNS

    def _has_pooled_findings(self) -> bool:
        return (
            self.findings.filter(effects_pooled__isnull=False).exists()
            or self.findings.filter(prediction_low__isnull=False).exists()
        )


def record_kind(studies: Iterable[Study]) -> RecordKind:
    """What a publication is to a reader, by the studies that it reports."""
    kinds = {study.kind for study in studies}
    if StudyKind.PRIMARY in kinds:
        return RecordKind.STUDY
    return RecordKind.REVIEW if kinds else RecordKind.REFERENCE

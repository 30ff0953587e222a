"""What is recorded of a body of evidence as a whole, and how it was rated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import Measure, OutcomeKind
from evidence.models.ratings import ComputedRating, Override
from evidence.querysets import BodyOfEvidenceQuerySet, BodyRatingQuerySet
from workflows.models.records import Record


class BodyOfEvidence(models.Model):
    """All findings on one intervention and one kind of outcome.

    Kinds of test are pooled, appraised and rated apart within it. The row is made when
    the first finding comes; an intervention that is deleted leaves its log behind.
    """

    intervention = models.ForeignKey(
        "evidence.Intervention",
        models.SET_NULL,
        null=True,
        related_name="bodies",
        verbose_name=_("intervention"),
    )
    outcome_kind = models.CharField(
        _("outcome kind"), max_length=20, choices=OutcomeKind
    )
    stale_since = models.DateTimeField(
        _("to be rated again since"), null=True, blank=True, db_index=True
    )
    rate_again_on = models.DateField(
        _("to be rated again on"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The day on which its newest search has become too old."),
    )

    objects = BodyOfEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("body of evidence")
        verbose_name_plural = _("bodies of evidence")
        ordering = ["intervention__name", "outcome_kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "outcome_kind"], name="evidence_body_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervention}: {self.get_outcome_kind_display().lower()}"


class RecordOfBody(Record):
    """What a person recorded of a body; written once, the newest counts."""

    reason = models.TextField(
        _("why it was recorded anew"),
        blank=True,
        help_text=_("Public. Needed where something was recorded before."),
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta(Record.Meta):
        abstract = True


class NewestSearch(RecordOfBody):
    """When somebody last searched for all studies of the body, and where that is said.

    Without a date: no search is known, whatever was recorded before.
    """

    body = models.ForeignKey(BodyOfEvidence, models.PROTECT, related_name="searches")
    searched_on = models.DateField(_("newest search"), null=True, blank=True)
    place = models.CharField(_("where it is said"), max_length=200, blank=True)
    quotation = models.TextField(_("its words there"), blank=True)
    reference = models.ForeignKey(
        "evidence.Reference",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publication that says it"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recorded_searches"
    )

    class Meta(RecordOfBody.Meta):
        verbose_name = _("newest search of a body of evidence")
        verbose_name_plural = _("newest searches of bodies of evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(searched_on__isnull=True) | ~models.Q(place=""),
                name="evidence_search_has_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.searched_on or '–'}"


class BodyAppraisal(RecordOfBody):
    """GRADE's facts of the studies that used one kind of test, as a person judged them.

    `facts` holds, by the key of the fact, `value`, `reason` and `place`. `studies` are
    the keys of the studies that were pooled then: a body that has grown since has to be
    looked at again.
    """

    body = models.ForeignKey(BodyOfEvidence, models.PROTECT, related_name="appraisals")
    measure = models.CharField(_("kind of test"), max_length=16, choices=Measure)
    facts = models.JSONField(_("facts"), default=dict)
    studies = models.JSONField(_("studies pooled then"), default=list)
    note = models.TextField(
        _("about the appraisal as a whole"),
        blank=True,
        help_text=_("Public. What it rests on: “From abstracts only”, for example."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="body_appraisals"
    )

    class Meta(RecordOfBody.Meta):
        verbose_name = _("appraisal of a body of evidence")
        verbose_name_plural = _("appraisals of bodies of evidence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.body}, {self.get_measure_display().lower()}"


class BodyRating(ComputedRating):
    """One rule set applied to the studies of a body that used one kind of test."""

    body = models.ForeignKey(BodyOfEvidence, models.PROTECT, related_name="ratings")
    measure = models.CharField(_("kind of test"), max_length=16, choices=Measure)

    given: str | None  # by `with_override()`

    objects = BodyRatingQuerySet.as_manager()  # type: ignore[misc] # narrower than Record's

    class Meta(ComputedRating.Meta):
        verbose_name = _("computed rating of a body of evidence")
        verbose_name_plural = _("computed ratings of bodies of evidence")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["body", "measure", "rule_set"], name="evidence_body_rating"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.rules.name}, {self.words}"

    @property
    def about(self) -> tuple[int, str, str]:
        """What the newest row on the same thing is found by."""
        return (self.body_id, self.measure, self.rule_set)


class BodyRatingOverride(Override):
    """A judge's own result for a body of evidence, or its withdrawal."""

    rating = models.ForeignKey(BodyRating, models.PROTECT, related_name="overrides")
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="body_rating_overrides"
    )

    class Meta(Override.Meta):
        verbose_name = _("overridden rating of a body of evidence")
        verbose_name_plural = _("overridden ratings of bodies of evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="evidence_body_override_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.words}"

"""Ratings as they were computed, one row for each change, and what a judge overrode."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import RatingCause
from evidence.models.appraisals import AppraisalRound
from evidence.querysets import RatingQuerySet
from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.results import Rating, Status
from evidence.ratings.rule_sets import RuleSet
from workflows.models.records import Record


class ComputedRating(Record):
    """A rule set applied to the facts of something, with the trace.

    Written whenever the result, its reasons or the version of the rules changed; the
    newest counts, the others are the log.
    """

    rule_set = models.CharField(_("rule set"), max_length=40)
    version = models.CharField(_("version of the rules"), max_length=10)
    status = models.CharField(_("status"), max_length=16, choices=Status)
    code = models.CharField(_("result"), max_length=30, blank=True)
    rank = models.SmallIntegerField(_("rank on the scale"), null=True, blank=True)
    words = models.TextField(_("result in words"))
    missing = models.JSONField(_("missing facts"), default=list)
    detail = models.JSONField(_("further figures"), default=dict)
    trace = models.JSONField(_("rules that fired"), default=list)
    cause = models.CharField(_("computed because"), max_length=16, choices=RatingCause)
    computed_at = models.DateTimeField(_("computed"))

    class Meta(Record.Meta):
        abstract = True

    @property
    def rules(self) -> RuleSet:
        """The rule set, as the code has it now."""
        return RULE_SETS[self.rule_set]

    @property
    def is_decided(self) -> bool:
        """Whether the rules came to a result."""
        return self.status == Status.DECIDED

    def comes_to(self, rating: Rating) -> bool:
        """Whether it has the result that the rules come to now."""
        return (self.status, self.code) == (rating.status, rating.code)

    def says(self, rating: Rating) -> bool:
        """Whether it holds what the rules come to now, reasons and version too."""
        return (self.version, self.status, self.code, self.words, self.trace) == (
            rating.version,
            rating.status,
            rating.code,
            rating.words,
            rating.trace_as_json(),
        )


def columns_of(rating: Rating) -> dict[str, Any]:
    """A rating as the columns of `ComputedRating` keep it."""
    return {
        "rule_set": rating.rule_set,
        "version": rating.version,
        "status": rating.status,
        "code": rating.code,
        "rank": rating.level.rank if rating.level else None,
        "words": rating.words,
        "missing": list(rating.missing),
        "detail": dict(rating.detail),
        "trace": rating.trace_as_json(),
    }


class Override(Record):
    """A judge's own result in place of a computed one, or its withdrawal.

    An empty `code` withdraws what stood before. The newest counts.
    """

    code = models.CharField(_("result"), max_length=30, blank=True)
    words = models.CharField(_("result in words"), max_length=200, blank=True)
    reason = models.TextField(_("reason, public"))
    decided_at = models.DateTimeField(_("decided"))

    class Meta(Record.Meta):
        abstract = True

    @property
    def is_withdrawal(self) -> bool:
        """Whether it only takes back what stood before."""
        return not self.code


class RatingRecord(ComputedRating):
    """One rule set applied to the facts of one study or finding."""

    study = models.ForeignKey(
        "evidence.Study", models.PROTECT, related_name="rating_records"
    )
    finding = models.ForeignKey(
        "evidence.Finding",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rating_records",
    )
    round = models.ForeignKey(
        AppraisalRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rating_records",
        help_text=_("The appraisals whose facts it used, if any."),
    )

    objects = RatingQuerySet.as_manager()  # type: ignore[misc] # narrower than Record's

    class Meta(ComputedRating.Meta):
        verbose_name = _("computed rating")
        verbose_name_plural = _("computed ratings")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["study", "finding", "rule_set"], name="evidence_rating_about"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding or self.study}: {self.rules.name}, {self.words}"


class RatingOverride(Override):
    """A judge's own result for a study or finding, or its withdrawal."""

    rating = models.ForeignKey(RatingRecord, models.PROTECT, related_name="overrides")
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="rating_overrides"
    )

    class Meta(Override.Meta):
        verbose_name = _("overridden rating")
        verbose_name_plural = _("overridden ratings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="evidence_override_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.words}"

"""A reviewer's report, and the draft of it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.constants import Recommendation
from workflows.models.records import Record
from workflows.models.rounds import ReviewAssignment


class ReviewReport(Record):
    """What a reviewer answered, with the questions as they were put."""

    assignment = models.OneToOneField(
        ReviewAssignment, models.PROTECT, related_name="report"
    )
    answers = models.JSONField(_("answers"), help_text=_("By the key of the question."))
    form_schema = models.JSONField(_("questions as they were put"))
    recommendation = models.CharField(
        _("recommendation"), max_length=10, choices=Recommendation
    )
    comments_to_author = models.TextField(_("comments to the author"))
    comments_to_coordinator = models.TextField(
        _("confidential comments to the coordinator"), blank=True
    )
    consent_to_be_named = models.BooleanField(
        _("may be named in the public review record"), default=False
    )
    submitted_at = models.DateTimeField(_("submitted"))

    class Meta(Record.Meta):
        verbose_name = _("review report")
        verbose_name_plural = _("review reports")
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(comments_to_author=""),
                name="workflows_report_speaks_to_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.get_recommendation_display()}"

    def answered(self, *, for_author: bool = False) -> list[dict[str, Any]]:
        """Each question as it was put, with `answer`, and `words` for a rating.

        Args:
            for_author: leave out what the author may not see.
        """
        return [
            {
                **question,
                "answer": self.answers.get(question["key"], ""),
                "words": question["levels"].get(
                    str(self.answers.get(question["key"])), ""
                ),
            }
            for question in self.form_schema
            if question["is_visible_to_author"] or not for_author
        ]


class ReviewDraft(models.Model):
    """An unfinished report, seen by its reviewer only and deleted on submission."""

    assignment = models.OneToOneField(
        ReviewAssignment, models.CASCADE, related_name="draft"
    )
    data = models.JSONField(_("unfinished answers"), default=dict)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("unfinished report")
        verbose_name_plural = _("unfinished reports")

    def __str__(self) -> str:
        return str(self.assignment)

"""Answers to the question of a conflict of interest."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.constants import ConflictAnswer, ConflictMoment
from workflows.models.records import Record
from workflows.models.rounds import ReviewAssignment, ReviewRound


class ConflictDeclaration(Record):
    """An affirmative act of a reviewer or judge, kept as it was given."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflict_declarations"
    )
    round = models.ForeignKey(
        ReviewRound, models.PROTECT, related_name="conflict_declarations"
    )
    assignment = models.ForeignKey(
        ReviewAssignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conflict_declarations",
        help_text=_("Empty for a judge."),
    )
    moment = models.CharField(_("moment"), max_length=12, choices=ConflictMoment)
    answer = models.CharField(_("answer"), max_length=10, choices=ConflictAnswer)
    statement = models.TextField(_("statement"), blank=True)
    declared_at = models.DateTimeField(_("declared"))

    class Meta(Record.Meta):
        verbose_name = _("conflict declaration")
        verbose_name_plural = _("conflict declarations")
        ordering = ["declared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=ConflictAnswer.NONE)
                | ~models.Q(statement=""),
                name="workflows_conflict_is_stated",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    moment=ConflictMoment.JUDGEMENT, assignment__isnull=True
                )
                | (
                    ~models.Q(moment=ConflictMoment.JUDGEMENT)
                    & models.Q(assignment__isnull=False)
                ),
                name="workflows_conflict_of_reviewer_or_judge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"

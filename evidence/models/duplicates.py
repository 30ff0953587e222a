"""Two publications that may be one, and what a person says of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.constants import DuplicateAnswer
from evidence.querysets import PossibleDuplicateQuerySet


class PossibleDuplicate(models.Model):
    """A pair of publications that look alike: asked once, the answer is remembered."""

    wagtail_reference_index_ignore = True

    first = models.ForeignKey(
        "evidence.Reference", models.CASCADE, related_name="+", verbose_name=_("first")
    )
    second = models.ForeignKey(
        "evidence.Reference", models.CASCADE, related_name="+", verbose_name=_("second")
    )
    likeness = models.FloatField(
        _("likeness of the titles"), help_text=_("From 0 to 1.")
    )
    found_at = models.DateTimeField(_("found"))
    answer = models.CharField(
        _("answer"),
        max_length=10,
        choices=DuplicateAnswer,
        default=DuplicateAnswer.OPEN,
        db_index=True,
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="evidence_possible_duplicate_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="evidence_possible_duplicate_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

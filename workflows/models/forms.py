"""The review form: criteria with levels in words, and open questions."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.constants import RATING_LEVELS, QuestionKind


class ReviewForm(models.Model):
    """A set of questions that every reviewer of a round answers."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Stands above the questions.")
    )

    class Meta:
        verbose_name = _("review form")
        verbose_name_plural = _("review forms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def schema(self) -> list[dict[str, Any]]:
        """The questions as data, in order, to be frozen into each report."""
        return [question.as_schema() for question in self.questions.order_by("order")]


class ReviewQuestion(models.Model):
    """One criterion, rated 1 to 4 in words, or one open question."""

    form = models.ForeignKey(ReviewForm, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(_("order"))
    key = models.SlugField(_("key"), max_length=40, help_text=_("Never shown."))
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind)
    label = models.CharField(_("question"), max_length=200)
    help_text = models.CharField(_("help"), max_length=400, blank=True)
    level_1 = models.CharField(_("level 1"), max_length=300, blank=True)
    level_2 = models.CharField(_("level 2"), max_length=300, blank=True)
    level_3 = models.CharField(_("level 3"), max_length=300, blank=True)
    level_4 = models.CharField(_("level 4"), max_length=300, blank=True)
    is_required = models.BooleanField(_("required"), default=True)
    is_visible_to_author = models.BooleanField(
        _("authors see the answer"), default=True
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["form", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "key"], name="workflows_question_one_key"
            ),
            models.UniqueConstraint(
                fields=["form", "order"], name="workflows_question_one_place"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=QuestionKind.RATING)
                | (
                    ~models.Q(level_1="")
                    & ~models.Q(level_2="")
                    & ~models.Q(level_3="")
                    & ~models.Q(level_4="")
                ),
                name="workflows_question_levels_in_words",
                violation_error_message=_("Describe each of the four levels in words."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def levels(self) -> dict[int, str]:
        """The words for each level, 1 (lowest) to 4; empty for an open question."""
        if self.kind != QuestionKind.RATING:
            return {}
        return {level: getattr(self, f"level_{level}") for level in RATING_LEVELS}

    def as_schema(self) -> dict[str, Any]:
        """This question as data that can be kept beside the answer."""
        return {
            "key": self.key,
            "kind": self.kind,
            "label": self.label,
            "help_text": self.help_text,
            "levels": {str(level): words for level, words in self.levels.items()},
            "is_required": self.is_required,
            "is_visible_to_author": self.is_visible_to_author,
        }

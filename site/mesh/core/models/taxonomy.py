"""What a page or study is about: subject and topic, and the age of the pupils."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """A school subject, or a topic within one (a topic has a parent, never a child)."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="topics",
        verbose_name=_("subject"),
        help_text=_("Leave empty for a subject; choose the subject for a topic."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("subject or topic")
        verbose_name_plural = _("subjects and topics")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="core_subject_one_name_per_parent"
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(parent__isnull=True),
                name="core_subject_one_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.parent and self.parent.parent_id:
            raise ValidationError(
                {"parent": _("A topic belongs to a subject, not to another topic.")}
            )

    @property
    def is_topic(self) -> bool:
        """Whether this row is a topic within a subject."""
        return self.parent_id is not None


class Phase(models.Model):
    """A stage of schooling with its usual ages, as one country names it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    scheme = models.CharField(
        _("scheme"), max_length=40, default="England", help_text=_("Country or scheme.")
    )
    age_from = models.PositiveSmallIntegerField(_("from age"), help_text=_("Years."))
    age_to = models.PositiveSmallIntegerField(_("to age"), help_text=_("Years."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["order", "age_from", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_to__gte=models.F("age_from")),
                name="core_phase_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ages(self) -> str:
        """The ages in words: "ages 11 to 14"."""
        return _("ages %(from)d to %(to)d") % {"from": self.age_from, "to": self.age_to}

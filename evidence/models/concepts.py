"""What findings and pages are about: barriers to learning, and interventions."""

from collections.abc import Collection
from typing import Any, ClassVar

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from evidence.names import KEY_LENGTH, name_key
from evidence.querysets import ConceptManager, ConceptQuerySet

NAME_LENGTH = 200
SLUG_LENGTH = 120


class ConceptName(models.Model):
    """A name by which a record is found: its own or another one, in one spelling.

    Written by the record when it is saved. The key is unique, so that no name leads to
    two records, whoever adds one at the same moment.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class Concept(models.Model):
    """A barrier or an intervention: what the edges join and findings are about.

    A record that was merged into another stays, without names, findings and edges: its
    address leads on, and a reviewed page that is about it need not change.
    """

    names: ClassVar[Any]
    kind: ClassVar[str]  # as search, pages and permissions call it

    name = models.CharField(_("name"), max_length=NAME_LENGTH, db_index=True)
    slug = models.SlugField(
        _("slug"), max_length=SLUG_LENGTH, unique=True, editable=False
    )
    other_names = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_(
            "Spellings and other words for the same thing. Findings published under "
            "one of them belong to this record."
        ),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What it is, in two or three sentences for teachers."),
    )
    subjects = models.ManyToManyField(
        "core.Subject", blank=True, related_name="+", verbose_name=_("subjects")
    )
    phases = models.ManyToManyField(
        "core.Phase", blank=True, related_name="+", verbose_name=_("phases")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    merged_into.wagtail_reference_index_ignore = True  # type: ignore[attr-defined] # Wagtail looks for it
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = ConceptManager()
    every = ConceptQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(type(self), concept_slug(self.name, self.kind))
        super().save(*args, **kwargs)
        self._keep_names()

    def get_absolute_url(self) -> str:
        return reverse(f"evidence:{self.kind}", args=[self.slug])

    @property
    def also_called(self) -> str:
        """Other names in a line."""
        return "; ".join(self.other_names)

    @property
    def standing(self) -> "Concept":
        """The record that this row stands for: itself unless it was merged."""
        return self.merged_into or self

    @property
    def keys(self) -> set[str]:
        """What its spellings share with the names it is found by."""
        if self.merged_into is not None:
            return set()
        every = {name_key(name) for name in (self.name, *self.other_names)}
        return every - {""}

    def clean(self) -> None:
        super().clean()
        same = type(self).objects.keyed(self.keys)
        if other := same.exclude(pk=self.pk).first():
            raise ValidationError(
                {
                    "name": _(
                        "“%(other)s” has this name, or one of the other names, "
                        "already. If they are one thing, merge them."
                    )
                    % {"other": other}
                }
            )

    def _keep_names(self) -> None:
        """Have the record found by its names, and by no others."""
        known = set(self.names.values_list("key", flat=True))
        wanted = self.keys
        if gone := known - wanted:
            self.names.filter(key__in=gone).delete()
        name_model = self.names.model
        link = self.names.field.name
        name_model.objects.bulk_create(
            name_model(**{link: self, "key": key}) for key in sorted(wanted - known)
        )


class Intervention(Concept):
    """What a teacher can do about a barrier; findings say how well it works."""

    kind = "intervention"

    class Meta(Concept.Meta):
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")


class Barrier(Concept):
    """What keeps pupils from learning something."""

    kind = "barrier"

    class Meta(Concept.Meta):
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")


class InterventionName(ConceptName):
    """See `ConceptName`."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="names")


class BarrierName(ConceptName):
    """See `ConceptName`."""

    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="names")


def concept_slug(name: str, kind: str) -> str:
    """A name as an address: "interleaved-practice"; the kind where nothing is left."""
    return slugify(anyascii(name))[: SLUG_LENGTH - 10].strip("-") or kind


def free_slug(model: type[Concept], wanted: str, taken: Collection[str] = ()) -> str:
    """The address, numbered when another record has it, or it is `taken`."""
    slug, number = wanted, 1
    while slug in taken or model.every.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug

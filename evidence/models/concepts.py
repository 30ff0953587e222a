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
from evidence.querysets import ConceptQuerySet

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
    """A barrier or an intervention: what the edges join and findings are about."""

    names: ClassVar[Any]
    former_slugs: ClassVar[Any]
    kind: ClassVar[str]  # as search, pages and permissions call it

    name = models.CharField(_("name"), max_length=NAME_LENGTH, unique=True)
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
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = ConceptQuerySet.as_manager()

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
    def keys(self) -> set[str]:
        """What its spellings share with the names it is found by."""
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


class FormerSlug(models.Model):
    """An address that a merged record had: it leads on to the record that was kept."""

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class FormerInterventionSlug(FormerSlug):
    """See `FormerSlug`."""

    intervention = models.ForeignKey(
        Intervention, models.CASCADE, related_name="former_slugs"
    )


class FormerBarrierSlug(FormerSlug):
    """See `FormerSlug`."""

    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="former_slugs")


def concept_slug(name: str, kind: str) -> str:
    """A name as an address: "interleaved-practice"; the kind where nothing is left."""
    return slugify(anyascii(name))[: SLUG_LENGTH - 10].strip("-") or kind


def free_slug(model: type[Concept], wanted: str, taken: Collection[str] = ()) -> str:
    """The address, numbered when another record has or had it, or it is `taken`."""
    slug, number = wanted, 1
    former = model.former_slugs.field.model.objects
    while (
        slug in taken
        or model.objects.filter(slug=slug).exists()
        or former.filter(slug=slug).exists()
    ):
        number += 1
        slug = f"{wanted}-{number}"
    return slug

"""A publication that can be cited."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.querysets import ReferenceQuerySet


class Reference(models.Model):
    """A publication. Its CSL-JSON is the truth; the other columns are read from it.

    The public record page of a piece of evidence is that of its reference:
    `/evidence/<slug>/` shows the citation, the studies it reports and their findings.
    """

    csl = models.JSONField(
        _("CSL-JSON"),
        help_text=_("The bibliographic data; every other field is read from it."),
    )
    slug = models.SlugField(_("slug"), max_length=120, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=500, editable=False)
    authors_text = models.CharField(
        _("authors"), max_length=1000, blank=True, editable=False
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, editable=False
    )
    doi = models.CharField(
        _("DOI"),
        max_length=255,
        null=True,
        blank=True,
        unique=True,
        editable=False,
    )
    url = models.URLField(_("address"), max_length=500, blank=True, editable=False)
    abstract = models.TextField(_("abstract"), blank=True)
    citation_html = models.TextField(_("citation"), blank=True, editable=False)
    retracted = models.BooleanField(_("retracted"), default=False)
    retraction_note = models.CharField(_("retraction note"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["authors_text", "year", "title"]

    def __str__(self) -> str:
        return f"{self.authors_text} ({self.year or _('no date')}) {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("evidence:record", args=[self.slug])

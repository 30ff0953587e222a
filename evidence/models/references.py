"""A publication that can be cited."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from evidence import citations, csl
from evidence.csl import AUTHOR_KEY, TITLE_KEY
from evidence.csl_cleaning import UnableToReadCSL, cleaned
from evidence.querysets import ReferenceManager, ReferenceQuerySet

READ_FROM_CSL = (
    "title",
    "authors_text",
    "year",
    "doi",
    "isbn",
    "pmid",
    "url",
    "language",
    "matching_key",
    "title_key",
    "author_key",
    "citation_html",
    "citation_key",
)


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
        _("year"), null=True, blank=True, editable=False, db_index=True
    )
    doi = models.CharField(
        _("DOI"),
        max_length=255,
        null=True,
        blank=True,
        unique=True,
        editable=False,
    )
    isbn = models.CharField(_("ISBN"), max_length=13, blank=True, editable=False)
    pmid = models.CharField(_("PubMed"), max_length=9, blank=True, editable=False)
    url = models.URLField(_("address"), max_length=500, blank=True, editable=False)
    language = models.CharField(
        _("language"), max_length=20, blank=True, editable=False
    )
    matching_key = models.CharField(
        max_length=400, blank=True, editable=False, db_index=True
    )
    title_key = models.CharField(
        max_length=TITLE_KEY, blank=True, editable=False, db_index=True
    )
    author_key = models.CharField(max_length=AUTHOR_KEY, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="merged",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
        help_text=_(
            "The same publication, recorded twice: this row only keeps its old address "
            "and DOI alive."
        ),
    )
    merged_into.wagtail_reference_index_ignore = True  # type: ignore[attr-defined] # Wagtail looks for it on the field
    abstract = models.TextField(_("abstract"), blank=True)
    citation_html = models.TextField(_("citation"), blank=True, editable=False)
    citation_key = models.CharField(max_length=64, blank=True, editable=False)
    retracted = models.BooleanField(
        _("retracted"),
        default=False,
        help_text=_("Every page that cites it then says so."),
    )
    retraction_note = models.CharField(
        _("retraction note"),
        max_length=300,
        blank=True,
        help_text=_("Who retracted it, when and why, with the notice's address."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = ReferenceManager()
    every = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["authors_text", "year", "title"]
        indexes = [
            models.Index(
                fields=["author_key", "year"], name="evidence_reference_author"
            )
        ]

    def __str__(self) -> str:
        return self.marked(f"{self.short_name} {self.title}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.read_csl()
        if not self.slug:
            self.slug = self._free_slug()
        if "csl" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], *READ_FROM_CSL}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("evidence:record", args=[self.slug])

    def marked(self, name: str) -> str:
        """The name of it, or of what it reports, never without the word "retracted"."""
        return _("%(name)s (retracted)") % {"name": name} if self.retracted else name

    @property
    def standing(self) -> "Reference":
        """The publication that this row stands for: itself unless it was merged."""
        return self.merged_into or self

    @property
    def short_name(self) -> str:
        """As in a sentence: "Rohrer et al. (2014)"; the title's start without authors."""
        authors = csl.short_authors(self.csl or {})
        first = authors or f"“{Truncator(self.title).words(6)}”"
        return f"{first} ({self.year or _('no date')})"

    @property
    def citation(self) -> SafeString:
        """The styled citation; a plain one while that has not been rendered.

        Both are safe HTML. Rendering is left to `evidence.services`: at 10 ms each it
        must not happen while a reader waits.
        """
        if self.citation_html:
            return mark_safe(self.citation_html)  # noqa: S308 - cleaned when rendered
        return citations.plain(self.csl)

    def clean(self) -> None:
        super().clean()
        try:
            self.csl = cleaned(self.csl, this_year=timezone.localdate().year)
        except UnableToReadCSL as error:
            raise ValidationError(str(error)) from error
        self.read_csl()
        if self.doi:
            same = Reference.every.filter(doi=self.doi).exclude(pk=self.pk).first()
            if same:
                raise ValidationError(
                    _("Another reference has this DOI: %(reference)s")
                    % {"reference": same.standing}
                )
        if self.retraction_note and not self.retracted:
            raise ValidationError(
                {"retracted": _("A retraction note needs the mark “retracted”.")}
            )

    def read_csl(self) -> None:
        """Fill the columns that are read from the CSL-JSON."""
        item = self.csl
        self.title = csl.title(item)[:500]
        self.authors_text = "; ".join(csl.names(item))[:1000]
        self.year = csl.year(item)
        self.doi = str(item.get("DOI", "")) or None
        self.isbn = str(item.get("ISBN", ""))[:13]
        self.pmid = str(item.get("PMID", ""))[:9]
        self.url = str(item.get("URL", ""))[:500]
        self.language = str(item.get("language", ""))[:20]
        self.matching_key = csl.matching_key(item)
        self.title_key, self.author_key = csl.title_key(item), csl.author_key(item)
        if self.citation_key != citations.key(item):
            self.citation_html = self.citation_key = ""

    def render_citation(self) -> None:
        """Render the styled citation; the caller saves it."""
        self.citation_html = citations.render(self.csl)
        self.citation_key = citations.key(self.csl)

    def _free_slug(self) -> str:
        """The slug of the CSL-JSON, numbered when another reference has it."""
        wanted = csl.slug(self.csl)
        taken = set(
            Reference.every.filter(slug__startswith=wanted).values_list(
                "slug", flat=True
            )
        )
        number = 2
        slug = wanted
        while slug in taken:
            slug = f"{wanted}-{number}"
            number += 1
        return slug

"""A knowledge page: what a node of a pathway leads to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from mesh.core.fields import StreamField
from pathways.constants import KnowledgeKind
from workflows.models import ReviewedPageMixin


class KnowledgePage(ReviewedPageMixin, Page):
    """What is known about one barrier or one intervention, fully referenced."""

    kind = models.CharField(_("kind"), max_length=12, choices=KnowledgeKind)
    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("One or two sentences, for lists.")
    )
    phases = ParentalManyToManyField(
        "core.Phase", blank=True, related_name="+", verbose_name=_("phases")
    )
    topics = ParentalManyToManyField(
        "core.Subject",
        blank=True,
        related_name="+",
        limit_choices_to={"parent__isnull": False},
        verbose_name=_("topics"),
    )
    body = StreamField(
        [("text", blocks.RichTextBlock())], blank=True, verbose_name=_("parts")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("organisation"),
        FieldPanel("phases"),
        FieldPanel("topics"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pathways.SubjectPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("knowledge page")

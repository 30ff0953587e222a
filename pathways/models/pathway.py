"""A pathway: a mindmap whose nodes lead to knowledge pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from mesh.core.fields import StreamField
from workflows.models import ReviewedPageMixin


class PathwayPage(ReviewedPageMixin, Page):
    """A mindmap from what a teacher sees to what helps, kept as an outline."""

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
    nodes = StreamField(
        [("node", blocks.CharBlock())], blank=True, verbose_name=_("nodes")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("organisation"),
        FieldPanel("phases"),
        FieldPanel("topics"),
        FieldPanel("nodes"),
    ]
    parent_page_types = ["pathways.SubjectPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("pathway")

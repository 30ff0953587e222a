"""What both reviewed page types say of themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class DescribedPageMixin(models.Model):
    """A page with a summary for lists, and its place by phase and topic.

    Stands before `Page` in the bases, beside `ReviewedPageMixin`, whose fields
    `PLACE_PANELS` shows too.
    """

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

    class Meta:
        abstract = True


PLACE_PANELS = (
    MultiFieldPanel(
        [FieldPanel("phases"), FieldPanel("topics")],
        heading=_("Where it belongs"),
    ),
    MultiFieldPanel(
        [FieldPanel("organisation"), FieldPanel("contributors")],
        heading=_("Who answers for it"),
    ),
)

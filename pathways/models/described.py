"""What both reviewed page types say of themselves."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from pathways.concurrency import is_watched

JOINING_HEADING = _("Somebody else saved meanwhile")


class WatchedDraftMixin(models.Model):
    """A page whose versions stay for those who are editing. First of the bases.

    Wagtail's editor overwrites the version that it saved by itself last; an editor who
    has just opened that one could not be told later what was changed.
    """

    class Meta:
        abstract = True

    def save_revision(
        self, *args: Any, overwrite_revision: Any = None, **kwargs: Any
    ) -> Any:
        """A new version instead of an overwritten one while others look on."""
        page: Any = self
        is_own = (
            overwrite_revision is not None
            and overwrite_revision.pk == page.latest_revision_id
            and overwrite_revision.user_id == getattr(kwargs.get("user"), "pk", None)
        )
        if is_own and is_watched(page):
            overwrite_revision = None
        return super().save_revision(  # type: ignore[misc] # Page's
            *args, overwrite_revision=overwrite_revision, **kwargs
        )


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

"""What every reviewed page type carries."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField


class ReviewedPageMixin(models.Model):
    """A page that goes live only by a verdict. Stands before `Page` in the bases.

    `lineage` is copied with the page, so that a copy keeps its authors.
    """

    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    organisation = models.ForeignKey(
        "core.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("association"),
        help_text=_("The association that owns this page and answers for it."),
    )
    contributors = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("contributors"),
        help_text=_("People who wrote parts of it. They may not review or judge it."),
    )

    class Meta:
        abstract = True

    def missing_for_review(self) -> list[str]:
        """See `workflows.protocols.Reviewable`."""
        return []

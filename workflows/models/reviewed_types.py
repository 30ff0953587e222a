"""The page types that are reviewed, as the database's own trigger must know them."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewedPageType(models.Model):
    """A page type under the guard; written after each migrate from the code."""

    content_type = models.OneToOneField(
        ContentType, models.CASCADE, related_name="+", verbose_name=_("page type")
    )

    class Meta:
        verbose_name = _("reviewed page type")
        verbose_name_plural = _("reviewed page types")

    def __str__(self) -> str:
        return str(self.content_type)

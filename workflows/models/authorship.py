"""The ledger of authors, which outlives purged revisions and follows copies."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.constants import AuthorshipSource
from workflows.models.records import Record


class Authorship(Record):
    """A person who wrote, or is named as having written, a page of this lineage.

    By lineage and not by page, because a copy of a page has the same authors. Never
    deleted: who was once an author can neither review nor judge it later.
    """

    lineage = models.UUIDField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="authorships"
    )
    source = models.CharField(_("source"), max_length=12, choices=AuthorshipSource)
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta(Record.Meta):
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")
        constraints = [
            models.UniqueConstraint(
                fields=["lineage", "user"], name="workflows_authorship_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_source_display()})"

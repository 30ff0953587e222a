"""What every reviewed page type carries."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, Workflow

from workflows.models.tasks import review_workflow
from workflows.permissions.pages import ReviewedPagePermissionTester
from workflows.services import warrants


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

    @property
    def has_workflow(self) -> bool:
        """Whether the workflow is set up; it belongs to the type, not to the place."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Peer review and judgement, wherever the page stands in the tree."""
        if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            return None
        return review_workflow()

    def permissions_for_user(self, user: Any) -> ReviewedPagePermissionTester:
        """Wagtail's question; nobody's answer includes publishing."""
        return ReviewedPagePermissionTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Serve only what a standing verdict covers.

        The last line for readers, against rows that were made live behind Django's back.
        """
        page: Any = self
        if not path_components and page.live and not self._is_warranted():
            raise Http404("Live without a verdict")
        return super().route(request, path_components)  # type: ignore[misc] # Page's

    def _is_warranted(self) -> bool:
        page: Any = self
        source = Page.objects.get(pk=page.alias_of_id) if page.alias_of_id else page
        return bool(
            source.live
            and warrants.is_warranted(
                page_id=source.pk, revision_id=source.live_revision_id
            )
        )

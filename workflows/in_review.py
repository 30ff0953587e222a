"""Which of many pages are with reviewers or a judge, for lists and maps of pages."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState


def with_review(pages: Any) -> Any:
    """Pages with `is_in_review`: whether a version of each is in review.

    A version that went back to its author is not. No query of its own.
    """
    running = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return pages.annotate(is_in_review=Exists(running))

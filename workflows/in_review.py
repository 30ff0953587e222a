"""Which of many pages are with reviewers or a judge, for lists and maps of pages."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowState


def keys_in_review(keys: Collection[int]) -> set[int]:
    """Those of the pages' keys that have a version in review. One query.

    A version that went back to its author is not in review.
    """
    running = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(key) for key in keys],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {int(key) for key in running.values_list("object_id", flat=True)}

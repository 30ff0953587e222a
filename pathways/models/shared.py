"""What pathways and knowledge pages have in common."""

from typing import Any

from pathways.models.index import SubjectPage


def subject_page_of(page: Any) -> SubjectPage | None:
    """The subject's page above a pathway or knowledge page, with its subject."""
    parent = page.get_parent()
    if parent is None:
        return None
    found: SubjectPage | None = (
        SubjectPage.objects.filter(pk=parent.pk).select_related("subject").first()
    )
    return found

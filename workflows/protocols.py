"""What this app needs of a page type; the page types live above and implement it."""

import uuid
from typing import Any, Protocol


class Reviewable(Protocol):
    """A page that can be peer reviewed and judged."""

    pk: Any
    title: str
    live: bool
    owner_id: Any
    lineage: uuid.UUID
    organisation_id: Any
    organisation: Any
    latest_revision_id: Any
    workflow_states: Any

    def missing_for_review(self) -> list[str]:
        """Names, as the editor sees them, of what must be filled in before review."""
        ...

    def get_latest_revision(self) -> Any:
        """Wagtail's: the newest version of the page."""
        ...

"""What this app needs of a page type; the page types live above and implement it."""

from typing import Protocol


class Reviewable(Protocol):
    """A page that can be peer reviewed and judged."""

    def missing_for_review(self) -> list[str]:
        """Names, as the editor sees them, of what must be filled in before review."""
        ...

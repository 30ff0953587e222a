"""Where a pathway comes from, and what was made of it, as readers are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from pathways.models import Fork, PathwayPage


@dataclass(frozen=True)
class Lineage:
    """`fork` is None for a pathway that was made from nothing; `forks` are live ones.

    `can_follow` says whether readers may read the parent.
    """

    fork: Fork | None
    can_follow: bool
    forks: Sequence[Fork]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.fork is None and not self.forks


def lineage_of(page: PathwayPage) -> Lineage:
    """One query, however many forks there are."""
    rows = list(Fork.objects.told_on(page, PathwayPage.objects))
    fork = next((row for row in rows if row.page_id == page.pk), None)
    return Lineage(
        fork=fork,
        can_follow=bool(getattr(fork, "parent_is_public", False)),
        forks=[row for row in rows if row.page_id != page.pk],
    )

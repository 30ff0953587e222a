"""Where a pathway comes from, and what was made of it, as readers are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from pathways.models import Fork, PathwayPage
from pathways.querysets import public


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
    """Three queries at most, however many forks there are."""
    fork = Fork.objects.without_maps().filter(page_id=page.pk).first()
    return Lineage(
        fork=fork,
        can_follow=fork is not None and _is_public(fork.parent_id),
        forks=list(
            Fork.objects.filter(parent_id=page.pk).shown_to_readers(PathwayPage.objects)
        ),
    )


def _is_public(key: int | None) -> bool:
    return key is not None and public(PathwayPage.objects).filter(pk=key).exists()

"""Which pages readers may see; reusable filters of proposals."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction

from pathways.constants import WAITING_PROPOSAL_STATES, ProposalState

if TYPE_CHECKING:
    from pathways.models import PathwayProposal  # noqa: F401 - quoted below


def public(pages: Any) -> Any:
    """Those that are live, with no view restriction on them or above them.

    One condition of the query itself: Wagtail's `public()` reads every restriction
    first.
    """
    above = PageViewRestriction.objects.annotate(
        beneath=ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    ).filter(beneath__startswith=F("page__path"))
    return pages.live().filter(~Exists(above))


class PathwayProposalQuerySet(models.QuerySet["PathwayProposal"]):
    """Proposals of new pathways."""

    def waiting(self) -> Self:
        """Those that an editor has to act on or has asked about, oldest first."""
        return self.filter(state__in=WAITING_PROPOSAL_STATES).order_by("received_at")

    def held(self) -> Self:
        """Those that may be spam, oldest first."""
        return self.filter(state=ProposalState.HELD).order_by("received_at")

    def accepted(self) -> Self:
        """Those that became pathways, the latest decision first."""
        return self.filter(state=ProposalState.ACCEPTED).order_by("-decided_at", "-pk")

    def shown_as_similar(self) -> Self:
        """Those whose title may be shown to anybody: never one that nobody vouches for.

        A waiting one counts once its proposer has proved the address; else a title
        could be put before strangers by anyone.
        """
        return self.filter(
            models.Q(state=ProposalState.ACCEPTED)
            | models.Q(
                state__in=WAITING_PROPOSAL_STATES, address_confirmed_at__isnull=False
            )
        )

    def same_content(self, digest: str, *, since: dt.datetime) -> Self:
        """Those with exactly the same content received since a moment."""
        return self.filter(content_digest=digest, received_at__gte=since)

    def for_associations(self, keys: models.QuerySet | list[int]) -> Self:
        """Those addressed to the given associations."""
        return self.filter(organisation__in=keys)

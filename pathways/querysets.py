"""Which pages readers may see; reusable filters of proposals."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction

from pathways.constants import WAITING_PROPOSAL_STATES, ProposalState

if TYPE_CHECKING:
    from pathways.models import (  # noqa: F401 - quoted below
        Fork,
        ForkDecision,
        PathwayProposal,
    )


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


class ForkQuerySet(models.QuerySet["Fork"]):
    """Pathways that were made from another one."""

    def with_pages(self) -> Self:
        """With the pages and associations of both sides, in the same query."""
        return self.select_related(
            "page__organisation", "parent__organisation", "parent_organisation"
        )

    def edited_by(self, user: Any, associations: models.QuerySet | list[int]) -> Self:
        """Those of the given associations, and those a person made or owns, by title."""
        return self.filter(
            models.Q(page__organisation__in=associations)
            | models.Q(page__owner=user)
            | models.Q(forked_by=user)
        ).order_by("page__title", "pk")

    def told_on(self, page: Any, pages: Any) -> Self:
        """What a page tells of its lineage: its own fork, and its forks by title.

        Each with `parent_is_public`: whether readers may read its parent. Of the forks
        only those that readers may read themselves.

        Args:
            page: the pathway.
            pages: all pathway pages, as a queryset.
        """
        readable = public(pages)
        return (
            self.filter(models.Q(page=page) | models.Q(parent=page, page__in=readable))
            .annotate(parent_is_public=Exists(readable.filter(pk=OuterRef("parent"))))
            .without_maps()
            .order_by("page__title", "pk")
        )

    def without_maps(self) -> Self:
        """With the pages, but not the nodes: for a line on each."""
        return self.with_pages().defer("nodes", "page__nodes", "parent__nodes")


class ForkDecisionQuerySet(models.QuerySet["ForkDecision"]):
    """What was decided about changes of a fork's parent."""

    def standing(self) -> Self:
        """Those that were not withdrawn, in the order in which they were made."""
        return self.filter(withdrawn_at__isnull=True).order_by("pk")

"""How the pages of a map stand: who may read them, how they were reviewed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import localdate
from wagtail.models import Page

from pathways.querysets import public
from workflows.in_review import with_review
from workflows.models import Verdict


@dataclass(frozen=True)
class Standing:
    """What readers may know of a page.

    `is_public`: anybody may read it. `is_in_review`: a version of it is in review.
    `reviewed_on` is the day of the verdict over the live version, `review_due` the day
    when that is due again; both None without one.
    """

    is_public: bool = False
    is_in_review: bool = False
    reviewed_on: dt.date | None = None
    review_due: dt.date | None = None


def standings(keys: Collection[int]) -> dict[int, Standing]:
    """The standing of each page by its key. One query."""
    verdicts = (
        Verdict.objects.standing()
        .filter(revision_id=OuterRef("live_revision_id"))
        .order_by("-pk")
    )
    rows = with_review(Page.objects.filter(pk__in=keys)).annotate(
        is_public=Exists(public(Page.objects).filter(pk=OuterRef("pk"))),
        judged_at=Subquery(verdicts.values("judged_at")[:1]),
        review_due=Subquery(verdicts.values("review_due")[:1]),
    )
    return {
        key: Standing(is_public, is_in_review, judged_at and localdate(judged_at), due)
        for key, is_public, is_in_review, judged_at, due in rows.values_list(
            "pk", "is_public", "is_in_review", "judged_at", "review_due"
        )
    }

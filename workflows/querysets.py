"""Reusable filters of review records, and the append-only queryset."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from workflows.constants import (
    ACTIVE_STATUSES,
    AssignmentStatus,
    Decision,
)
from workflows.exceptions import UnableToAlterRecord

if TYPE_CHECKING:
    from workflows.models import (  # noqa: F401 - quoted below
        ReviewAssignment,
        ReviewRound,
        Verdict,
    )

Record = TypeVar("Record", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Record]):
    """Rows that are written once, one at a time, each through its own checks."""

    def _refuse(self) -> NoReturn:
        raise UnableToAlterRecord(
            _("%(records)s are kept as they were written.")
            % {"records": str(self.model._meta.verbose_name_plural).capitalize()}
        )

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        self._refuse()

    def delete(self) -> NoReturn:
        """Refused."""
        self._refuse()

    def bulk_create(
        self, objs: Iterable[Record], *args: Any, **kwargs: Any
    ) -> NoReturn:
        """Refused: it would skip the checks of `save`."""
        self._refuse()

    def bulk_update(
        self, objs: Iterable[Record], *args: Any, **kwargs: Any
    ) -> NoReturn:
        """Refused."""
        self._refuse()


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    """Rounds of peer review."""

    def open(self) -> Self:
        """Rounds that still take reports."""
        return self.filter(closed_at__isnull=True)

    def for_page(self, page: models.Model) -> Self:
        """The rounds of one page, the newest first."""
        return self.filter(page_id=page.pk).order_by("-number")

    def with_progress(self) -> Self:
        """Adds `reported`, the number of reports; open rounds come first."""
        return self.annotate(
            reported=models.Count(
                "assignments",
                filter=models.Q(assignments__status=AssignmentStatus.SUBMITTED),
            ),
        ).order_by(models.F("closed_at").desc(nulls_first=True), "-opened_at")


class ReviewAssignmentQuerySet(models.QuerySet["ReviewAssignment"]):
    """Who reviews what."""

    def active(self) -> Self:
        """Invited or accepted."""
        return self.filter(status__in=ACTIVE_STATUSES)

    def engaged(self) -> Self:
        """All who may have read the page: everybody but those who only declined."""
        return self.exclude(status=AssignmentStatus.DECLINED, accepted_at__isnull=True)

    def submitted(self) -> Self:
        """Those whose report is in."""
        return self.filter(status=AssignmentStatus.SUBMITTED)

    def waiting_for(self, user: models.Model) -> Self:
        """What a reviewer has to do, in open rounds; what is due first comes first."""
        return (
            self.active()
            .filter(reviewer_id=user.pk, round__closed_at__isnull=True)
            .order_by("due_at", "pk")
        )

    def overdue(self, now: dt.datetime) -> Self:
        """Unanswered past the day to respond, or unfinished past the day it is due."""
        return self.filter(round__closed_at__isnull=True).filter(
            models.Q(status=AssignmentStatus.INVITED, respond_by__lt=now)
            | models.Q(status=AssignmentStatus.ACCEPTED, due_at__lt=now)
        )


class VerdictQuerySet(AppendOnlyQuerySet["Verdict"]):
    """Verdicts, written once and never altered but by revocation."""

    def standing(self) -> Self:
        """Accepting verdicts that were not revoked: they alone permit publication."""
        return self.filter(decision=Decision.ACCEPT, revoked_at__isnull=True)

    def for_page(self, page_id: int) -> Self:
        """The verdicts on one page, the newest first."""
        return self.filter(round__page_id=page_id).order_by("-pk")

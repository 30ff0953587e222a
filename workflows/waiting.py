"""What waits for a person: one list over every role, the oldest first."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision, WorkflowState, get_default_page_content_type

from mesh.core.models import User
from workflows.constants import JUDGEMENT_DAYS, AssignmentStatus
from workflows.models import ReviewAssignment, ReviewedPageMixin, ReviewRound
from workflows.permissions import actions
from workflows.permissions.authors import specific_pages
from workflows.services import judgements, rounds


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what, on which page, where, since when and by when.

    An author's changes have no due date.
    """

    action: str
    title: str
    url: str
    since: dt.datetime
    due: dt.datetime | None
    is_overdue: bool


def waiting_for(user: User, *, now: dt.datetime) -> list[Waiting]:
    """Everything that waits for the user in review and judgement, the oldest first."""
    items = [
        *_as_reviewer(user, now),
        *_as_judge(user, now),
        *_as_coordinator(user, now),
        *_as_author(user, now),
    ]
    return sorted(items, key=lambda item: item.since)


def _as_reviewer(user: User, now: dt.datetime) -> list[Waiting]:
    return [_assignment(row, now) for row in rounds.waiting_assignments(user)]


def _assignment(row: ReviewAssignment, now: dt.datetime) -> Waiting:
    actions_by_status = {
        AssignmentStatus.INVITED: _("Answer the invitation to review"),
        AssignmentStatus.ACCEPTED: _("Write your report"),
    }
    return Waiting(
        action=actions_by_status[AssignmentStatus(row.status)],
        title=row.round.revision.object_str,
        url=reverse("workflows:assignment", args=[row.pk]),
        since=row.invited_at,
        due=row.next_due,
        is_overdue=row.next_due < now,
    )


def _as_judge(user: User, now: dt.datetime) -> list[Waiting]:
    limit = dt.timedelta(days=JUDGEMENT_DAYS)
    return [
        Waiting(
            action=_("Judge"),
            title=state.revision.object_str,
            url=reverse("workflows:judgement", args=[state.pk]),
            since=state.started_at,
            due=state.started_at + limit,
            is_overdue=state.started_at + limit < now,
        )
        for state in judgements.waiting_judgements(user, now=now)
    ]


def _as_coordinator(user: User, now: dt.datetime) -> list[Waiting]:
    """Rounds that lack reviewers, due when the invitations should have been answered."""
    open_rounds = ReviewRound.objects.open().select_related("revision")
    lacking = [
        row
        for row in open_rounds.prefetch_related("assignments")
        if row.reviewers_missing
    ]
    return [
        Waiting(
            action=_reviewers_wanted(row.reviewers_missing),
            title=row.revision.object_str,
            url=reverse("workflows:round", args=[row.pk]),
            since=row.opened_at,
            due=row.opened_at + dt.timedelta(days=row.respond_days),
            is_overdue=row.opened_at + dt.timedelta(days=row.respond_days) < now,
        )
        for row in actions.invitable(lacking, user)
    ]


def _reviewers_wanted(number: int) -> str:
    return ngettext(
        "Invite %(number)d more reviewer", "Invite %(number)d more reviewers", number
    ) % {"number": number}


def _as_author(user: User, now: dt.datetime) -> list[Waiting]:
    """Pages that a judge sent back."""
    states = list(
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_NEEDS_CHANGES,
            requested_by=user,
            base_content_type=get_default_page_content_type(),
        ).select_related("current_task_state")
    )
    pages = specific_pages(state.object_id for state in states)
    latest = Revision.objects.filter(
        pk__in=[page.latest_revision_id for page in pages.values()]
    )
    titles = dict(latest.values_list("pk", "object_str"))
    return [
        Waiting(
            action=_("Revise and submit again"),
            title=titles[page.latest_revision_id],
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            since=state.current_task_state.finished_at or now,
            due=None,
            is_overdue=False,
        )
        for state in states
        if (page := pages.get(int(state.object_id)))
        and isinstance(page, ReviewedPageMixin)
    ]

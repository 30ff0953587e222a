"""Who must not be whom. There is no exception here, for superusers neither.

Source of the rules: DESIGN 6 (Cochrane's rule that an author takes no part in editorial
steps on their own work, and that a line manager's organisation is a conflict).
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from mesh.core.constants import Role
from mesh.core.models import Membership, User
from workflows.constants import AUTHORING_ACTIONS, ConflictAnswer, ConflictMoment
from workflows.models.authorship import Authorship
from workflows.models.conflicts import ConflictDeclaration
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.protocols import Reviewable


def authors_of(page: Reviewable) -> set[int]:
    """Keys of all who ever had a hand in the page or in a page it was copied from.

    The ledger by lineage, and, should a row have come into being behind its back, the
    revisions, the log, the owner, those who submitted it, and the named contributors.
    """
    keys: set[int | None] = set(
        Authorship.objects.filter(lineage=page.lineage).values_list(
            "user_id", flat=True
        )
    )
    keys |= set(Revision.objects.for_instance(page).values_list("user_id", flat=True))
    keys |= set(
        PageLogEntry.objects.filter(
            page_id=page.pk, action__in=AUTHORING_ACTIONS
        ).values_list("user_id", flat=True)
    )
    keys |= set(page.workflow_states.values_list("requested_by_id", flat=True))
    keys |= _named_contributors(page)
    keys.add(page.owner_id)
    return {key for key in keys if key is not None}


def _named_contributors(page: Any) -> set[int]:
    """Contributors of the row itself: the ledger has those of every revision."""
    through = type(page).contributors.through
    return set(
        through.objects.filter(
            **{f"{type(page)._meta.model_name}_id": page.pk}
        ).values_list("user_id", flat=True)
    )


def has_role(user: User, role: Role) -> bool:
    """Whether the account is open and in the role's group, read afresh."""
    return (
        user.is_active
        and Group.objects.filter(name=role.value, user__pk=user.pk).exists()
    )


def organisations_of(people: Iterable[int], on: dt.date) -> set[int]:
    """Keys of the organisations of which any of the people is a member on the day."""
    return set(
        Membership.objects.current(on)
        .filter(user_id__in=list(people))
        .values_list("organisation_id", flat=True)
    )


def owners_of(page: Reviewable) -> set[int]:
    """Keys of the associations that own the page, or will when its draft goes live.

    The two differ while a draft of a live page gives it to another association.
    """
    latest = page.get_latest_revision()
    owners = {page.organisation_id}
    if latest is not None and latest.content.get("organisation"):
        owners.add(latest.content["organisation"])
    return owners


def reviewer_problem(page: Reviewable, user: User) -> str:
    """Why the user may not review the page; empty when they may."""
    if not user.is_active:
        return _("This account is closed.")
    if user.pk in authors_of(page):
        return _("An author of the page cannot review it.")
    if ReviewRound.objects.filter(
        lineage=page.lineage, verdicts__judge_id=user.pk
    ).exists():
        return _("Who has judged the page cannot review it.")
    if ConflictDeclaration.objects.filter(
        round__lineage=page.lineage, person_id=user.pk, answer=ConflictAnswer.DECLARED
    ).exists():
        return _("This person has declared a conflict of interest on the page.")
    return ""


def inviter_problem(page: Reviewable, user: User) -> str:
    """Why the user may not choose the reviewers of the page; empty when they may."""
    if not user.is_active:
        return _("This account is closed.")
    if user.pk in authors_of(page):
        return _("An author cannot choose the reviewers of their own page.")
    if ReviewRound.objects.filter(
        lineage=page.lineage, verdicts__judge_id=user.pk
    ).exists():
        return _("A judge of the page cannot choose its reviewers.")
    if (
        ReviewAssignment.objects.engaged()
        .filter(round__lineage=page.lineage, reviewer_id=user.pk)
        .exists()
    ):
        return _("A reviewer of the page cannot choose its other reviewers.")
    return ""


def judge_problem(page: Reviewable, user: User, *, now: dt.datetime) -> str:
    """Why the user may not judge the page; empty when they may.

    Args:
        page: the specific page.
        user: the would-be judge; whether they are in the group of judges is read from
            the database, so that one taken out of it between two requests is out.
        now: memberships of organisations count as they stand on this day.
    """
    if not user.is_active:
        return _("This account is closed.")
    if not has_role(user, Role.JUDGE):
        return _("Only an independent judge can judge a page.")
    authors = authors_of(page)
    if user.pk in authors:
        return _("An author of the page cannot judge it.")
    return _entangled_judge(page, user) or _judge_of_same_house(
        page, user, authors, now.date()
    )


def _entangled_judge(page: Reviewable, user: User) -> str:
    rows = ReviewAssignment.objects.filter(round__lineage=page.lineage)
    if rows.engaged().filter(reviewer_id=user.pk).exists():
        return _("A reviewer of the page cannot judge it.")
    if rows.filter(invited_by_id=user.pk).exists():
        return _("Who has invited reviewers of the page cannot judge it.")
    if ConflictDeclaration.objects.filter(
        round__lineage=page.lineage, person_id=user.pk, answer=ConflictAnswer.DECLARED
    ).exists():
        return _("You have declared a conflict of interest on this page.")
    return ""


def _judge_of_same_house(
    page: Reviewable, user: User, authors: set[int], on: dt.date
) -> str:
    houses = organisations_of([user.pk], on)
    if houses & owners_of(page):
        return _("A member of the association that owns the page cannot judge it.")
    if houses & organisations_of(authors, on):
        return _("A judge cannot belong to the same organisation as an author.")
    return ""


def independent_reports(review_round: ReviewRound) -> list[ReviewAssignment]:
    """Assignments whose report counts: by people who are no authors now either."""
    authors = authors_of(page_of(review_round))
    return list(
        review_round.assignments.submitted()
        .exclude(reviewer_id__in=authors)
        .filter(
            report__isnull=False,
            conflict_declarations__moment=ConflictMoment.SUBMISSION,
            conflict_declarations__answer=ConflictAnswer.NONE,
        )
        .distinct()
        .select_related("reviewer", "report")
    )


def has_outside_reviewer(
    review_round: ReviewRound, assignments: list[ReviewAssignment], now: dt.datetime
) -> bool:
    """Whether one of the reviewers is no member of the association that owns the page."""
    page = page_of(review_round)
    insiders = set(
        Membership.objects.current(now.date())
        .filter(
            organisation_id__in=owners_of(page),
            user_id__in=[row.reviewer_id for row in assignments],
        )
        .values_list("user_id", flat=True)
    )
    return any(row.reviewer_id not in insiders for row in assignments)


def is_quorum_met(review_round: ReviewRound, *, now: dt.datetime) -> bool:
    """Enough independent reports, of which one from outside the owning association."""
    counted = independent_reports(review_round)
    return len(counted) >= review_round.quorum and has_outside_reviewer(
        review_round, counted, now
    )


def page_of(review_round: ReviewRound) -> Any:
    """The specific page of a round, a `Reviewable`."""
    page: Page = review_round.page
    return page.specific

"""Who must not be whom. There is no exception here, for superusers neither.

Source of the rules: DESIGN 6 (Cochrane's rule that an author takes no part in editorial
steps on their own work, and that a line manager's organisation is a conflict).
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page

from mesh.core.constants import Role
from mesh.core.models import Membership, User
from workflows.constants import ConflictAnswer, ConflictMoment
from workflows.models.conflicts import ConflictDeclaration
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.permissions.authors import (
    authors_by_page,
    authors_of,
    owners_by_page,
    owners_of,
)
from workflows.protocols import Reviewable


def has_role(user: User, role: Role) -> bool:
    """Whether the account is open and in the role's group, read afresh."""
    return (
        user.is_active
        and Group.objects.filter(name=role.value, user__pk=user.pk).exists()
    )


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
    return inviter_problems([page], user)[page.pk]


def inviter_problems(pages: Sequence[Reviewable], user: User) -> dict[int, str]:
    """The same for each of many pages, by its key; as many queries as for one."""
    if not user.is_active:
        return dict.fromkeys((page.pk for page in pages), _("This account is closed."))
    authors = authors_by_page(pages)
    lineages = {page.lineage for page in pages}
    reviewed = ReviewAssignment.objects.engaged().filter(
        round__lineage__in=lineages, reviewer_id=user.pk
    )
    entangled = _first_reason(
        (
            ReviewRound.objects.filter(
                lineage__in=lineages, verdicts__judge_id=user.pk
            ).values_list("lineage", flat=True),
            _("A judge of the page cannot choose its reviewers."),
        ),
        (
            reviewed.values_list("round__lineage", flat=True),
            _("A reviewer of the page cannot choose its other reviewers."),
        ),
    )
    own = _("An author cannot choose the reviewers of their own page.")
    return {
        page.pk: own if user.pk in authors[page.pk] else entangled.get(page.lineage, "")
        for page in pages
    }


def judge_problem(page: Reviewable, user: User, *, now: dt.datetime) -> str:
    """Why the user may not judge the page; empty when they may.

    Args:
        page: the specific page.
        user: the would-be judge; whether they are in the group of judges is read from
            the database, so that one taken out of it between two requests is out.
        now: memberships of organisations count as they stand on this day.
    """
    return judge_problems([page], user, now=now)[page.pk]


def judge_problems(
    pages: Sequence[Reviewable], user: User, *, now: dt.datetime
) -> dict[int, str]:
    """The same for each of many pages, by its key; as many queries as for one."""
    problem = ""
    if not user.is_active:
        problem = _("This account is closed.")
    elif not has_role(user, Role.JUDGE):
        problem = _("Only an independent judge can judge a page.")
    if problem:
        return dict.fromkeys((page.pk for page in pages), problem)
    authors = authors_by_page(pages)
    entangled = _entangled_judge({page.lineage for page in pages}, user)
    neighbours = _judge_of_same_house(pages, user, authors, now.date())
    own = _("An author of the page cannot judge it.")
    return {
        page.pk: own
        if user.pk in authors[page.pk]
        else entangled.get(page.lineage) or neighbours[page.pk]
        for page in pages
    }


def _first_reason(*reasons: tuple[Iterable[uuid.UUID], str]) -> dict[uuid.UUID, str]:
    """For each lineage the first of the reasons that holds for it."""
    found: dict[uuid.UUID, str] = {}
    for lineages, words in reasons:
        for lineage in lineages:
            found.setdefault(lineage, words)
    return found


def _entangled_judge(lineages: set[uuid.UUID], user: User) -> dict[uuid.UUID, str]:
    """Why the user's own part in the reviews of a lineage keeps them from judging."""
    rows = ReviewAssignment.objects.filter(round__lineage__in=lineages)
    declared = ConflictDeclaration.objects.filter(
        round__lineage__in=lineages,
        person_id=user.pk,
        answer=ConflictAnswer.DECLARED,
    )
    return _first_reason(
        (
            rows.engaged()
            .filter(reviewer_id=user.pk)
            .values_list("round__lineage", flat=True),
            _("A reviewer of the page cannot judge it."),
        ),
        (
            rows.filter(invited_by_id=user.pk).values_list("round__lineage", flat=True),
            _("Who has invited reviewers of the page cannot judge it."),
        ),
        (
            declared.values_list("round__lineage", flat=True),
            _("You have declared a conflict of interest on this page."),
        ),
    )


def _judge_of_same_house(
    pages: Sequence[Reviewable],
    user: User,
    authors: dict[int, set[int]],
    on: dt.date,
) -> dict[int, str]:
    """Why the organisations of the user keep them from judging each of the pages."""
    houses = _organisations_by_person({user.pk}.union(*authors.values()), on)
    owners = owners_by_page(pages)
    found: dict[int, str] = {}
    for page in pages:
        of_authors = set().union(*(houses[person] for person in authors[page.pk]))
        found[page.pk] = ""
        if houses[user.pk] & owners[page.pk]:
            found[page.pk] = _(
                "A member of the association that owns the page cannot judge it."
            )
        elif houses[user.pk] & of_authors:
            found[page.pk] = _(
                "A judge cannot belong to the same organisation as an author."
            )
    return found


def _organisations_by_person(people: Iterable[int], on: dt.date) -> dict[int, set[int]]:
    """Keys of the organisations of which each is a member on the day."""
    rows = Membership.objects.current(on).filter(user_id__in=list(people))
    found: dict[int, set[int]] = defaultdict(set)
    for person, organisation in rows.values_list("user_id", "organisation_id"):
        found[person].add(organisation)
    return found


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

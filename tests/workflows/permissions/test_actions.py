"""The table role x action, cell by cell; and what the rules add to it."""

import pytest

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.models import ReviewAssignment, ReviewRound, Verdict
from workflows.permissions import TABLE, actions


def assign(review_round, user, status):
    """An assignment of the user's own, whatever their role."""
    return ReviewAssignment(round=review_round, reviewer=user, status=status)


def edit_own(page, user, now):
    page.owner = user
    page.save()
    return page.permissions_for_user(user).can_edit()


def edit_associations(page, user, now):
    Membership.objects.create(
        user=user, organisation=page.organisation, role=MembershipRole.EDITOR
    )
    return page.permissions_for_user(user).can_edit()


def submit(page, user, now):
    """The button stands in the editor: whoever can open it can submit."""
    return (
        edit_own(page, user, now)
        and page.permissions_for_user(user).can_submit_for_moderation()
    )


def invite(page, user, now):
    return bool(actions.may_invite(workflows.submit(page), user))


def read_reports(page, user, now):
    return bool(actions.may_read_reports(workflows.submit(page), user, now=now))


def respond(page, user, now):
    assignment = assign(workflows.submit(page), user, "invited")
    return bool(actions.may_respond(assignment, user))


def write_report(page, user, now):
    assignment = assign(workflows.submit(page), user, "accepted")
    return bool(actions.may_report(assignment, user))


def judge(page, user, now):
    return bool(actions.may_judge(page, user, now=now))


def revoke(page, user, now):
    return bool(actions.may_revoke(workflows.submit(page), user))


def publish(page, user, now):
    return page.permissions_for_user(user).can_publish()


ATTEMPTS = [
    edit_own,
    edit_associations,
    submit,
    invite,
    read_reports,
    respond,
    write_report,
    judge,
    revoke,
    publish,
]
CELLS = [
    pytest.param(attempt, role, role in roles, id=f"{attempt.__name__}-{role.name}")
    for attempt, (_action, roles) in zip(ATTEMPTS, TABLE, strict=True)
    for role in Role
]


@pytest.mark.parametrize(("attempt", "role", "expected"), CELLS)
def test_each_cell_of_the_table_holds(page, person, now, attempt, role, expected):
    assert attempt(page, person(role), now) is expected


@pytest.mark.parametrize("attempt", [invite, read_reports, revoke])
def test_an_administrator_may_what_a_coordinator_may(page, administrator, now, attempt):
    assert attempt(page, administrator, now)


@pytest.mark.parametrize("attempt", [respond, write_report, judge, publish])
def test_an_administrator_is_neither_reviewer_nor_judge(
    page, administrator, now, attempt
):
    assert not attempt(page, administrator, now)


def reads(review_round, user, now):
    return bool(actions.may_read_reports(review_round, user, now=now))


def test_an_author_never_reads_the_reports_superuser_or_not(
    judgement, review_round, author, now
):
    author.is_superuser = True
    author.save()
    review_round.refresh_from_db()

    answer = actions.may_read_reports(review_round, author, now=now)

    assert not answer
    assert "decision letter" in answer.reason


def test_reviewers_and_judges_read_the_reports_once_the_round_is_closed(
    review_round, judge, now
):
    reviewer = UserFactory(roles=[Role.REVIEWER])
    workflows.submit_report(workflows.accept(workflows.invite(review_round, reviewer)))
    assert not reads(review_round, reviewer, now)
    assert not reads(review_round, judge, now)

    workflows.report(review_round, reviewers=[UserFactory(roles=[Role.REVIEWER])])

    assert reads(review_round, reviewer, now)
    assert reads(review_round, judge, now)
    assert not reads(review_round, UserFactory(), now)


def may_read_page(review_round, user, now):
    return bool(actions.may_read_page_under_review(review_round, user, now=now))


def test_the_page_is_read_by_who_accepted_and_by_who_may_read_the_reports(
    assignment, review_round, reviewer, coordinator, judge, now
):
    assert not may_read_page(review_round, reviewer, now)
    assert may_read_page(review_round, coordinator, now)
    assert not may_read_page(review_round, judge, now)

    workflows.accept(assignment)

    assert may_read_page(review_round, reviewer, now)


def test_a_reviewer_taken_out_of_the_group_answers_nothing(assignment, reviewer):
    reviewer.groups.clear()

    answer = actions.may_respond(assignment, reviewer)

    assert not answer
    assert "not in the group" in answer.reason


def test_a_closed_round_takes_no_answer(assignment, reviewer, now):
    ReviewRound.objects.filter(pk=assignment.round_id).update(
        closed_at=now, outcome="cancelled"
    )
    assignment.round.refresh_from_db()

    assert "closed" in actions.may_respond(assignment, reviewer).reason


def test_an_author_who_coordinates_revokes_nothing(live_page, author):
    author.groups.add(*UserFactory(roles=[Role.COORDINATOR]).groups.all())
    verdict = Verdict.objects.get()

    assert "own page" in actions.may_revoke(verdict.round, author).reason

"""Invite, accept, decline, withdraw, replace: and each refusal in words."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from mesh.core.constants import Role
from mesh.core.models import OutgoingMail
from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.constants import AssignmentStatus, ConflictAnswer, Decision
from workflows.models import Authorship, ConflictDeclaration, ReviewAssignment
from workflows.services import invitations, rounds
from workflows.services.conflicts import ConflictReply, UnableToDeclare


def mails(event):
    return OutgoingMail.objects.filter(event=f"workflows/emails/{event}")


def test_an_invitation_is_dated_and_mailed(review_round, reviewer, coordinator, now):
    assignment = workflows.invite(review_round, reviewer, coordinator, now)

    assert assignment.status == "invited"
    assert assignment.respond_by == now + dt.timedelta(days=7)
    assert assignment.due_at == now + dt.timedelta(days=28)
    assert mails("invited").get().to == reviewer.email
    assert "/review/respond/" in mails("invited").get().text


def test_who_is_no_reviewer_cannot_be_invited(review_round, coordinator):
    with pytest.raises(invitations.UnableToInvite, match="group of peer reviewers"):
        workflows.invite(review_round, UserFactory(), coordinator)


def test_an_author_cannot_be_invited(review_round, author, coordinator, reviewer):
    author.groups.set(reviewer.groups.all())

    with pytest.raises(invitations.UnableToInvite, match="An author of the page"):
        workflows.invite(review_round, author, coordinator)


def test_nobody_invites_themselves(review_round, person):
    both = person(Role.COORDINATOR, Role.REVIEWER)

    with pytest.raises(invitations.UnableToInvite, match="invite yourself"):
        workflows.invite(review_round, both, both)


def test_the_database_refuses_an_invitation_of_oneself(assignment):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAssignment.objects.filter(pk=assignment.pk).update(
            invited_by=assignment.reviewer
        )


@pytest.mark.parametrize("role", [r for r in Role if r != Role.COORDINATOR])
def test_only_a_coordinator_invites(review_round, reviewer, person, role):
    with pytest.raises(invitations.UnableToInvite, match="Only a coordinator"):
        workflows.invite(review_round, reviewer, person(role))


def test_an_administrator_may_invite(review_round, reviewer, administrator):
    assert workflows.invite(review_round, reviewer, administrator).pk


def test_an_author_cannot_choose_reviewers_superuser_or_not(
    review_round, reviewer, author
):
    author.is_superuser = True
    author.save()

    with pytest.raises(invitations.UnableToInvite, match="An author cannot choose"):
        workflows.invite(review_round, reviewer, author)


def test_a_reviewer_is_invited_once(assignment, reviewer, coordinator):
    with pytest.raises(invitations.UnableToInvite, match="in this round already"):
        workflows.invite(assignment.round, reviewer, coordinator)


def test_nobody_is_invited_to_a_closed_round(judgement, review_round, reviewer):
    review_round.refresh_from_db()
    with pytest.raises(invitations.UnableToInvite, match="closed"):
        workflows.invite(review_round, reviewer)


def test_accepting_records_the_answer_and_sets_the_date(assignment, now):
    accepted = workflows.accept(assignment, now)

    assert accepted.status == "accepted"
    assert accepted.accepted_at == now
    assert accepted.due_at == now + dt.timedelta(days=21)
    declaration = ConflictDeclaration.objects.get()
    assert (declaration.moment, declaration.answer) == ("acceptance", "none")
    assert mails("accepted").get().to == assignment.invited_by.email


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (ConflictReply(""), "Say whether"),
        (ConflictReply("perhaps"), "Say whether"),
        (ConflictReply(ConflictAnswer.DECLARED, "  "), "in a sentence"),
    ],
)
def test_accepting_needs_an_answer_to_the_conflict_question(
    assignment, now, reply, message
):
    with pytest.raises(UnableToDeclare, match=message):
        invitations.accept_invitation(
            assignment=assignment,
            reviewer=assignment.reviewer,
            conflict=reply,
            now=now,
        )

    assignment.refresh_from_db()
    assert assignment.status == "invited"


def test_a_declared_conflict_recuses_the_reviewer(assignment, now):
    recused = workflows.recuse(assignment, now)

    assert recused.status == "recused"
    assert recused.completed_at == now
    assert ConflictDeclaration.objects.get().statement == "We share an office."
    assert mails("recused").get().to == assignment.invited_by.email


def test_somebody_else_cannot_answer(assignment, person, now):
    with pytest.raises(invitations.UnableToRespond, match="somebody else"):
        invitations.accept_invitation(
            assignment=assignment,
            reviewer=person(Role.REVIEWER),
            conflict=workflows.NO_CONFLICT,
            now=now,
        )


def test_an_invitation_is_answered_once(accepted, now):
    with pytest.raises(invitations.UnableToRespond, match="Accepted"):
        workflows.accept(accepted, now)


def test_a_stale_object_does_not_answer_twice(assignment, now):
    stale = ReviewAssignment.objects.get(pk=assignment.pk)
    workflows.accept(assignment, now)

    with pytest.raises(invitations.UnableToRespond):
        invitations.decline_invitation(
            assignment=stale, reviewer=stale.reviewer, reason="No time.", now=now
        )


def test_who_became_an_author_since_cannot_accept(assignment, page, now):
    Authorship.objects.create(
        lineage=page.lineage, user=assignment.reviewer, source="owner"
    )

    with pytest.raises(invitations.UnableToRespond, match="An author"):
        workflows.accept(assignment, now)


def test_declining_needs_a_reason_and_tells_the_coordinator(assignment, now):
    with pytest.raises(invitations.UnableToRespond, match="Give a reason"):
        invitations.decline_invitation(
            assignment=assignment, reviewer=assignment.reviewer, reason=" ", now=now
        )

    declined = invitations.decline_invitation(
        assignment=assignment, reviewer=assignment.reviewer, reason="No time.", now=now
    )

    assert declined.status == "declined"
    assert "No time." in mails("declined").get().text


def test_who_declined_can_be_invited_again(assignment, coordinator, now):
    invitations.decline_invitation(
        assignment=assignment, reviewer=assignment.reviewer, reason="No time.", now=now
    )

    again = workflows.invite(assignment.round, assignment.reviewer, coordinator, now)

    assert again.pk == assignment.pk
    assert (again.status, again.reason, again.responded_at) == ("invited", "", None)


def test_a_withdrawn_reviewer_is_told_why(accepted, coordinator, now):
    withdrawn = invitations.withdraw_reviewer(
        assignment=accepted, by=coordinator, reason="Overdue.", now=now
    )

    assert withdrawn.status == "withdrawn"
    assert "Overdue." in mails("withdrawn").get().text


def test_withdrawing_needs_a_reason_a_coordinator_and_an_active_reviewer(
    assignment, coordinator, author, now
):
    def withdraw(by, reason):
        invitations.withdraw_reviewer(
            assignment=assignment, by=by, reason=reason, now=now
        )

    with pytest.raises(invitations.UnableToWithdraw, match="reason"):
        withdraw(coordinator, "")
    with pytest.raises(invitations.UnableToWithdraw, match="Only a coordinator"):
        withdraw(author, "Mine.")
    withdraw(coordinator, "Overdue.")
    with pytest.raises(invitations.UnableToWithdraw, match="Nothing is awaited"):
        withdraw(coordinator, "Overdue.")


def test_replacing_withdraws_one_and_invites_another(
    assignment, coordinator, person, now
):
    other = person(Role.REVIEWER)

    new = invitations.replace_reviewer(
        assignment=assignment,
        reviewer=other,
        by=coordinator,
        reason="No answer.",
        now=now,
    )

    assignment.refresh_from_db()
    assert (assignment.status, new.status) == ("withdrawn", "invited")


def test_a_refused_replacement_withdraws_nobody(assignment, coordinator, author, now):
    with pytest.raises(invitations.UnableToInvite):
        invitations.replace_reviewer(
            assignment=assignment,
            reviewer=author,
            by=coordinator,
            reason="No answer.",
            now=now,
        )

    assignment.refresh_from_db()
    assert assignment.status == "invited"


def test_an_illegal_step_is_refused_in_words(accepted):
    with pytest.raises(invitations.UnableToChangeStatus, match="cannot become"):
        invitations.change_status(accepted, AssignmentStatus.DECLINED)


def test_a_reviewer_who_became_an_author_is_not_invited_again(
    judgement, review_round, page, author
):
    reviewer = review_round.assignments.first().reviewer
    workflows.judge(page, Decision.MAJOR)
    Authorship.objects.create(lineage=page.lineage, user=reviewer, source="owner")
    page.refresh_from_db()
    page.title = "Changed"
    page.save_revision(user=author)

    new_round = workflows.submit(page, by=author)

    assert new_round.number == 2
    assert new_round.assignments.count() == 1
    mail = mails("not_invited_again").first()
    assert mail is None or "An author" in mail.text


def test_what_waits_for_a_reviewer(assignment, reviewer, author):
    assert rounds.waiting_assignments(reviewer) == [assignment]
    assert rounds.waiting_assignments(author) == []

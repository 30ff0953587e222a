"""Who must not be whom: no exception, for superusers neither."""

import datetime as dt

import pytest
from wagtail.models import Revision

from mesh.core.constants import Role
from mesh.core.models import Membership
from tests.factories import workflows
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.pathways import PathwayPageFactory
from workflows.models import Authorship
from workflows.permissions import independence
from workflows.permissions.authors import owners_of
from workflows.services import judgements


def problem_of(page, judge, now):
    return independence.judge_problem(page, judge, now=now)


def test_an_independent_judge_may_judge(page, judge, now):
    assert problem_of(page, judge, now) == ""


def test_who_is_no_judge_may_not(page, now):
    assert "Only an independent judge" in problem_of(page, UserFactory(), now)


def test_a_superuser_is_no_judge_by_that(page, administrator, now):
    assert "Only an independent judge" in problem_of(page, administrator, now)


def test_a_closed_account_may_not_judge(page, judge, now):
    judge.is_active = False

    assert problem_of(page, judge, now) == "This account is closed."


def test_who_was_taken_out_of_the_group_may_not_judge(page, judge, now):
    judge.groups.clear()

    assert "Only an independent judge" in problem_of(page, judge, now)


def saved_a_version(page, person):
    page.save_revision(user=person)


def owns_it(page, person):
    page.owner = person
    page.save()


def contributes_in_the_row(page, person):
    page.contributors = [person]
    page.save()


def contributes_in_a_version(page, person):
    page.contributors = [person]
    page.save_revision()


def was_named_and_taken_off(page, person):
    contributes_in_a_version(page, person)
    page.contributors = []
    page.save_revision()
    page.save()


def submitted_it(page, person):
    page.get_workflow().start(page, person)


def saved_a_version_that_was_purged(page, person):
    revision = page.save_revision(user=person)
    page.save_revision()
    revision.delete()


def is_in_the_log_only(page, person):
    page.save_revision(user=person, log_action=True)
    Revision.objects.filter(user=person).update(user=None)
    Authorship.objects.filter(user=person)._raw_delete("default")


def made_what_it_is_a_copy_of(page, person):
    Authorship.objects.create(lineage=page.lineage, user=person, source="owner")


AUTHORSHIPS = [
    saved_a_version,
    owns_it,
    contributes_in_the_row,
    contributes_in_a_version,
    was_named_and_taken_off,
    submitted_it,
    saved_a_version_that_was_purged,
    is_in_the_log_only,
    made_what_it_is_a_copy_of,
]


@pytest.mark.parametrize("become_author", AUTHORSHIPS)
def test_an_author_of_any_kind_cannot_judge(page, judge, now, become_author):
    become_author(page, judge)

    assert problem_of(page, judge, now) == "An author of the page cannot judge it."


@pytest.mark.parametrize("become_author", AUTHORSHIPS)
def test_an_author_of_any_kind_cannot_review(page, reviewer, become_author):
    become_author(page, reviewer)

    assert "An author" in independence.reviewer_problem(page, reviewer)


def test_the_author_of_a_copied_page_is_an_author_of_the_copy(page, author, judge, now):
    author.groups.set(judge.groups.all())
    copy = page.copy(update_attrs={"slug": "copy"}, user=UserFactory())

    assert "An author" in problem_of(copy.specific, author, now)


def test_a_reviewer_cannot_judge(review_round, page, judge, coordinator, person, now):
    both = person(Role.REVIEWER, Role.JUDGE)
    workflows.invite(review_round, both)

    assert problem_of(page, both, now) == "A reviewer of the page cannot judge it."


def test_who_only_declined_may_judge(assignment, page, judge, now, person):
    assignment.reviewer.groups.set(judge.groups.all())
    assignment.status = "declined"
    assignment.save()

    assert problem_of(page, assignment.reviewer, now) == ""


def test_who_accepted_once_and_declined_later_cannot_judge(accepted, page, judge, now):
    accepted.reviewer.groups.set(judge.groups.all())
    accepted.status = "declined"
    accepted.save()

    assert "A reviewer" in problem_of(page, accepted.reviewer, now)


def test_a_reviewer_of_a_copy_cannot_judge_the_page(accepted, page, judge, now):
    accepted.reviewer.groups.set(judge.groups.all())
    copy = page.copy(update_attrs={"slug": "copy"}).specific

    assert "A reviewer" in problem_of(copy, accepted.reviewer, now)


def test_who_invited_cannot_judge(assignment, page, coordinator, judge, now):
    coordinator.groups.add(*judge.groups.all())

    assert "invited reviewers" in problem_of(page, coordinator, now)


def test_a_member_of_the_owning_association_cannot_judge(page, judge, now):
    Membership.objects.create(user=judge, organisation=page.organisation)

    assert "association that owns" in problem_of(page, judge, now)


def test_a_draft_cannot_hand_the_page_to_the_judges_association(
    live_page, author, judge, now
):
    association = OrganisationFactory()
    Membership.objects.create(user=judge, organisation=association)
    live_page.organisation = association
    live_page.save_revision(user=author)
    live_page.refresh_from_db()

    assert live_page.organisation != association
    assert "association that owns" in problem_of(live_page, judge, now)


def test_a_page_without_a_version_has_the_owner_in_its_row(subject_page):
    draft = PathwayPageFactory(parent=subject_page)

    assert owners_of(draft) == {draft.organisation_id}


def test_a_former_member_may_judge(page, judge, now):
    Membership.objects.create(
        user=judge,
        organisation=page.organisation,
        ends_on=now.date() - dt.timedelta(days=1),
    )

    assert problem_of(page, judge, now) == ""


def test_a_judge_from_an_authors_university_cannot_judge(page, author, judge, now):
    university = OrganisationFactory()
    for person in (author, judge):
        Membership.objects.create(user=person, organisation=university)

    assert "same organisation as an author" in problem_of(page, judge, now)


def test_a_judge_who_declared_a_conflict_cannot_judge(judgement, page, judge, now):
    judgements.recuse_judge(
        task_state=judgement, judge=judge, statement="My sister wrote it.", now=now
    )

    assert "declared a conflict" in problem_of(page, judge, now)


def test_who_judged_before_cannot_review_the_page(judgement, page, judge):
    workflows.judge(page, "major", by=judge)

    assert "has judged" in independence.reviewer_problem(page, judge)


def test_a_reviewer_with_a_declared_conflict_cannot_be_asked_again(
    assignment, page, reviewer, now
):
    workflows.recuse(assignment, now)

    assert "conflict of interest" in independence.reviewer_problem(page, reviewer)


def test_a_closed_account_cannot_review_or_invite(page, reviewer):
    reviewer.is_active = False

    assert independence.reviewer_problem(page, reviewer) == "This account is closed."
    assert independence.inviter_problem(page, reviewer) == "This account is closed."


def test_a_judge_and_a_reviewer_of_the_page_cannot_invite(
    judgement, review_round, page, judge
):
    workflows.judge(page, "major", by=judge)
    reported = review_round.assignments.first().reviewer

    assert "A judge" in independence.inviter_problem(page, judge)
    assert "A reviewer" in independence.inviter_problem(page, reported)


def test_the_quorum_needs_a_reviewer_from_outside(review_round, page, now):
    insiders = UserFactory.create_batch(
        2, roles=[Role.REVIEWER], member_of=[page.organisation]
    )
    workflows.report(review_round, reviewers=insiders)
    assert not independence.is_quorum_met(review_round, now=now)
    assert review_round.is_open

    workflows.report(review_round, reviewers=[UserFactory(roles=[Role.REVIEWER])])

    assert independence.is_quorum_met(review_round, now=now)
    assert not review_round.is_open


def test_a_report_of_a_later_author_does_not_count(judgement, review_round, page, now):
    reviewer = review_round.assignments.first().reviewer
    Authorship.objects.create(lineage=page.lineage, user=reviewer, source="owner")

    assert len(independence.independent_reports(review_round)) == 1
    assert not independence.is_quorum_met(review_round, now=now)

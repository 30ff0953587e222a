"""Who may fork, compare and decide, cell by cell."""

import datetime as dt

import pytest

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from pathways import permissions
from tests.factories.core import OrganisationFactory, UserFactory
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import editor_of
from tests.factories.workflows import submit

pytestmark = pytest.mark.django_db


def member_with(role, association, membership=MembershipRole.MEMBER):
    user = UserFactory(roles=[role])
    Membership.objects.create(user=user, organisation=association, role=membership)
    return user


@pytest.mark.parametrize(
    ("role", "may_fork", "may_edit"),
    [
        (Role.AUTHOR, True, False),
        (Role.EDITOR, True, True),
        (Role.COORDINATOR, False, False),
        (Role.REVIEWER, False, False),
        (Role.JUDGE, False, False),
        (Role.CURATOR, False, False),
        (Role.TRUSTEE, False, False),
    ],
)
def test_each_role_in_the_hands_of_an_editor_of_the_association(
    role, may_fork, may_edit, parent, fork, wales
):
    user = member_with(role, wales, MembershipRole.EDITOR)

    assert permissions.may_fork(user, parent) == may_fork
    assert permissions.may_see_fork(user, fork) == may_edit
    assert (permissions.fork_problem(user, fork) == "") == may_edit


def test_an_author_decides_on_the_fork_that_they_made(parent, fork):
    author = UserFactory(roles=[Role.AUTHOR])
    fork.page.owner = author
    fork.page.save()

    assert permissions.fork_problem(author, fork) == ""


def test_a_draft_cannot_be_forked_by_anybody(subject_page, editor, administrator):
    draft = PathwayPageFactory(parent=subject_page)

    assert not permissions.may_fork(editor, draft)
    assert not permissions.may_fork(administrator, draft)


def test_who_belongs_to_no_association_cannot_fork(parent):
    assert not permissions.may_fork(UserFactory(roles=[Role.EDITOR]), parent)


def test_a_closed_account_gives_nothing(parent, fork, wales):
    user = editor_of(wales, is_active=False)

    assert not permissions.may_fork(user, parent)
    assert not permissions.may_see_fork(user, fork)


def test_forks_are_owned_by_ones_own_associations(editor, wales, administrator, now):
    other = OrganisationFactory(name="A")
    over = OrganisationFactory()
    Membership.objects.create(
        user=editor, organisation=over, ends_on=now.date() - dt.timedelta(days=1)
    )

    assert list(permissions.fork_owners(editor, now.date())) == [wales]
    assert set(permissions.fork_owners(administrator, now.date())) >= {wales, other}


def test_an_editor_of_another_association_sees_no_comparison(fork):
    stranger = editor_of(OrganisationFactory())

    assert not permissions.may_see_fork(stranger, fork)
    assert permissions.fork_problem(stranger, fork) == "You may not edit this fork."


def test_nobody_decides_while_the_fork_is_in_review(fork, editor, administrator):
    submit(fork.page, by=editor)
    fork.page.refresh_from_db()

    for user in (editor, administrator):
        assert "in review" in permissions.fork_problem(user, fork)

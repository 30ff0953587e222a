"""Who may see proposals and act on them, cell by cell."""

import datetime as dt

import pytest

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from pathways import permissions
from pathways.constants import ProposalAction, ProposalState
from tests.factories.core import UserFactory
from tests.factories.registration import PathwayProposalFactory, editor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(now):
    return now.date()


@pytest.fixture
def own(association):
    return PathwayProposalFactory(organisation=association)


@pytest.fixture
def other():
    return PathwayProposalFactory()


def member_with(role, association):
    user = UserFactory(roles=[role])
    Membership.objects.create(
        user=user, organisation=association, role=MembershipRole.MEMBER
    )
    return user


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.AUTHOR, False),
        (Role.COORDINATOR, False),
        (Role.REVIEWER, False),
        (Role.JUDGE, False),
        (Role.CURATOR, False),
        (Role.TRUSTEE, True),
        # An editor by role who is but a member of the association.
        (Role.EDITOR, False),
    ],
)
def test_each_role_in_the_hands_of_a_mere_member(role, reads, own, other, today):
    user = member_with(role, own.organisation)

    assert permissions.may_read(user, own, today) == reads
    assert permissions.may_read(user, other, today) == reads
    assert not permissions.may_act(user, own, today)
    assert not permissions.may_act(user, other, today)


def test_an_editor_reads_and_acts_on_the_own_associations_alone(own, other, today):
    user = editor_of(own.organisation)

    assert permissions.may_act(user, own, today)
    assert not permissions.may_act(user, other, today)
    assert list(permissions.visible_proposals(user, today)) == [own]


def test_an_administrator_does_everything(own, other, administrator, today):
    assert set(permissions.visible_proposals(administrator, today)) == {own, other}
    assert permissions.may_act(administrator, own, today)


def test_a_trustee_reads_everything(own, other, person, today):
    assert set(permissions.visible_proposals(person(Role.TRUSTEE), today)) == {
        own,
        other,
    }


def test_a_term_that_is_over_gives_nothing(own, today):
    user = editor_of(own.organisation)
    user.memberships.update(ends_on=today - dt.timedelta(days=1))

    assert not permissions.may_read(user, own, today)
    assert not permissions.may_act(user, own, today)


def test_a_membership_without_the_role_gives_nothing(own, today):
    user = editor_of(own.organisation)
    user.groups.clear()

    assert not permissions.may_see_proposals(user)
    assert not permissions.may_read(user, own, today)
    assert not permissions.may_act(user, own, today)


def test_a_closed_account_gives_nothing(own, today):
    user = editor_of(own.organisation, is_active=False)

    assert not permissions.may_see_proposals(user)
    assert not permissions.may_act(user, own, today)


@pytest.mark.parametrize("state", list(ProposalState))
@pytest.mark.parametrize("action", list(ProposalAction))
def test_an_action_needs_the_right_and_the_state(state, action, own, today):
    own.state = state
    editor, stranger = editor_of(own.organisation), UserFactory()
    allowed = own.after(action) is not None and action != ProposalAction.ANSWER

    assert permissions.may_take(editor, own, action, today) == allowed
    assert not permissions.may_take(stranger, own, action, today)


def test_the_table_of_roles_names_only_roles():
    for _action, roles in permissions.TABLE:
        assert set(roles) <= set(Role)

"""Who may move maps in and out, cell by cell."""

import pytest

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from pathways import permissions
from tests.factories.core import UserFactory
from tests.factories.pathways import PathwayPageFactory

WRITERS = {Role.AUTHOR, Role.EDITOR}


def roles_of(action):
    return next(roles for words, roles in permissions.TABLE if str(words) == action)


@pytest.fixture
def own(subject_page):
    """Makes a draft that a person owns."""
    return lambda user: PathwayPageFactory(parent=subject_page, nodes=1, owner=user)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_with_a_draft_of_their_own(role, own):
    user = UserFactory(roles=[role])
    page = own(user)

    may = role in roles_of("Import a map into a draft that one may edit")
    assert bool(permissions.may_import_into(user, page)) == may
    may = role in roles_of("Download the map of a draft that one may edit")
    assert bool(permissions.may_download_map(user, page)) == may


@pytest.mark.parametrize("role", list(Role))
def test_each_role_under_a_subject(role, subject_page):
    user = UserFactory(roles=[role])

    may = role in roles_of("Import a map as a new draft pathway")
    assert bool(permissions.may_import_under(user, subject_page)) == may


def test_the_table_says_what_these_tests_hold():
    assert set(roles_of("Import a map into a draft that one may edit")) == WRITERS
    assert set(roles_of("Import a map as a new draft pathway")) == WRITERS
    assert set(roles_of("Download the map of a draft that one may edit")) == WRITERS
    assert set(roles_of("Download the map of a published pathway")) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_touches_the_draft_of_another_association(role, own):
    page = own(UserFactory(roles=[Role.AUTHOR]))
    user = UserFactory(roles=[role])

    assert not permissions.may_import_into(user, page)
    assert not permissions.may_download_map(user, page)


def test_an_editor_imports_into_the_drafts_of_the_own_association(own):
    page = own(UserFactory(roles=[Role.AUTHOR]))
    editor = UserFactory(roles=[Role.EDITOR])
    Membership.objects.create(
        user=editor, organisation=page.organisation, role=MembershipRole.EDITOR
    )

    assert permissions.may_import_into(editor, page)
    assert permissions.may_download_map(editor, page)


def test_a_closed_account_may_nothing(own, subject_page):
    user = UserFactory(roles=[Role.AUTHOR])
    page = own(user)
    user.is_active = False

    assert not permissions.may_import_into(user, page)
    assert not permissions.may_import_under(user, subject_page)
    assert not permissions.may_download_map(user, page)


def test_a_lock_stops_an_import_but_no_download(own, now):
    user = UserFactory(roles=[Role.AUTHOR])
    page = own(user)
    page.locked, page.locked_at = True, now

    answer = permissions.may_import_into(user, page)

    assert not answer
    assert "is locked" in answer.reason
    assert "<b>" not in answer.reason
    assert permissions.may_download_map(user, page)


def test_who_locked_a_page_may_import_into_it(own, now):
    user = UserFactory(roles=[Role.AUTHOR])
    page = own(user)
    page.locked, page.locked_by, page.locked_at = True, user, now

    assert permissions.may_import_into(user, page)

"""What Wagtail's editor lets each role do with a reviewed page."""

import pytest

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.pathways import PathwayPageFactory

OTHERS = [Role.COORDINATOR, Role.REVIEWER, Role.JUDGE, Role.CURATOR, Role.TRUSTEE]


def rights(page, user):
    return page.permissions_for_user(user)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_publishes_by_hand(page, person, role):
    assert not rights(page, person(role)).can_publish()


def test_neither_does_the_author_nor_an_administrator(page, author, administrator):
    assert not rights(page, author).can_publish()
    assert not rights(page, administrator).can_publish()
    assert rights(page, administrator).can_unschedule()
    assert rights(page, administrator).can_set_view_restrictions()


def test_an_author_edits_their_own_draft(page, author):
    assert rights(page, author).can_edit()


def test_an_author_does_not_edit_somebody_elses(page, person):
    assert not rights(page, person(Role.AUTHOR)).can_edit()


def test_a_contributor_edits_what_they_contribute_to(page, author, person):
    contributor = person(Role.AUTHOR)
    page.contributors = [contributor]
    page.save_revision(user=author)

    assert rights(page, contributor).can_edit()


def test_a_page_without_a_version_has_no_contributor(subject_page, person):

    draft = PathwayPageFactory(parent=subject_page)

    assert not rights(draft, person(Role.AUTHOR)).can_edit()


def test_an_editor_edits_the_pages_of_their_association(page, editor):
    assert rights(page, editor).can_edit()


def test_an_editor_does_not_edit_those_of_another(page, person):
    assert not rights(page, person(Role.EDITOR)).can_edit()


def test_a_closed_account_edits_nothing(page, editor):
    editor.is_active = False

    assert not rights(page, editor).can_edit()


@pytest.mark.parametrize("role", OTHERS)
def test_the_other_roles_do_not_edit(page, person, role):
    assert not rights(page, person(role)).can_edit()


def test_a_page_can_be_deleted_until_it_was_in_review(page, administrator):
    assert rights(page, administrator).can_delete()
    workflows.submit(page)

    assert not rights(page, administrator).can_delete()
    assert rights(page, administrator).can_move()

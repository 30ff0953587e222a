"""Telling editors that the parent of their fork has changed."""

import pytest

from mesh.core.models import OutgoingMail
from pathways.fork_comparison import compare
from pathways.models import Fork
from pathways.services import forks
from tests.factories.core import UserFactory
from tests.factories.forks import make_fork, publish_with
from tests.factories.registration import editor_of
from tests.pathways.forks.maps import BASE, changed, named

pytestmark = pytest.mark.django_db

EVENT = "pathways/emails/parent_changed"
RENAMED = changed(BASE, "bias", label="Natural-number bias")


def mails():
    return OutgoingMail.objects.filter(event=EVENT)


def test_the_editors_of_the_association_are_told_what_changed(
    fork, parent, editor, wales
):
    second = editor_of(wales)

    publish_with(parent, RENAMED)

    assert set(mails().values_list("to", flat=True)) == {editor.email, second.email}
    mail = mails().first()
    assert mail.subject == (
        "The parent of “Fractions for Wales” has changed: 1 change waits"
    )
    for text in (mail.text, mail.html):
        assert "“Whole-number bias” renamed to “Natural-number bias”" in text
        assert f"/pathways/{fork.page_id}/parent/" in text


def test_who_made_the_fork_is_told_even_when_no_editor(fork, parent, editor):
    editor.memberships.all().delete()

    publish_with(parent, RENAMED)

    assert [mail.to for mail in mails()] == [editor.email]


def test_closed_accounts_and_strangers_are_not_told(fork, parent, editor):
    UserFactory()
    editor.is_active = False
    editor.save()

    publish_with(parent, RENAMED)

    assert not mails().exists()


def test_a_publication_without_changes_in_the_map_tells_nobody(fork, parent):
    publish_with(parent, summary="Another summary.")

    assert not mails().exists()


def test_a_publication_is_told_once(fork, parent, now):
    parent = publish_with(parent, RENAMED)

    assert forks.tell_of_parent(parent=parent, now=now) == 0
    assert mails().count() == 1


def test_the_next_publication_is_told_again(fork, parent):
    publish_with(parent, RENAMED)
    publish_with(parent, [*RENAMED, named("new", "New")])

    assert mails().count() == 2
    assert "2 changes wait" in mails().latest("pk").subject


def test_a_parent_that_is_as_before_tells_nobody(fork, parent):
    publish_with(parent, RENAMED)
    publish_with(parent, BASE)

    assert mails().count() == 1


def test_many_changes_are_counted_after_the_first(fork, parent):
    publish_with(parent, [*BASE, *(named(f"n{i}", f"N {i}") for i in range(15))])

    assert "and 3 more." in mails().get().text


def test_every_fork_is_told_and_no_other_pathway(fork, parent, editor, wales):
    make_fork(parent, editor=editor, association=wales, title="Second fork")

    publish_with(parent, RENAMED)

    assert mails().count() == 2


def test_publishing_a_page_without_forks_asks_nothing_more(parent, now):
    assert forks.tell_of_parent(parent=parent, now=now) == 0


def test_a_fork_that_has_the_change_already_is_not_told(fork, parent):
    draft = fork.page.get_latest_revision_as_object()
    draft.nodes = RENAMED
    draft.save_revision(clean=False)

    publish_with(parent, RENAMED)

    assert compare(Fork.objects.get()).waiting == []
    assert not mails().exists()

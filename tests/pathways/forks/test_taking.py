"""Taking over changes of the parent, or leaving them."""

import pytest
from wagtail.models import PageLogEntry

from mesh.core.constants import Role
from pathways.constants import ForkChoice
from pathways.differences import stored_nodes
from pathways.fork_comparison import compare, own_changes
from pathways.models import Fork, PathwayPage
from pathways.services import forks
from tests.factories.core import UserFactory
from tests.factories.forks import publish_with, save_draft
from tests.factories.workflows import make_live, submit
from tests.pathways.forks.maps import BASE, changed, labels, named, without
from workflows.models import Authorship
from workflows.permissions import authors_of

pytestmark = pytest.mark.django_db

RENAMED = changed(BASE, "bias", label="Natural-number bias")


def fresh(fork):
    return Fork.objects.with_pages().get(pk=fork.pk)


def waiting(fork):
    return compare(fresh(fork)).waiting


def draft_nodes(fork):
    page = PathwayPage.objects.get(pk=fork.page_id)
    return stored_nodes(page.get_latest_revision_as_object().nodes)


def only_key(fork):
    (item,) = waiting(fork)
    return item.change.key


def test_nothing_waits_after_the_fork(fork):
    assert waiting(fork) == []


def test_a_change_of_the_parent_waits(fork, parent):
    publish_with(parent, RENAMED)

    (item,) = waiting(fork)

    assert item.change.sentence() == (
        "“Whole-number bias” renamed to “Natural-number bias”"
    )
    assert not item.is_conflict


def test_a_draft_of_the_parent_does_not_wait(fork, parent):
    save_draft(parent, RENAMED, by=parent.owner)

    assert waiting(fork) == []


def test_a_change_is_taken_over_into_the_draft(fork, parent, editor, now):
    publish_with(parent, RENAMED)

    revision = forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)

    assert draft_nodes(fork) == RENAMED
    assert revision.user == editor
    assert not PathwayPage.objects.get(pk=fork.page_id).live
    assert waiting(fork) == []
    decision = fork.decisions.get()
    assert (decision.choice, decision.revision) == (ForkChoice.TAKEN, revision)
    assert str(decision) == "Taken over: Natural-number bias"


def test_what_was_taken_over_is_written_in_the_log(fork, parent, editor, now):
    publish_with(parent, RENAMED)

    forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)

    entry = PageLogEntry.objects.get(action="pathways.fork.take_over")
    assert entry.user == editor
    assert entry.data["changes"] == [
        "“Whole-number bias” renamed to “Natural-number bias”"
    ]


def test_a_live_fork_keeps_its_live_text_until_it_is_judged(fork, parent, editor, now):
    make_live(fork.page)
    publish_with(parent, RENAMED)

    forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)

    assert stored_nodes(PathwayPage.objects.get(pk=fork.page_id).nodes) == BASE
    assert draft_nodes(fork) == RENAMED


def test_a_conflict_is_taken_over_when_asked_for(fork, parent, editor, now):
    save_draft(fork.page, changed(BASE, "bias", label="Ours"), by=editor)
    publish_with(parent, RENAMED)
    (item,) = waiting(fork)

    assert item.is_conflict
    forks.take_over(fork=fork, key=item.change.key, by=editor, now=now)

    assert draft_nodes(fork) == RENAMED


def test_all_that_stand_against_nothing_are_taken_over_at_once(
    fork, parent, editor, now
):
    save_draft(fork.page, changed(BASE, "bias", label="Ours"), by=editor)
    publish_with(
        parent, [*changed(RENAMED, "words", label="Language"), named("new", "New")]
    )

    _revision, number = forks.take_all(fork=fork, by=editor, now=now)

    assert number == 2
    assert labels(draft_nodes(fork))[-2:] == ["Language", "New"]
    assert [item.is_conflict for item in waiting(fork)] == [True]


def test_a_change_that_was_left_is_not_asked_about_again(fork, parent, editor, now):
    publish_with(parent, RENAMED)

    forks.leave(fork=fork, key=only_key(fork), by=editor, now=now)

    assert waiting(fork) == []
    assert draft_nodes(fork) == BASE


def test_a_later_change_of_what_was_left_is_a_conflict(fork, parent, editor, now):
    publish_with(parent, RENAMED)
    forks.leave(fork=fork, key=only_key(fork), by=editor, now=now)

    publish_with(parent, changed(BASE, "bias", label="Third name"))

    (item,) = waiting(fork)
    assert item.change.after == "Third name"
    assert item.is_conflict


def test_edits_of_a_node_that_was_not_wanted_are_not_asked_about(
    fork, parent, editor, now
):
    more = [*BASE, named("new", "New")]
    publish_with(parent, more)
    forks.leave(fork=fork, key=only_key(fork), by=editor, now=now)

    publish_with(parent, changed(more, "new", label="Newer"))

    assert waiting(fork) == []


def test_what_was_left_can_be_considered_again(fork, parent, editor, now):
    publish_with(parent, RENAMED)
    decision = forks.leave(fork=fork, key=only_key(fork), by=editor, now=now)

    forks.reconsider(decision=decision, by=editor, now=now)

    assert len(waiting(fork)) == 1
    with pytest.raises(forks.UnableToDecide, match="considered again already"):
        forks.reconsider(decision=decision, by=editor, now=now)


def test_what_was_taken_over_is_undone_in_the_history(fork, parent, editor, now):
    before = fork.page.get_latest_revision()
    publish_with(parent, RENAMED)
    forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)
    decision = fork.decisions.get()
    with pytest.raises(forks.UnableToDecide, match="in the history"):
        forks.reconsider(decision=decision, by=editor, now=now)

    before.as_object().save_revision(
        user=editor, log_action=True, previous_revision=before
    )

    assert draft_nodes(fork) == BASE
    assert len(waiting(fork)) == 1


def test_a_change_edited_after_it_was_taken_over_does_not_wait_again(
    fork, parent, editor, now
):
    publish_with(parent, RENAMED)
    forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)

    save_draft(fork.page, changed(RENAMED, "bias", label="Ours"), by=editor)

    assert waiting(fork) == []


def test_a_change_that_the_draft_has_already_does_not_wait(fork, parent, editor):
    save_draft(fork.page, RENAMED, by=editor)

    publish_with(parent, RENAMED)

    assert waiting(fork) == []


def test_what_was_deleted_here_and_edited_there_is_a_conflict(fork, parent, editor):
    save_draft(fork.page, without(BASE, "words"), by=editor)

    publish_with(parent, changed(BASE, "words", label="Language"))

    assert [item.is_conflict for item in waiting(fork)] == [True]


def test_the_version_compared_with_moves_on_when_nothing_waits(
    fork, parent, editor, now
):
    more = changed(RENAMED, "words", label="Language")
    parent = publish_with(parent, more)
    first, second = (item.change.key for item in waiting(fork))

    forks.take_over(fork=fork, key=first, by=editor, now=now)
    between = fresh(fork).parent_published_at
    forks.leave(fork=fork, key=second, by=editor, now=now)

    assert between != parent.last_published_at
    assert fresh(fork).parent_published_at == parent.last_published_at


def test_new_authors_of_the_parent_become_authors_of_the_fork(
    fork, parent, editor, now
):
    writer = UserFactory(roles=[Role.AUTHOR])
    publish_with(parent, RENAMED)
    Authorship.objects.create(lineage=parent.lineage, user=writer, source="revision")

    forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)

    assert writer.pk in authors_of(fork.page)


def test_a_change_that_waits_no_more_is_refused(fork, parent, editor, now):
    publish_with(parent, RENAMED)
    key = only_key(fork)
    publish_with(parent, changed(BASE, "bias", label="Third name"))

    for decide in (forks.take_over, forks.leave):
        with pytest.raises(forks.UnableToDecide, match="does not wait any more"):
            decide(fork=fork, key=key, by=editor, now=now)


def test_taking_all_of_nothing_is_refused(fork, editor, now):
    with pytest.raises(forks.UnableToDecide, match="No change waits"):
        forks.take_all(fork=fork, by=editor, now=now)


def test_a_fork_in_review_is_left_alone(fork, parent, editor, now):
    publish_with(parent, RENAMED)
    key = only_key(fork)
    submit(fork.page, by=editor)

    with pytest.raises(forks.UnableToDecide, match="locked or in review"):
        forks.take_over(fork=fork, key=key, by=editor, now=now)
    with pytest.raises(forks.UnableToDecide, match="locked or in review"):
        forks.take_all(fork=fork, by=editor, now=now)
    assert draft_nodes(fork) == BASE


def test_a_fork_that_somebody_locked_is_left_alone(fork, parent, editor, now):
    publish_with(parent, RENAMED)
    PathwayPage.objects.filter(pk=fork.page_id).update(
        locked=True, locked_by=UserFactory()
    )

    with pytest.raises(forks.UnableToDecide, match="locked or in review"):
        forks.leave(fork=fork, key=only_key(fork), by=editor, now=now)


def test_who_may_not_edit_the_fork_decides_nothing(fork, parent, now):
    publish_with(parent, RENAMED)

    with pytest.raises(forks.UnableToDecide, match="You may not edit this fork"):
        forks.take_over(
            fork=fork, key=only_key(fork), by=UserFactory(roles=[Role.AUTHOR]), now=now
        )


def test_nothing_waits_while_the_parent_is_off_line_or_gone(fork, parent, editor, now):
    parent = publish_with(parent, RENAMED)
    key = only_key(fork)
    parent.unpublish()

    assert waiting(fork) == []
    with pytest.raises(forks.UnableToDecide, match="does not wait any more"):
        forks.take_over(fork=fork, key=key, by=editor, now=now)
    Fork.objects.filter(pk=fork.pk).update(parent=None)
    assert waiting(fork) == []


def test_what_is_the_forks_own_is_told_from_what_is_the_parents(
    fork, parent, editor, now
):
    publish_with(parent, RENAMED)
    forks.take_over(fork=fork, key=only_key(fork), by=editor, now=now)
    save_draft(fork.page, changed(RENAMED, "words", label="Our words"), by=editor)
    make_live(PathwayPage.objects.get(pk=fork.page_id))

    assert [change.sentence() for change in own_changes(fresh(fork))] == [
        "“Words of fractions” renamed to “Our words”"
    ]

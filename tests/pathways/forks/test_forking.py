"""Making a fork."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import GroupPagePermission, PageLogEntry

from mesh.core.constants import MembershipRole, Role
from mesh.core.models import Membership
from pathways.differences import stored_nodes
from pathways.models import Fork, PathwayPage
from pathways.services import forks
from tests.factories.core import (
    OrganisationFactory,
    PhaseFactory,
    SubjectFactory,
    UserFactory,
)
from tests.factories.forks import make_fork
from tests.factories.pathways import PathwayPageFactory, SubjectPageFactory
from tests.factories.workflows import make_live
from tests.pathways.forks.maps import BASE
from workflows.models import Authorship
from workflows.permissions import authors_of
from workflows.permissions.independence import judge_problem

pytestmark = pytest.mark.django_db


def test_a_fork_is_a_draft_with_the_nodes_of_its_parent(fork, parent, wales, editor):
    page = fork.page

    assert not page.live
    assert stored_nodes(page.get_latest_revision_as_object().nodes) == BASE
    assert page.title == "Fractions for Wales"
    assert (page.organisation, page.owner) == (wales, editor)
    assert page.summary == parent.summary


def test_a_fork_remembers_its_parent_as_it_was(fork, parent, editor, now):
    assert fork.parent == parent
    assert fork.parent_title == "Fractions"
    assert fork.parent_organisation == parent.organisation
    assert fork.parent_published_at == parent.last_published_at
    assert fork.nodes == BASE
    assert (fork.for_whom, fork.forked_by) == ("Teachers in Wales", editor)
    assert str(fork) == "Fractions for Wales (Teachers in Wales)"


def test_a_fork_has_the_phases_and_topics_of_its_parent(subject_page, editor, wales):
    phase = PhaseFactory()
    topic = SubjectFactory(parent=subject_page.subject)
    parent = PathwayPageFactory(parent=subject_page, nodes=BASE)
    parent.phases, parent.topics = [phase], [topic]
    parent.save()
    make_live(parent)

    page = make_fork(parent, editor=editor, association=wales).page

    assert list(page.phases.all()) == [phase]
    assert list(page.topics.all()) == [topic]


def test_who_forks_is_an_author_and_so_are_those_who_wrote_the_parent(
    fork, parent, editor, now
):
    judge = UserFactory(roles=[Role.JUDGE])
    Authorship.objects.create(lineage=parent.lineage, user=judge, source="revision")
    again = make_fork(
        parent, editor=editor, association=fork.page.organisation, title="Again"
    )

    assert fork.page.lineage != parent.lineage
    assert {editor.pk, parent.owner_id} <= authors_of(fork.page)
    assert judge_problem(again.page, judge, now=now)


def test_who_forks_is_no_author_of_the_parent(fork, parent, editor):
    assert editor.pk not in authors_of(parent)


def test_a_fork_is_written_in_the_log(fork, editor):
    entry = PageLogEntry.objects.get(page=fork.page.pk, action="pathways.fork")

    assert entry.user == editor
    assert entry.data["parent"]["title"] == "Fractions"


def test_a_fork_goes_live_only_by_a_verdict(fork):
    make_live(fork.page)

    assert PathwayPage.objects.get(pk=fork.page.pk).live


def test_a_fork_can_be_forked(fork, wales, editor):
    make_live(fork.page)

    grandchild = make_fork(fork.page, editor=editor, association=wales, title="Third")

    assert grandchild.parent == fork.page
    assert grandchild.ancestors() == [fork]
    assert fork.ancestors() == []


def test_an_alias_stands_for_its_source(parent, editor, wales):
    alias = parent.create_alias(update_slug="alias", parent=parent.get_parent())

    assert make_fork(alias, editor=editor, association=wales).parent == parent


def test_a_fork_stands_under_any_subject_page(parent, editor, wales, subject_page):
    other = SubjectPageFactory(parent=subject_page.get_parent())

    fork = make_fork(parent, editor=editor, association=wales, under=other)

    assert fork.page.get_parent().specific == other


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ({"title": " "}, "a title of its own"),
        ({"title": "FRACTIONS"}, "has a page called “FRACTIONS” already"),
        ({"for_whom": "  "}, "Say for whom"),
        ({"for_whom": "x" * 121}, "at most 120 characters"),
    ],
)
def test_a_fork_without_words_is_refused(plan, reason, parent, editor, wales):
    with pytest.raises(forks.UnableToFork, match=reason):
        make_fork(parent, editor=editor, association=wales, **plan)

    assert not Fork.objects.exists()


def test_a_draft_cannot_be_forked(subject_page, editor, wales):
    draft = PathwayPageFactory(parent=subject_page, nodes=BASE)

    with pytest.raises(forks.UnableToFork, match="Only a published pathway"):
        make_fork(draft, editor=editor, association=wales)


def test_nobody_forks_for_an_association_of_others(parent, editor):
    with pytest.raises(forks.UnableToFork, match="You are not a member"):
        make_fork(parent, editor=editor, association=OrganisationFactory())


def test_a_term_that_is_over_gives_no_fork(parent, editor, wales, now):
    other = OrganisationFactory()
    Membership.objects.create(user=editor, organisation=other)
    editor.memberships.filter(organisation=wales).update(
        ends_on=now.date() - dt.timedelta(days=1)
    )

    with pytest.raises(forks.UnableToFork, match="You are not a member"):
        make_fork(parent, editor=editor, association=wales)


def test_who_may_add_no_page_there_cannot_fork_there(parent, editor, wales):
    GroupPagePermission.objects.all().delete()

    with pytest.raises(forks.UnableToFork, match="You may not add pages under"):
        make_fork(parent, editor=editor, association=wales)


def test_an_author_may_fork_for_the_association_they_belong_to(parent, wales):
    author = UserFactory(roles=[Role.AUTHOR])
    Membership.objects.create(
        user=author, organisation=wales, role=MembershipRole.MEMBER
    )

    assert make_fork(parent, editor=author, association=wales).page.owner == author


def test_an_administrator_may_fork_for_every_association(parent, administrator, wales):
    assert make_fork(parent, editor=administrator, association=wales).pk


def test_a_page_cannot_be_its_own_parent(fork):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fork.objects.filter(pk=fork.pk).update(parent=fork.page)


def test_a_ring_of_forks_made_by_hand_ends_the_walk(fork, parent, editor, wales):
    Fork.objects.create(
        page=parent,
        parent=fork.page,
        parent_title="x",
        parent_organisation=wales,
        parent_published_at=fork.forked_at,
        nodes=[],
        for_whom="x",
        forked_by=editor,
        forked_at=fork.forked_at,
        told_of="",
    )

    assert [row.page for row in fork.ancestors()] == [parent]


def test_a_copy_of_a_fork_is_no_fork(fork, administrator):
    copy = fork.page.copy(
        update_attrs={"title": "Copy", "slug": "copy"},
        keep_live=False,
        user=administrator,
    )

    assert not Fork.objects.filter(page=copy).exists()
    assert Fork.objects.count() == 1


def test_a_fork_survives_the_end_of_its_parent(fork, parent):
    Fork.objects.filter(pk=fork.pk).update(parent=None)
    fork.refresh_from_db()

    assert not fork.has_live_parent
    assert fork.parent_title == "Fractions"


def test_moving_pages_keeps_the_lineage(fork, parent, subject_page):
    other = SubjectPageFactory(parent=subject_page.get_parent())

    fork.page.move(other, pos="last-child")
    parent.move(other, pos="last-child")

    assert Fork.objects.get().parent == parent

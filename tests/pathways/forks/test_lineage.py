"""Where a pathway comes from and where it went, as readers see it."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from pathways.fork_comparison import compare
from pathways.lineage import lineage_of
from pathways.models import Fork, PathwayPage
from pathways.services import forks
from tests.factories.forks import make_fork, publish_with, save_draft
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.workflows import make_live
from tests.pathways.forks.maps import BASE, changed, named, without

pytestmark = pytest.mark.django_db

OURS = without(
    [*changed(BASE, "bias", label="Natural-number bias"), named("new", "New")], "words"
)


@pytest.fixture
def live_fork(fork, editor):
    save_draft(fork.page, OURS, by=editor)
    make_live(PathwayPage.objects.get(pk=fork.page_id))
    return Fork.objects.with_pages().get(pk=fork.pk)


def read(client, address):
    return " ".join(client.get(address).content.decode().split())


def differences_of(fork):
    return reverse("pathways:differences", args=[fork.page_id])


def test_a_fork_says_where_it_was_adapted_from(client, live_fork, parent):
    text = read(client, live_fork.page.url)

    assert f'Adapted from <a href="{parent.url}">Fractions</a>' in text
    assert "by Association of Science Teaching, version of" in text
    assert differences_of(live_fork) in text


def test_a_parent_names_its_live_forks(client, live_fork, parent):
    text = read(client, parent.url)

    assert "Teachers in Wales: <a" in text
    assert "by Maths Teachers of Wales" in text


def test_a_fork_that_is_a_draft_is_not_named(client, fork, parent):
    assert "Adapted for:" not in read(client, parent.url)


def test_a_pathway_without_lineage_says_nothing_of_it(client, parent):
    assert "Where it comes from" not in read(client, parent.url)


@pytest.mark.parametrize("gone", ["unpublished", "restricted", "deleted"])
def test_a_parent_that_readers_cannot_read_is_named_without_a_link(
    client, live_fork, parent, gone
):
    if gone == "unpublished":
        parent.unpublish()
    elif gone == "restricted":
        PageViewRestriction.objects.create(page=parent, restriction_type="login")
    else:
        Fork.objects.update(parent=None)

    text = read(client, live_fork.page.url)

    assert "Adapted from “Fractions” by Association of Science Teaching" in text
    assert "which is no longer published." in text
    assert f'href="{parent.url}">Fractions' not in text


def test_a_fork_of_a_fork_names_its_own_parent(
    client, live_fork, editor, wales, parent
):
    third = make_fork(live_fork.page, editor=editor, association=wales, title="Third")
    make_live(third.page)

    assert "Adapted from <a" in read(client, third.page.url)
    assert "Fractions for Wales</a>" in read(client, third.page.url)
    assert "Third</a>" not in read(client, parent.url)
    assert "Third</a>" in read(client, live_fork.page.url)


def test_lineage_costs_the_same_with_one_fork_and_with_many(
    live_fork, parent, editor, wales, django_assert_max_num_queries
):
    for number in range(3):
        made = make_fork(parent, editor=editor, association=wales, title=f"F {number}")
        make_live(made.page)

    with django_assert_max_num_queries(1):
        found = lineage_of(parent)
        assert [row.page.title for row in found.forks] == [
            "F 0",
            "F 1",
            "F 2",
            "Fractions for Wales",
        ]
        assert all(row.page.organisation.name for row in found.forks)
    with django_assert_max_num_queries(1):
        assert lineage_of(live_fork.page).fork.parent_organisation.name


def test_what_differs_is_said_in_words_and_node_by_node(client, live_fork):
    text = read(client, differences_of(live_fork))

    for words in (
        "“Whole-number bias” renamed to “Natural-number bias”",
        "“New” added under “Adds tops and bottoms”",
        "“Words of fractions” removed",
        "left out",
        "For: Teachers in Wales.",
    ):
        assert words in text


def test_an_unchanged_fork_says_that_nothing_differs(client, fork):
    make_live(fork.page)

    assert "the same, node for node" in read(client, differences_of(fork))


def test_later_changes_of_the_parent_are_not_the_forks_own(
    client, live_fork, parent, editor, now
):
    publish_with(parent, [*BASE, named("late", "Late")])
    (item,) = _waiting(live_fork)
    forks.take_over(fork=live_fork, key=item.change.key, by=editor, now=now)

    text = read(client, differences_of(live_fork))

    assert "Late" not in text


def test_readers_are_told_the_version_that_the_live_fork_was_compared_with(
    live_fork, parent, editor, now
):
    first = parent.last_published_at
    parent = publish_with(parent, [*BASE, named("late", "Late")])
    (item,) = _waiting(live_fork)
    forks.take_over(fork=live_fork, key=item.change.key, by=editor, now=now)

    fork = Fork.objects.get()
    assert fork.parent_published_at == parent.last_published_at
    assert fork.published_version == first
    make_live(PathwayPage.objects.get(pk=fork.page_id))
    assert Fork.objects.get().published_version == parent.last_published_at


def _waiting(fork):
    return compare(Fork.objects.with_pages().get(pk=fork.pk)).waiting


def test_titles_of_pages_that_readers_cannot_read_are_not_told(
    client, fork, editor, subject_page
):
    secret = KnowledgePageFactory(parent=subject_page, title="Not out yet")
    shown = KnowledgePageFactory(parent=subject_page, title="Out", live=True)
    nodes = changed(changed(BASE, "bias", page=secret.pk), "words", page=shown.pk)
    save_draft(fork.page, nodes, by=editor)
    make_live(PathwayPage.objects.get(pk=fork.page_id))

    text = read(client, differences_of(fork))

    assert "Not out yet" not in text
    assert "“Whole-number bias” leads to another page" in text
    assert "now leads to the page “Out”" in text


def test_differences_are_there_for_live_forks_only(client, fork, parent, subject_page):
    pathway = PathwayPageFactory(parent=subject_page, live=True)

    for page in (fork.page, pathway):
        address = reverse("pathways:differences", args=[page.pk])
        assert client.get(address).status_code == 404
    assert client.post(differences_of(fork)).status_code == 405


def test_a_page_of_differences_costs_few_queries(
    client, live_fork, django_assert_max_num_queries
):
    client.get(differences_of(live_fork))

    with django_assert_max_num_queries(20):
        client.get(differences_of(live_fork) + "?again")

"""Two saves at the same moment, on PostgreSQL: SQLite takes one writer at a time."""

import pytest
from django.db import connection

from pathways.differences import stored_nodes
from pathways.models import PathwayPage
from tests.factories.core import OrganisationFactory
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import editor_of
from tests.pathways.forks.maps import BASE, labels
from tests.pathways.joining.conftest import Desk
from tests.races import at_once, plant_subject

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]


@pytest.fixture
def desks(transactional_db):
    """Two people with the same pathway open."""
    association = OrganisationFactory()
    people = [editor_of(association), editor_of(association)]
    page = PathwayPageFactory(
        parent=plant_subject(),
        nodes=BASE,
        organisation=association,
        owner=people[0],
    )
    page.save_revision(user=people[0])
    return [Desk(person, page).open() for person in people]


def save_at_once(*desks):
    """Press "Save draft" on every desk at the same moment; returns what each got."""
    outcomes = at_once(*(desk.save for desk in desks))
    assert [outcome.error for outcome in outcomes] == [None] * len(desks)
    return [outcome.result for outcome in outcomes]


def draft_of(desk):
    page = PathwayPage.objects.get(pk=desk.page.pk).get_latest_revision_as_object()
    return labels(stored_nodes(page.nodes))


@pytest.mark.parametrize("attempt", range(3))
def test_two_saves_of_different_nodes_are_both_kept(desks, attempt):
    one, two = desks
    one.edit_node(1, label="First")
    two.edit_node(4, label="Second")

    save_at_once(one, two)

    assert draft_of(one)[1::3] == ["First", "Second"]


def test_of_two_saves_of_the_same_node_one_is_refused(desks):
    one, two = desks
    one.edit_node(1, label="First")
    two.edit_node(1, label="Second")

    answers = save_at_once(one, two)

    # What templates were given is no measure here: threads record each other's.
    refused = [not answer.redirect_chain for answer in answers]
    assert sorted(refused) == [False, True]
    assert draft_of(one)[1] == ["First", "Second"][refused.index(False)]

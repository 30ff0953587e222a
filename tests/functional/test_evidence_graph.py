"""Barriers, interventions and edges against axe, in public and in the admin."""

import pytest
from django.urls import reverse

from evidence.constants import Stance
from mesh.core.constants import Role
from tests.factories.core import UserFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
)
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import sign_in
from tests.functional.test_admin_accessibility import check

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def edge(live_server):
    plant_tree()
    record = FindingFactory(intervention="Number line work").intervention_record
    edge = EdgeFactory(
        source=BarrierFactory(), target=record, note="In primary school."
    )
    EdgeEvidenceFactory(edge=edge)
    EdgeEvidenceFactory(edge=edge, stance=Stance.AGAINST)
    return edge


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_public_pages(edge, open_window, width):
    window = open_window()
    window.set_viewport_size({"width": width, "height": 900})

    for address in (
        reverse("evidence:barriers"),
        reverse("evidence:interventions"),
        edge.source.get_absolute_url(),
        edge.target.get_absolute_url(),
    ):
        assert window.goto(address).status == 200
        assert not violations(window), address
        wide = "document.documentElement.scrollWidth > window.innerWidth"
        assert not window.evaluate(wide), address


@pytest.mark.parametrize("width", [1280, 390])
def test_the_curators_page_for_merging(edge, open_window, width):
    curator = UserFactory(roles=[Role.CURATOR])
    window = open_window()
    sign_in(window, curator.email)

    address = reverse("evidence_graph:merge_barrier", args=[edge.source.pk])
    check(window, [address], width)

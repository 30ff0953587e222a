"""Edges of a map that also stand in the evidence."""

import pytest
from wagtail.models import PageViewRestriction

from evidence.constants import EdgeKind
from pathways.constants import KnowledgeKind
from tests.factories.evidence import BarrierFactory, EdgeFactory, InterventionFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node

pytestmark = pytest.mark.django_db


@pytest.fixture
def edge():
    return EdgeFactory(source=BarrierFactory(), target=InterventionFactory())


def page_on(subject_page, record):
    about = {f"about_{record.kind}": record, "kind": KnowledgeKind(record.kind)}
    return KnowledgePageFactory(parent=subject_page, live=True, **about)


def map_of(subject_page, parent, child, kind):
    nodes = [
        node("Start", level=1),
        node("Parent", level=2, page=parent),
        node("Child", level=3, page=child, edge=kind),
    ]
    return PathwayPageFactory(parent=subject_page, nodes=nodes, live=True)


def test_an_edge_that_is_recorded_leads_to_its_evidence(client, subject_page, edge):
    ends = page_on(subject_page, edge.source), page_on(subject_page, edge.target)
    page = map_of(subject_page, *ends, edge.kind)

    html = client.get(page.url).content.decode()

    assert f'href="{edge.source.get_absolute_url()}#edge-{edge.pk}"' in html
    assert "Evidence for the link “addressed by”" in html


def test_what_explains_hangs_beneath_what_it_explains(client, subject_page):
    edge = EdgeFactory(
        kind=EdgeKind.EXPLAINS, source=BarrierFactory(), target=BarrierFactory()
    )
    parent, child = (
        page_on(subject_page, edge.target),
        page_on(subject_page, edge.source),
    )
    page = map_of(subject_page, parent, child, edge.kind)

    assert f"#edge-{edge.pk}" in client.get(page.url).content.decode()


def test_often_confused_is_found_from_either_end(client, subject_page):
    kind = EdgeKind.OFTEN_CONFUSED_WITH
    edge = EdgeFactory(kind=kind, source=BarrierFactory(), target=BarrierFactory())
    ends = page_on(subject_page, edge.target), page_on(subject_page, edge.source)

    html = client.get(map_of(subject_page, *ends, kind).url).content.decode()

    assert f"#edge-{edge.pk}" in html


def test_an_edge_of_another_kind_is_not_taken_for_it(client, subject_page, edge):
    ends = page_on(subject_page, edge.source), page_on(subject_page, edge.target)
    page = map_of(subject_page, *ends, EdgeKind.DETECTED_BY)

    assert "#edge-" not in client.get(page.url).content.decode()


def test_a_restricted_page_gives_no_edge_away(client, subject_page, edge):
    ends = page_on(subject_page, edge.source), page_on(subject_page, edge.target)
    PageViewRestriction.objects.create(
        page=ends[1], restriction_type=PageViewRestriction.LOGIN
    )
    page = map_of(subject_page, *ends, edge.kind)

    assert "#edge-" not in client.get(page.url).content.decode()


def test_a_map_with_records_takes_at_most_twenty_queries(
    client, subject_page, edge, django_assert_max_num_queries
):
    ends = page_on(subject_page, edge.source), page_on(subject_page, edge.target)
    page = map_of(subject_page, *ends, edge.kind)

    client.get(page.url, {"warm": 1})
    with django_assert_max_num_queries(20):
        client.get(page.url)

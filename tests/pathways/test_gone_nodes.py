"""Links to nodes that a published map no longer has."""

import pytest
from django.core.cache import cache

from pathways import outline
from pathways.models import PathwayPage
from pathways.pathway_views import gone
from tests.factories.pathways import PathwayPageFactory
from tests.factories.streams import node
from tests.factories.workflows import make_live

pytestmark = pytest.mark.django_db

START = node("Start", level=1, kind="symptom")
BIAS = node("Bias")
LINE = node("Number line", level=3, kind="intervention")
PROOF = node("g = 0.6", level=4, kind="evidence")


def publish(page, nodes):
    """A new version of the page, through review and judgement."""
    page = PathwayPage.objects.get(pk=page.pk)
    page.nodes = page._meta.get_field("nodes").to_python(list(nodes))
    page.save_revision(user=page.owner)
    make_live(page)
    return PathwayPage.objects.get(pk=page.pk)


@pytest.fixture
def page(subject_page):
    """Its first version has four nodes, its present one two."""
    cache.clear()
    first = PathwayPageFactory(
        parent=subject_page, nodes=[START, BIAS, LINE, PROOF], live=True
    )
    return publish(first, [START, BIAS])


def found(page):
    return gone.gone_nodes(page, outline.walk(page.outline()))


def test_a_gone_node_finds_the_nearest_one_above_it_that_is_there(page):
    nodes = found(page)

    assert set(nodes) == {LINE["id"], PROOF["id"]}
    assert nodes[PROOF["id"]].label == "g = 0.6"
    assert nodes[PROOF["id"]].parent.id == BIAS["id"]
    assert gone.data_of(nodes)[LINE["id"]] == {
        "label": "Number line",
        "parent": BIAS["id"],
        "text": "“Number line” is no longer on this map. It hung on “Bias”.",
    }


def test_when_all_above_it_is_gone_the_start_is_shown(page):
    other = node("Another start", level=1, kind="symptom")

    nodes = found(publish(page, [other]))

    assert nodes[BIAS["id"]].parent.id == other["id"]
    assert nodes[START["id"]].parent.id == other["id"]


def test_a_node_that_came_back_is_not_gone(page):
    assert set(found(publish(page, [START, BIAS, LINE]))) == {PROOF["id"]}


def test_what_only_a_draft_had_is_never_told(page):
    draft = node("Secret")
    page.nodes = page._meta.get_field("nodes").to_python([START, draft])
    page.save_revision()

    assert draft["id"] not in found(PathwayPage.objects.get(pk=page.pk))


def test_a_map_without_nodes_knows_of_none(subject_page):
    assert found(PathwayPageFactory(parent=subject_page)) == {}


def test_asking_costs_one_query_and_asking_again_none(page, django_assert_num_queries):
    nodes = list(outline.walk(page.outline()))

    with django_assert_num_queries(1):
        gone.gone_nodes(page, nodes)
    with django_assert_num_queries(0):
        gone.gone_nodes(page, nodes)


def test_a_link_to_a_node_that_is_there_leads_to_it(page, client):
    response = client.get(f"{page.url}?view=flow&node={BIAS['id']}")

    assert response.status_code == 302
    assert response.url.endswith(f"/?view=flow#node-{BIAS['id']}")


def test_a_view_that_may_not_show_the_node_gives_way_to_the_map(page, client):
    response = client.get(f"{page.url}?view=gaps&node={BIAS['id']}")

    assert response.url == f"{page.get_url()}#node-{BIAS['id']}"


@pytest.mark.parametrize("view", ["", "&view=table"])
def test_a_link_to_a_gone_node_says_so_and_leads_to_where_it_hung(page, client, view):
    html = client.get(f"{page.url}?node={PROOF['id']}{view}").content.decode()

    assert "“g = 0.6” is no longer on this map. It hung on “Bias”." in html
    assert f'href="#node-{BIAS["id"]}"' in html


def test_a_link_to_an_unknown_node_says_that_there_is_none(page, client):
    html = client.get(f"{page.url}?node=%3Cb%3E").content.decode()

    assert "There is no such node" in html
    assert "<b>" not in html.split("<main")[1]


def test_the_map_is_told_of_gone_nodes(page, client):
    html = client.get(page.url).content.decode()

    assert '<script id="gone-nodes" type="application/json">' in html
    assert f'"parent": "{BIAS["id"]}"' in html

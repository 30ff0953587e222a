"""The page of a pathway: its views, each at its own address."""

import pytest
from django.core.cache import caches

from pathways.models import PathwayPage
from pathways.pathway_views.choices import PathwayView
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node, outline

pytestmark = pytest.mark.django_db
VIEWS = PathwayView.values


@pytest.fixture
def page(subject_page):
    pages = KnowledgePageFactory.create_batch(2, parent=subject_page, live=True)
    return PathwayPageFactory(parent=subject_page, nodes=12, pages=pages, live=True)


def read(client, page, query=""):
    """The page as a reader gets it, white space folded."""
    response = client.get(page.url + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("view", VIEWS)
def test_the_switch_says_which_view_is_shown(client, page, settings, view):
    html = read(client, page, f"?view={view}")

    assert f'<a href="?view={view}" data-view="{view}" aria-current="page">' in html
    switch = html.split("view-switch")[1].split("</nav>")[0]
    assert switch.count("aria-current") == 1
    assert f'<link rel="canonical" href="{settings.SITE_URL}{page.get_url()}">' in html


def test_without_a_choice_no_view_is_said_to_be_current(client, page):
    html = read(client, page)

    assert 'data-mode="auto"' in html
    assert 'data-view="map">' in html


def test_an_unknown_view_shows_the_usual_one_and_says_so(client, page):
    html = read(client, page, "?view=%3Cscript%3E")

    assert "There is no such view of a pathway." in html
    assert 'data-mode="auto"' in html
    assert "<script>" not in html.split("<main")[1]


def test_every_node_has_a_row_with_its_place_and_its_page(client, page):
    html = read(client, page, "?view=table")

    for block in page.nodes:
        assert f'<tr role="row" id="node-{block.id}"' in html
    assert "12 of 12 nodes, in the order of the map." in html
    assert "Level 1, the start" in html
    assert "under <bdi>“Where it starts”</bdi>" in html
    assert html.count("Peer reviewed") >= 11


def test_a_sorted_table_says_so_in_its_head(client, page):
    html = read(client, page, "?view=table&sort=-label&kind=barrier")

    assert 'aria-sort="descending"' in html
    assert "2 of 12 nodes, sorted by “node”, descending." in html


@pytest.mark.parametrize("query", ["", *(f"?view={view}" for view in VIEWS)])
def test_a_view_costs_the_same_queries_whatever_the_size(
    subject_page, client, query, django_assert_max_num_queries
):
    pages = KnowledgePageFactory.create_batch(3, parent=subject_page, live=True)
    seen = []
    for nodes in (outline(4, pages), outline(120, pages)):
        page = PathwayPageFactory(parent=subject_page, nodes=nodes, live=True)
        client.get(page.url + query)  # what is kept in the process is there now
        with django_assert_max_num_queries(20) as queries:
            read(client, page, query)
        seen.append(len(queries.captured_queries))

    assert seen[1] <= seen[0]


@pytest.mark.parametrize("view", VIEWS)
def test_the_editor_previews_each_view(page, rf, view):
    request = rf.get("/")
    request.is_preview = True

    html = page.serve_preview(request, view).render().content.decode()

    assert "Node 11" in html
    assert "view-switch" not in html
    assert view in dict(PathwayPage().preview_modes)


LONG = "x" * 1000
HOSTILE = [LONG, "مرحبا", "🧮" * 40, '<b onmouseover="x">bold</b>', "a & b"]


@pytest.mark.parametrize("view", VIEWS)
def test_labels_are_escaped_in_every_view(subject_page, client, view):
    nodes = [node("Start", level=1, kind="symptom")]
    nodes += [node(label) for label in HOSTILE[1:]]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes, live=True)

    html = read(client, page, f"?view={view}")

    assert "<b onmouseover" not in html
    assert "&lt;b onmouseover" in html
    assert "مرحبا" in html
    assert "a &amp; b" in html


@pytest.fixture
def kept_pages(settings):
    """The tests' own settings keep no page."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    caches["pages"].clear()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_kept_for_other_readers(client, page, kept_pages, view):
    assert "ETag" in client.get(f"{page.url}?view={view}")


@pytest.mark.parametrize(
    "query", ["view=junk", "junk=1", "view=table&sort=label", "view=table&junk=1"]
)
def test_any_other_address_is_not_kept(client, page, kept_pages, query):
    assert "ETag" not in client.get(f"{page.url}?{query}")

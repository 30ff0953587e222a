"""The page of a pathway: its views, each at its own address."""

import pytest
from django.core.cache import cache, caches

from pathways.pathway_views.choices import PathwayView
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node, outline

pytestmark = pytest.mark.django_db
VIEWS = PathwayView.values


@pytest.fixture
def page(subject_page):
    """A draft of twelve nodes: what a template makes of it needs no review."""
    pages = KnowledgePageFactory.create_batch(2, parent=subject_page)
    return PathwayPageFactory(parent=subject_page, nodes=12, pages=pages)


@pytest.fixture
def live_page(subject_page):
    pages = [KnowledgePageFactory(parent=subject_page, live=True)]
    return PathwayPageFactory(parent=subject_page, nodes=4, pages=pages, live=True)


@pytest.fixture
def read(rf):
    """Makes the page as its template renders it, white space folded."""

    def render(page, query=""):
        fresh = type(page).objects.get(pk=page.pk)
        response = fresh.serve(rf.get("/" + query)).render()
        return " ".join(response.content.decode().split())

    return render


@pytest.mark.parametrize("view", VIEWS)
def test_the_switch_says_which_view_is_shown(read, page, view):
    html = read(page, f"?view={view}")

    assert f'<a href="?view={view}" data-view="{view}" aria-current="page">' in html
    switch = html.split("view-switch")[1].split("</nav>")[0]
    assert switch.count("aria-current") == 1
    assert f"<title>{page.title}: {view} – MESH</title>" in html


@pytest.mark.parametrize("view", VIEWS)
def test_search_engines_are_told_of_one_address(client, live_page, settings, view):
    html = client.get(f"{live_page.url}?view={view}").content.decode()

    address = f"{settings.SITE_URL}{live_page.get_url()}"
    assert f'<link rel="canonical" href="{address}">' in html


def test_without_a_choice_no_view_is_said_to_be_current(read, page):
    html = read(page)

    assert 'data-mode="auto"' in html
    assert 'data-view="map">' in html


def test_an_unknown_view_shows_the_usual_one_and_says_so(read, page):
    html = read(page, "?view=%3Cscript%3E")

    assert "There is no such view of a pathway." in html
    assert 'data-mode="auto"' in html
    assert "<script>" not in html.split("<main")[1]


def test_every_node_has_a_row_with_its_place_and_its_page(read, page):
    html = read(page, "?view=table")

    for block in page.nodes:
        assert f'<tr role="row" id="node-{block.id}"' in html
    assert "12 of 12 nodes, in the order of the map." in html
    assert "Level 1, the start" in html
    assert "under <bdi>“Where it starts”</bdi>" in html
    assert html.count("Page not published") >= 11


def test_a_sorted_table_says_so_in_its_head(read, page):
    html = read(page, "?view=table&sort=-label&kind=barrier")

    assert 'aria-sort="descending"' in html
    assert "2 of 12 nodes, sorted by “node”, descending." in html


def test_every_node_has_a_card_in_the_flow(read, page):
    html = read(page, "?view=flow")

    for block in page.nodes:
        assert html.count(f'id="node-{block.id}"') == 1


def test_what_is_missing_leads_to_the_form(read, subject_page):
    nodes = [node("Start", level=1, kind="symptom"), node("Bias & rush")]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)

    html = read(page, "?view=gaps")

    assert 'href="/register/?title=A+probe%3A+Bias+%26+rush"' in html
    assert "0 of 6 cells are filled." in html
    assert "This map names no intervention." in html


@pytest.mark.parametrize("view", VIEWS)
def test_a_draft_without_nodes_is_shown_in_every_view(read, subject_page, view):
    page = PathwayPageFactory(parent=subject_page)

    assert page.title in read(page, f"?view={view}")


@pytest.mark.parametrize("query", ["", *(f"?view={view}" for view in VIEWS)])
def test_a_view_costs_the_same_queries_whatever_the_size(
    subject_page, client, query, django_assert_max_num_queries
):
    pages = KnowledgePageFactory.create_batch(2, parent=subject_page, live=True)
    seen = []
    for nodes in (outline(4, pages), outline(120, pages)):
        page = PathwayPageFactory(parent=subject_page, nodes=nodes, live=True)
        client.get(page.url)  # what the process keeps for every page is there now
        cache.clear()
        with django_assert_max_num_queries(20) as queries:
            assert client.get(page.url + query).status_code == 200
        seen.append(len(queries.captured_queries))

    assert seen[1] <= seen[0]


@pytest.mark.parametrize("view", VIEWS)
def test_the_editor_previews_each_view(page, rf, view):
    request = rf.get("/")
    request.is_preview = True

    html = page.serve_preview(request, view).render().content.decode()

    assert page.title in html
    assert "view-switch" not in html
    assert view in dict(page.preview_modes)


HOSTILE = ["x" * 1000, "مرحبا", "🧮" * 40, '<b onmouseover="x">bold</b>', "a & b"]


@pytest.mark.parametrize("view", VIEWS)
def test_labels_are_escaped_in_every_view(read, subject_page, view):
    kinds = ["barrier", "probe", "intervention", "gap", "barrier"]
    nodes = [node("Start", level=1, kind="symptom")]
    nodes += [
        node(label, kind=kind) for label, kind in zip(HOSTILE, kinds, strict=True)
    ]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)

    html = read(page, f"?view={view}")

    assert "<b onmouseover" not in html
    assert "a &amp; b" in html
    if view != "gaps":  # which names barriers, interventions and gaps only
        assert "مرحبا" in html
    assert "x" * 1000 in html


@pytest.mark.parametrize("view", VIEWS)
def test_a_node_whose_page_is_taken_away_stays_without_a_link(read, subject_page, view):
    target = KnowledgePageFactory(parent=subject_page, slug="taken-away")
    nodes = [node("Start", level=1, kind="symptom"), node("Bias", page=target)]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)
    target.delete()

    html = read(page, f"?view={view}")

    assert "Bias" in html
    assert "taken-away" not in html


@pytest.fixture
def kept_pages(settings):
    """The tests' own settings keep no page."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    caches["pages"].clear()


def test_a_view_is_kept_for_other_readers(client, live_page, kept_pages):
    for view in VIEWS:
        assert "ETag" in client.get(f"{live_page.url}?view={view}")


def test_any_other_address_is_not_kept(client, live_page, kept_pages):
    for query in ("view=junk", "junk=1", "view=table&sort=label", "view=map&junk=1"):
        assert "ETag" not in client.get(f"{live_page.url}?{query}")


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_that_not_everybody_may_read_is_not_summed_up(read, subject_page, view):
    target = KnowledgePageFactory(
        parent=subject_page, live=True, summary="For members only."
    )
    target.view_restrictions.create(restriction_type="login")
    page = PathwayPageFactory(
        parent=subject_page, nodes=[node("Start", level=1), node("Bias", page=target)]
    )

    assert "For members only." not in read(page, f"?view={view}")

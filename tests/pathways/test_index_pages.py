"""Home, the list of subjects, a subject and a plain text, as readers meet them."""

import pytest

from pathways.models import InformationPage
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory


def fill(subject_page, number):
    """As many live pathways and knowledge pages, each with a topic and a phase."""
    topic = SubjectFactory(parent=subject_page.subject)
    phase = PhaseFactory()
    for factory in (PathwayPageFactory, KnowledgePageFactory):
        for _ in range(number):
            factory(parent=subject_page, live=True, topics=[topic], phases=[phase])


def test_home_offers_the_search_first_and_then_each_route(client, subject_page):
    html = client.get("/").content.decode()

    assert html.index('role="search"') < html.index("I teach")
    for address in ("/subjects/", "/search/", "/register/", "/about/"):
        assert f'href="{address}"' in html


def test_home_shows_subjects_with_counts_and_the_newest_pathways(client, subject_page):
    fill(subject_page, 1)

    html = client.get("/").content.decode()

    assert "1 pathway</span>" in html
    assert "1 barrier</span>" in html
    assert "Newest pathways" in html


def test_home_without_content_offers_to_propose_the_first_pathway(client, home):
    html = client.get("/").content.decode()

    assert "There are no subjects here yet." in html
    assert "Newest pathways" not in html


def test_a_subject_lists_its_pages(client, subject_page):
    fill(subject_page, 2)

    html = client.get(subject_page.url).content.decode()

    assert "Barriers to learning" in html
    assert html.count('class="card"') == 4


def test_an_empty_subject_offers_a_way_on(client, subject_page):
    html = client.get(subject_page.url).content.decode()

    assert "Nothing has been published in" in html
    assert 'action="/search/"' in html
    assert 'href="/register/"' in html


def test_a_subject_narrowed_to_nothing_offers_everything(client, subject_page):
    fill(subject_page, 1)
    algebra, geometry = (
        SubjectFactory(slug=slug, parent=subject_page.subject)
        for slug in ("algebra", "geometry")
    )
    phase = PhaseFactory(slug="key-stage-9")
    PathwayPageFactory(parent=subject_page, live=True, topics=[algebra])
    PathwayPageFactory(
        parent=subject_page, live=True, topics=[geometry], phases=[phase]
    )

    html = client.get(
        subject_page.url, {"topic": "algebra", "phase": "key-stage-9"}
    ).content.decode()

    assert "No page has both this topic and this phase." in html
    assert "Show everything in this subject" in html


def test_a_subject_with_nothing_to_narrow_by_keeps_no_empty_column(
    client, subject_page
):
    PathwayPageFactory(parent=subject_page, live=True, topics=[], phases=[])

    html = client.get(subject_page.url).content.decode()

    assert 'class="card"' in html
    assert "with-aside" not in html
    assert "Narrow the list" not in html


def test_a_chosen_topic_is_marked_and_can_be_taken_away(client, subject_page):
    fill(subject_page, 1)
    slug = subject_page.subject.topics.get().slug

    html = client.get(subject_page.url, {"topic": slug}).content.decode()

    assert 'aria-current="true"' in html
    assert "follow the link to take it away" in html


def test_an_information_page_shows_its_text(client, home):
    page = InformationPage(title="About", slug="about", body="<p>What it is.</p>")
    home.add_child(instance=page)

    assert "What it is." in client.get("/about/").content.decode()


@pytest.mark.parametrize("address", ["/", "/subjects/", "subject"])
def test_the_number_of_queries_does_not_grow(
    client, subject_page, address, django_assert_max_num_queries
):
    address = subject_page.url if address == "subject" else address
    fill(subject_page, 2)
    client.get(address)  # fills the caches of sites and content types

    fill(subject_page, 6)
    with django_assert_max_num_queries(20):
        client.get(address)

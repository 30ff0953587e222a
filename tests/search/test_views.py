"""The search page: every address is answered, and says what it found."""

import dataclasses

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.search import documents, rebuild
from evidence.search.references import ReferenceSource
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory
from tests.search import servers

pytestmark = pytest.mark.django_db
CEILING = 20  # queries, whatever is found


@pytest.fixture
def page(client, home, sample):
    """Fetches the search page: `page("q=fractions")`."""
    SubjectFactory(name="Mathematics", slug="mathematics")
    PhaseFactory(name="Key Stage 2", slug="ks2", order=2)
    PhaseFactory(name="Key Stage 1", slug="ks1", order=1)
    rebuild.rebuild(now=timezone.now())
    return lambda address="": client.get(f"{reverse('search')}?{address}")


def test_shows_what_was_found_with_marks(page):
    html = page("q=fractions").content.decode()

    assert "2 results for “fractions”" in html
    assert "Whole-number bias in <mark>fractions</mark>" in html


def test_says_one_result_in_the_singular(page):
    assert "1 result for “photosynthesis”" in page("q=photosynthesis").content.decode()


def test_an_empty_search_shows_the_newest(page):
    response = page()

    assert response.context["query"].sort == "newest"
    assert response.context["found"][0].hit.document.year == 2024


def test_names_facets_in_words(page):
    html = page().content.decode()

    for label in ("Barrier to learning", "Mathematics", "Key Stage 2", "2015–2019"):
        assert label in html


def test_phases_stand_in_the_order_of_schooling(page):
    groups = {group.name: group for group in page().context["groups"]}

    labels = [choice.label for choice in groups["phase"].choices]
    assert labels[:2] == ["Key Stage 1", "Key Stage 2"]


def test_several_values_of_a_facet_are_alternatives(page):
    response = page("kind=barrier&kind=intervention")

    assert response.context["results"].total == 5


def test_a_chosen_filter_can_be_removed_and_keeps_the_rest(page):
    response = page("q=fractions&kind=barrier&phase=ks2&page=3")

    urls = {choice.label: choice.url for choice in response.context["chosen"]}
    assert urls["Barrier to learning"] == "?q=fractions&phase=ks2"
    assert urls["Key Stage 2"] == "?q=fractions&kind=barrier"


def test_says_when_it_had_to_loosen_the_query(page):
    html = page("q=homework+photosynthesis").content.decode()

    assert "Nothing has all of your words" in html


def test_offers_another_spelling(page):
    html = page("q=homwork").content.decode()

    assert '<a href="?q=homework">homework</a>' in html


def test_nothing_found_offers_a_way_on(page):
    html = page("q=xqzzvw&kind=barrier").content.decode()

    assert "Nothing found for “xqzzvw”" in html
    assert "/register/?title=xqzzvw" in html
    assert "Search again without filters" in html


def test_a_page_past_the_last_says_so(page):
    html = page("q=fractions&page=7").content.decode()

    assert "There is no such page of results" in html


@pytest.mark.parametrize(
    "address",
    [
        "page=0",
        "page=-1",
        "page=abc",
        "page=" + "9" * 5000,
        "page=٣",
        "sort=nonsense",
        "kind=nonsense&subject=%00&phase=%27&year=x",
        "year=2015..2019",
        "subject=" + "x" * 3000,
        "&".join(f"subject=s{n}" for n in range(300)),
        "q=%00%1b%E2%80%AE",
        "q=%FF%FE",
        "q=" + "x" * 4000,
        "q=" + "word+" * 800,
        "q=%22&q=%28%28*",
        "q=a&q=fractions",
        "q=<script>alert(1)</script>",
    ],
)
def test_any_address_is_answered(page, address):
    response = page(address)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_is_kept_out_of_other_search_engines(page):
    response = page("q=fractions")

    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_sets_no_cookie(page):
    assert not page("q=fractions").cookies


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=fractions",
        "q=homwork",
        "q=xqzzvw+abcde",
        "kind=study&subject=mathematics",
    ],
)
def test_asks_the_database_little(page, address, django_assert_max_num_queries):
    page(address)

    with django_assert_max_num_queries(CEILING):
        page(address)


def test_pages_are_linked(page):
    html = page().content.decode()

    assert 'rel="next"' in html


def test_a_result_leads_to_what_all_its_studies_found(client, home):
    documents.register_source(ReferenceSource())
    first, _second = FindingFactory.create_batch(2, intervention="Number line work")
    rebuild.rebuild(now=timezone.now())

    html = client.get(f"{reverse('search')}?q=number+line").content.decode()

    assert "Findings together:" in html
    assert f"{reverse('evidence:synthesis', args=[first.outcome_kind])}?" in html
    assert "(2 studies)" in html


def test_a_long_list_of_authors_is_cut(client, home, sample):
    authors = tuple(f"Author {letter}" for letter in "ABCDE")
    sample.rows[1] = dataclasses.replace(sample.rows[1], authors=authors)
    rebuild.rebuild(now=timezone.now())

    html = client.get(reverse("search")).content.decode()

    assert "Author A, Author B, Author C, and others" in html
    assert "Author D" not in html


def test_what_the_simpler_index_answered_is_not_kept(page, settings):
    with servers.listening(servers.close) as settings.ELASTICSEARCH_URL:
        response = page("q=fractions")

    assert "private" in response["Cache-Control"]

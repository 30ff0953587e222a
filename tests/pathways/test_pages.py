"""What readers get of a pathway and of a knowledge page."""

import json
import re

import pytest
from django.core.cache import cache

from pathways.constants import PARTS, KnowledgeKind
from tests.factories.evidence import FindingFactory, ReferenceFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, full_body, node, outline
from tests.factories.workflows import make_live

pytestmark = pytest.mark.django_db


def shown(page, rf):
    """The page as its template renders it: what a reader or a preview would get."""
    request = rf.get("/")
    return page.serve(request).render().content.decode()


@pytest.mark.parametrize("kind", KnowledgeKind)
def test_a_knowledge_page_shows_every_part_in_the_order_of_its_kind(
    subject_page, rf, kind
):
    body = full_body(kind)[::-1]
    page = KnowledgePageFactory(parent=subject_page, kind=kind, body=body)

    html = shown(page, rf)

    places = [
        html.index(f'id="{part.name.replace("_", "-")}"')
        for part in PARTS
        if kind in part.required_on
    ]
    assert places == sorted(places)
    for raw in body:
        assert f'data-block-id="{raw["id"]}"' in html


def test_the_contents_lead_to_the_parts(subject_page, rf):
    page = KnowledgePageFactory(parent=subject_page, complete=True)

    html = shown(page, rf)

    for anchor in re.findall(r'href="#([a-z-]+)"', html):
        assert f'id="{anchor}"' in html
    assert 'href="#case-against"' in html


def test_a_finding_stands_with_its_interval_its_weakness_and_its_record(
    subject_page, rf
):
    finding = FindingFactory(effects_pooled=90, study__weakness="Small schools only.")
    page = KnowledgePageFactory(parent=subject_page, findings=[finding])

    html = shown(page, rf)

    assert "95&nbsp;% interval 0.20 to 0.60" in html
    assert "90 effects (k), 140 people (n)" in html
    assert "Small schools only." in html
    record = finding.study.reference.get_absolute_url()
    assert f'href="{record}#finding-{finding.key}"' in html


def test_references_are_numbered_and_a_retraction_is_said(subject_page, rf):
    good = ReferenceFactory()
    bad = ReferenceFactory(retracted=True, retraction_note="Data made up.")
    page = KnowledgePageFactory(parent=subject_page, references=[good, bad])

    html = shown(page, rf)

    assert html.index(f'id="reference-{good.slug}"') < html.index(
        f'id="reference-{bad.slug}"'
    )
    assert "Data made up." in html


def test_the_structured_data_cannot_end_its_script(subject_page, rf):
    page = KnowledgePageFactory(
        parent=subject_page, title="</script><script>alert(1)</script>", complete=True
    )

    html = shown(page, rf)

    assert "<script>alert" not in html
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(data[1])["name"] == page.title
    assert len(json.loads(data[1])["citation"]) == 2


def test_a_map_is_a_nested_list_with_links_and_kinds_in_words(subject_page, rf):
    barrier = KnowledgePageFactory(parent=subject_page, live=False, summary="Sum.")
    nodes = [
        node("Start", level=1, kind="symptom"),
        node("Bias", level=2, page=barrier),
        node("Number line", level=3, kind="intervention", edge="addressed_by"),
    ]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)

    html = " ".join(shown(page, rf).split())

    assert (
        f'<li class="outline__node outline__node--symptom" id="node-{nodes[0]["id"]}"'
        in html
    )
    assert "addressed by" in html
    assert '<span class="mm-node" dir="auto">Bias</span>' in html
    assert "its page is not published yet" in html
    assert '<span class="tag tag--intervention">Intervention</span>' in html


def test_media_beneath_a_node_unfold(subject_page, rf, picture):
    figure = {
        "image": {"image": picture.pk, "alt_text": "A line", "decorative": False},
        "caption": "From 0 to 2",
    }
    nodes = [node("Start", level=1, media=[block("figure", figure)])]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)

    html = shown(page, rf)

    assert '<details class="outline__media">' in html
    assert 'alt="A line"' in html
    assert "From 0 to 2" in html


def queries(page, rf, django_assert_max_num_queries, most):
    fresh = type(page).objects.get(pk=page.pk)
    with django_assert_max_num_queries(most) as seen:
        shown(fresh, rf)
    return len(seen.captured_queries)


def test_a_map_costs_the_same_queries_whatever_its_size(
    subject_page, rf, django_assert_max_num_queries
):
    pages = KnowledgePageFactory.create_batch(3, parent=subject_page)
    small = PathwayPageFactory(parent=subject_page, nodes=4, pages=pages)
    large = PathwayPageFactory(parent=subject_page, nodes=200, pages=pages)

    few = queries(small, rf, django_assert_max_num_queries, 20)
    many = queries(large, rf, django_assert_max_num_queries, 20)

    assert many <= few


def test_a_knowledge_page_costs_the_same_queries_whatever_it_cites(
    subject_page, rf, django_assert_max_num_queries
):
    small = KnowledgePageFactory(
        parent=subject_page, findings=FindingFactory.create_batch(2)
    )
    large = KnowledgePageFactory(
        parent=subject_page, findings=FindingFactory.create_batch(30)
    )

    few = queries(small, rf, django_assert_max_num_queries, 20)
    many = queries(large, rf, django_assert_max_num_queries, 20)

    assert many <= few


def full_content(kind_of_page, subject_page, picture):
    """As much as a page can hold: a picture, a probe that points elsewhere."""
    figure = {
        "image": {"image": picture.pk, "alt_text": "A line", "decorative": False},
        "caption": "",
    }
    if kind_of_page is PathwayPageFactory:
        pages = KnowledgePageFactory.create_batch(2, parent=subject_page)
        nodes = outline(12, pages)
        nodes[0]["value"]["media"] = [block("figure", figure)]
        return {"nodes": nodes}
    other = KnowledgePageFactory(parent=subject_page)
    body = full_body("barrier")
    check = next(part for part in body if part["type"] == "how_to_check")
    probe = check["value"]["probes"][0]["value"]
    probe["options"][1]["value"]["barrier"] = other.pk
    return {"body": [*body, block("figure", figure)]}


@pytest.mark.parametrize("make", [KnowledgePageFactory, PathwayPageFactory])
def test_a_live_page_with_its_review_record_stays_below_twenty_queries(
    subject_page, client, picture, make, django_assert_max_num_queries
):
    page = make(parent=subject_page, **full_content(make, subject_page, picture))
    make_live(page)
    client.get(page.url)  # makes the sizes of the picture
    cache.clear()

    with django_assert_max_num_queries(20):
        response = client.get(page.url)

    assert response.status_code == 200
    assert "How this page was reviewed" in response.content.decode()


def test_a_knowledge_page_lists_the_public_pathways_that_lead_to_it(
    subject_page, client
):
    page = KnowledgePageFactory(parent=subject_page, complete=True)
    make_live(page)
    live = PathwayPageFactory(parent=subject_page, title="Leads", nodes=2, pages=[page])
    make_live(live)
    PathwayPageFactory(parent=subject_page, title="Draft map", nodes=2, pages=[page])

    assert [found.title for found in page.pathways()] == ["Leads"]

    live.view_restrictions.create(restriction_type="login")

    assert page.pathways() == []


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/subjects/nowhere/", "/subjects/nowhere/at/all/"]
)
def test_an_address_that_no_page_has_is_not_found(home, subject_page, client, path):
    assert client.get(path).status_code == 404

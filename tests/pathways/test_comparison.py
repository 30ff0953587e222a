"""The comparison of two versions of a map, as an editor reads it."""

import re

import pytest
from django.utils.html import strip_tags

from pathways.models import PathwayPage
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node


@pytest.fixture
def compare(client, administrator, subject_page):
    """Two versions by their raw nodes: the HTML of Wagtail's comparison of the map."""
    client.force_login(administrator)

    def make(before, after):
        page = PathwayPageFactory(parent=subject_page, nodes=before)
        first = page.save_revision()
        page.nodes = PathwayPage._meta.get_field("nodes").to_python(after)
        second = page.save_revision()
        response = client.get(
            f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/"
        )
        assert response.status_code == 200
        return response.content.decode()

    return make


@pytest.fixture
def nodes():
    return [node("Start", 1), node("Bias", 2), node("Line", 3), node("Language", 2)]


def changed(raw, **values):
    return {**raw, "value": {**raw["value"], **values}}


def text(html):
    return re.sub(r"\s+", " ", strip_tags(html))


def test_a_node_that_moved_is_one_sentence(compare, nodes):
    start, bias, line, language = nodes

    html = compare(nodes, [start, language, bias, line])

    assert "moved to another place under “Start”" in text(html)
    assert html.count("comparison__child-object") == 1


def test_a_new_node_and_one_that_is_gone_are_told_apart(compare, nodes):
    html = compare(nodes, [*nodes[:3], node("Fresh", 2)])

    assert re.search(r'addition"><p>“Fresh” added under “Start”', html)
    assert re.search(r'deletion"><p>“Language” removed', html)


def test_a_new_name_shows_the_words_that_changed(compare, nodes):
    renamed = changed(nodes[1], label="Bias of whole numbers")

    html = compare(nodes, [nodes[0], renamed, *nodes[2:]])

    assert "“Bias” renamed to “Bias of whole numbers”" in text(html)
    assert re.search(r'class="addition">[^<]*of whole numbers', html)


def test_another_page_is_named(compare, nodes, subject_page):
    page = KnowledgePageFactory(parent=subject_page, title="Whole-number bias")

    html = compare(nodes, [nodes[0], changed(nodes[1], page=page.pk), *nodes[2:]])

    assert "“Bias” now leads to the page “Whole-number bias" in text(html)


def test_what_opens_beneath_a_node_is_compared_part_by_part(compare, nodes):
    part = block("text", "<p>Draw it.</p>")
    before = [*nodes[:3], changed(nodes[3], media=[part])]
    after = [*nodes[:3], changed(nodes[3], media=[{**part, "value": "<p>Draw</p>"}])]

    html = compare(before, after)

    assert "“Language”: what opens beneath it was changed" in text(html)
    assert re.search(r'class="deletion">[^<]*it', html)


def test_words_are_never_taken_for_markup(compare, nodes):
    html = compare(nodes, [changed(nodes[0], label="<b>x</b>"), *nodes[1:]])

    assert "<b>x" not in html

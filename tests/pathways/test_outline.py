"""The levelled list as a tree."""

import pytest

from pathways.outline import build, walk
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node, outline


def shape(nodes):
    return [(found.label, shape(found.children)) for found in nodes]


def tree(subject_page, *levels):
    nodes = [node(str(index), level=level) for index, level in enumerate(levels)]
    return build(PathwayPageFactory(parent=subject_page, nodes=nodes).nodes)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], []),
        ([1, 2, 3, 2], [("0", [("1", [("2", [])]), ("3", [])])]),
        ([3, 3], [("0", [("1", [])])]),
        ([1, 1], [("0", [("1", [])])]),
        ([1, 5, 2], [("0", [("1", []), ("2", [])])]),
        ([None, None], [("0", [("1", [])])]),
    ],
    ids=["empty", "in order", "too deep", "two starts", "a gap", "no levels"],
)
def test_order_and_level_make_one_tree_even_of_a_draft(subject_page, levels, expected):
    assert shape(tree(subject_page, *levels)) == expected


def test_a_node_of_a_page_that_is_gone_stays_and_says_so(subject_page):
    page = PathwayPageFactory(
        parent=subject_page, nodes=[node("Start", level=1, page=999_999)]
    )

    (start,) = build(page.nodes)

    assert start.page_gone
    assert start.leads_nowhere
    assert not start.leads_somewhere


def test_a_node_of_a_draft_page_leads_nowhere_yet(subject_page):
    draft = KnowledgePageFactory(parent=subject_page)
    page = PathwayPageFactory(
        parent=subject_page, nodes=[node("Start", level=1, page=draft)]
    )

    (start,) = build(page.nodes)

    assert start.page == draft
    assert start.leads_nowhere


def test_a_kind_or_edge_that_nobody_knows_has_no_words(subject_page):
    nodes = [node("Start", level=1, kind="odd"), node("Next", edge="odd")]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)

    start, following = walk(build(page.nodes))

    assert start.kind_label == ""
    assert following.edge_label == ""


def test_the_same_number_of_queries_reads_any_map(
    subject_page, django_assert_num_queries
):
    pages = KnowledgePageFactory.create_batch(3, parent=subject_page)
    maps = [
        PathwayPageFactory(parent=subject_page, nodes=outline(size, pages))
        for size in (4, 120)
    ]

    for page in maps:
        page.refresh_from_db()
        with django_assert_num_queries(1):
            assert build(page.nodes)

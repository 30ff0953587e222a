"""The map as a table."""

import datetime as dt
from types import SimpleNamespace

import pytest

from pathways.pathway_views import table
from pathways.pathway_views.choices import Choice, TableSort
from pathways.pathway_views.facts import Facts
from tests.pathways.pathway_views.trees import tree

BIAS = SimpleNamespace(title="Whole-number bias", live=True)
LINE = SimpleNamespace(title="The number line", live=True)


@pytest.fixture
def root():
    return tree(
        "Start",
        "symptom",
        tree(
            "Änne’s bias",
            "barrier",
            tree("“Zebra” sums", "symptom", edge="explains"),
            tree("Line", "intervention", edge="addressed_by", page=LINE),
            page=BIAS,
        ),
        tree("Another", "barrier", edge="often_confused_with"),
    )


def shown(root, facts=None, **choice):
    made = table.build([root], facts or {}, Choice(view="table", **choice))
    return [row.node.label for row in made.rows]


def test_without_an_order_the_rows_are_those_of_the_map_with_their_parents(root):
    rows = table.build([root], {}, Choice(view="table")).rows

    assert [row.node.label for row in rows] == [
        "Start",
        "Änne’s bias",
        "“Zebra” sums",
        "Line",
        "Another",
    ]
    assert [row.parent and row.parent.label for row in rows] == [
        None,
        "Start",
        "Änne’s bias",
        "Änne’s bias",
        "Start",
    ]


def test_labels_are_sorted_as_one_looks_them_up(root):
    expected = ["Änne’s bias", "Another", "Line", "Start", "“Zebra” sums"]

    assert shown(root, sort="label") == expected
    assert shown(root, sort="-label") == expected[::-1]


def test_kinds_come_in_the_order_in_which_a_teacher_meets_them(root):
    assert shown(root, sort="kind") == [
        "Start",
        "“Zebra” sums",
        "Änne’s bias",
        "Another",
        "Line",
    ]


def test_a_kind_that_is_not_known_comes_last():
    root = tree("Old", "mystery", tree("New", "note"))

    assert shown(root, sort="kind") == ["New", "Old"]


def test_places_are_sorted_by_level_and_then_as_on_the_map(root):
    assert shown(root, sort="place") == [
        "Start",
        "Änne’s bias",
        "Another",
        "“Zebra” sums",
        "Line",
    ]


@pytest.mark.parametrize("sort", ["page", "-page"])
def test_nodes_without_a_page_come_last_in_both_directions(root, sort):
    order = shown(root, sort=sort)

    assert set(order[:2]) == {"Änne’s bias", "Line"}
    assert order[2:] == ["Start", "“Zebra” sums", "Another"]


def test_edges_evidence_and_review_can_be_sorted_by(root):
    bias, other = root.children
    facts = {
        bias.id: Facts(findings=2, reviewed_on=dt.date(2026, 5, 1)),
        other.id: Facts(findings=9, reviewed_on=dt.date(2025, 5, 1)),
    }

    assert shown(root, sort="edge")[:3] == ["Line", "“Zebra” sums", "Another"]
    assert shown(root, facts, sort="evidence")[:2] == ["Änne’s bias", "Another"]
    assert shown(root, facts, sort="-evidence")[:2] == ["Another", "Änne’s bias"]
    assert shown(root, facts, sort="review")[:2] == ["Another", "Änne’s bias"]


def test_an_empty_label_is_sorted_last():
    root = tree("", "symptom", tree("B", "barrier"))

    assert shown(root, sort="label") == ["B", ""]


def test_a_kind_narrows_the_rows_and_not_the_counts(root):
    made = table.build([root], {}, Choice(view="table", kind="barrier"))

    assert [row.node.label for row in made.rows] == ["Änne’s bias", "Another"]
    assert made.total == 5
    assert [(kind.kind, kind.count, kind.is_chosen) for kind in made.kinds] == [
        ("symptom", 2, False),
        ("barrier", 2, True),
        ("intervention", 1, False),
    ]
    assert made.all_query == "?view=table"


def test_a_column_says_its_direction_and_leads_to_the_other_one(root):
    choice = Choice(view="table", sort="label", kind="barrier")

    made = table.build([root], {}, choice)

    by_name = {column.name: column for column in made.columns}
    assert by_name["label"].direction == "ascending"
    assert by_name["label"].direction_label == "ascending"
    assert by_name["label"].query == "?view=table&sort=-label&kind=barrier"
    assert by_name["kind"].direction == ""
    assert by_name["kind"].query == "?view=table&sort=kind&kind=barrier"
    assert made.sorted_by is by_name["label"]
    assert made.map_order_query == "?view=table&kind=barrier"


def test_a_column_sorted_downwards_leads_upwards_again(root):
    made = table.build([root], {}, Choice(view="table", sort="-kind"))

    assert made.sorted_by.direction_label == "descending"
    assert made.sorted_by.query == "?view=table&sort=kind"


@pytest.mark.parametrize("sort", TableSort.values)
def test_no_order_loses_a_row(root, sort):
    assert sorted(shown(root, sort=sort)) == sorted(shown(root))
    assert sorted(shown(root, sort=f"-{sort}")) == sorted(shown(root))


def test_a_map_without_nodes_makes_an_empty_table():
    made = table.build([], {}, Choice(view="table"))

    assert (made.rows, made.kinds, made.total) == ((), (), 0)
    assert made.sorted_by is None

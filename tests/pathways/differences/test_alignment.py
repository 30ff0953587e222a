"""Two versions side by side."""

from pathways.differences import side_by_side
from tests.pathways.differences.maps import edited, written

BASE = written("start\n  a\n    a1\n  b")


def shown(before, after):
    return [
        (
            row.before.label if row.before else "",
            row.after.label if row.after else "",
            row.mark,
        )
        for row in side_by_side(before, after)
    ]


def test_every_node_of_either_has_a_row_in_the_later_order():
    after = edited(written("start\n  b\n    new\n  a"), "a", label="A")

    assert shown(BASE, after) == [
        ("start", "start", ""),
        ("b", "b", "moved"),
        ("", "new", "added"),
        ("a", "A", "edited"),
        ("a1", "", "removed"),
    ]


def test_a_row_says_how_deep_its_node_is_on_each_side():
    rows = side_by_side(BASE, written("start\n  a\n  a1\n  b"))

    row = next(row for row in rows if row.node == "a1")
    assert (row.before.level, row.after.level, row.mark) == (3, 2, "moved")


def test_an_edited_node_is_marked_so():
    assert ("a1", "new", "edited") in shown(BASE, edited(BASE, "a1", label="new"))


def test_a_start_that_is_gone_stands_first():
    assert shown(BASE, written("a"))[0] == ("start", "", "removed")

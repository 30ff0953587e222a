"""One change made in a map that has changed in the meantime."""

from pathways.differences import apply, differences
from tests.pathways.differences.maps import at, drawn, edited, stored, written

BASE = written("start\n  a\n    a1\n  b\n    b1")


def only(before, after):
    (change,) = differences(before, after)
    return change


def test_a_move_carries_the_subtree_with_what_was_added_to_it():
    move = only(BASE, written("start\n  b\n    b1\n    a\n      a1"))
    grown = written("start\n  a\n    a1\n      mine\n  b\n    b1")

    moved = drawn(apply(grown, move))

    assert moved == "start\n  b\n    b1\n    a\n      a1\n        mine"


def test_an_addition_whose_parent_is_gone_hangs_on_the_nearest_ancestor():
    addition = only(BASE, written("start\n  a\n    a1\n      new\n  b\n    b1"))

    assert drawn(apply(written("start\n  a\n  b"), addition)) == (
        "start\n  a\n    new\n  b"
    )
    assert drawn(apply(written("start\n  b"), addition)) == "start\n  b\n  new"
    assert drawn(apply(written("other\n  b"), addition)) == "other\n  b\n  new"
    assert drawn(apply([], addition)) == "new"


def test_a_move_onto_a_node_that_is_gone_hangs_on_the_nearest_ancestor():
    move = only(BASE, written("start\n  a\n  b\n    b1\n      a1"))

    assert drawn(apply(written("start\n  a\n    a1\n  b"), move)) == (
        "start\n  a\n  b\n    a1"
    )


def test_a_move_beneath_its_own_subtree_goes_above_it():
    move = only(BASE, written("start\n  b\n    b1\n    a\n      a1"))
    crossed = written("start\n  a\n    a1\n    b\n      b1")

    assert drawn(apply(crossed, move)) == "start\n  a\n    a1\n    b\n      b1"


def test_the_start_stays_where_there_is_nothing_to_hang_it_on():
    move = next(
        change
        for change in differences(written("x\n  y"), written("y\n  x"))
        if change.node == "x"
    )

    assert drawn(apply(written("x\n  z"), move)) == "x\n  z"


def test_a_removal_leaves_what_mine_hung_on_it():
    removal = only(BASE, written("start\n  b\n    b1"))
    grown = written("start\n  a\n    a1\n      mine\n    mine2\n  b\n    b1")

    assert drawn(apply(grown, removal)) == "start\n  mine\n  mine2\n  b\n    b1"


def test_the_start_removed_leaves_its_first_child_as_the_start():
    removal = next(
        change
        for change in differences(BASE, written("a\n  b"))
        if change.name == "removed" and change.node == "start"
    )

    assert drawn(apply(BASE, removal)) == "a\n  a1\n  b\n    b1"


def test_changes_of_a_node_that_is_gone_do_nothing():
    less = written("start\n  b\n    b1")
    edit = only(BASE, edited(BASE, "a", label="new"))
    move = only(BASE, written("start\n  b\n    b1\n    a\n      a1"))

    assert apply(less, edit, move) == less


def test_only_the_changed_property_is_changed():
    mine = edited(BASE, "a", page=5, kind="probe")
    edit = only(BASE, edited(BASE, "a", label="new"))

    value = at(apply(mine, edit), "a")

    assert (value["label"], value["page"], value["kind"]) == ("new", 5, "probe")


def test_media_that_theirs_has_not_become_an_empty_list():
    with_media = edited(BASE, "a", media=[{"type": "text", "value": "x", "id": "m"}])
    bare = [stored("start"), *BASE[1:]]
    del bare[1]["value"]["media"]

    try:
        assert at(apply(with_media, only(with_media, bare)), "a")["media"] == []
    finally:
        bare[1]["value"]["media"] = []


def test_a_node_goes_after_the_nearest_sibling_that_is_still_there():
    wide = written("start\n  a\n  b\n  c\n  d")
    addition = only(wide, written("start\n  a\n  b\n  c\n  new\n  d"))

    assert drawn(apply(written("start\n  d\n  a"), addition)) == (
        "start\n  d\n  a\n  new"
    )
    assert drawn(apply(written("start\n  d"), addition)) == "start\n  d\n  new"


def test_no_node_becomes_deeper_than_maps_may_be():
    lines = ["  " * depth + f"n{depth}" for depth in range(9)]
    deep = written("\n".join([*lines, "  x", "    y"]))
    shallow = written("n0\n  n1\n  x\n    y")
    moved = written("n0\n  n1\n    x\n      y")
    move = only(shallow, moved)

    assert max(node["value"]["level"] for node in apply(deep, move)) <= 9
    assert len(apply(deep, move)) == len(deep)

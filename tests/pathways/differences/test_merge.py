"""Three versions: what theirs would bring to mine, and what stands against it."""

import pytest

from pathways.differences import apply, differences, incoming, merge
from tests.pathways.differences.maps import (
    at,
    drawn,
    edited,
    random_map,
    seeded,
    written,
)

BASE = written("start\n  a\n    a1\n  b\n    b1")
WITHOUT_A = written("start\n  b\n    b1")


def conflicts(mine, theirs):
    return [
        (item.change.sentence(), [other.sentence() for other in item.against])
        for item in incoming(BASE, mine, theirs)
        if item.is_conflict
    ]


def test_nothing_comes_in_where_theirs_has_not_changed():
    assert incoming(BASE, edited(BASE, "a", label="mine"), BASE) == []


def test_changes_of_different_nodes_are_joined():
    found = merge(
        BASE, edited(BASE, "a", label="mine"), edited(BASE, "b", label="theirs")
    )

    assert not found.conflicts
    assert [change.node for change in found.taken] == ["b"]
    assert at(found.nodes, "a")["label"] == "mine"
    assert at(found.nodes, "b")["label"] == "theirs"


def test_different_properties_of_one_node_are_joined():
    found = merge(BASE, edited(BASE, "a", label="mine"), edited(BASE, "a", page=4))

    assert not found.conflicts
    assert (at(found.nodes, "a")["label"], at(found.nodes, "a")["page"]) == ("mine", 4)


def test_the_same_property_set_to_different_values_is_a_conflict():
    found = merge(
        BASE, edited(BASE, "a", label="mine"), edited(BASE, "a", label="theirs")
    )

    (conflict,) = found.conflicts
    assert conflict.change.after == "theirs"
    assert conflict.against[0].after == "mine"
    assert at(found.nodes, "a")["label"] == "mine"


def test_the_same_change_on_both_sides_is_none():
    same = edited(BASE, "a", label="same")

    assert incoming(BASE, same, same) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (
            WITHOUT_A,
            edited(BASE, "a1", label="new"),
            ("“a1” renamed to “new”", ["“a” removed, with 1 node beneath it"]),
        ),
        (
            edited(BASE, "a1", label="new"),
            WITHOUT_A,
            ("“a” removed, with 1 node beneath it", ["“a1” renamed to “new”"]),
        ),
        (
            WITHOUT_A,
            written("start\n  a\n  b\n    b1\n    a1"),
            (
                "“a1” moved from “a” to “b”",
                ["“a” removed, with 1 node beneath it"],
            ),
        ),
        (
            written("start\n  a\n  b\n    b1\n    a1"),
            written("start\n  a\n  b\n    b1\n      a1"),
            ("“a1” moved from “a” to “b1”", ["“a1” moved from “a” to “b”"]),
        ),
        (
            written("start\n  b\n    b1\n    a\n      a1"),
            written("start\n  a\n    a1\n      b\n        b1"),
            ("“b” moved from “start” to “a1”", ["“a” moved from “start” to “b”"]),
        ),
    ],
    ids=[
        "mine deleted what theirs edited",
        "theirs deleted what mine edited",
        "mine deleted what theirs moved",
        "both moved it to different places",
        "each hung one node beneath the other",
    ],
)
def test_changes_that_cannot_be_joined_are_conflicts(mine, theirs, expected):
    assert conflicts(mine, theirs) == [expected]
    assert merge(BASE, mine, theirs).nodes == mine


def test_an_addition_under_a_node_that_mine_deleted_is_kept_without_a_conflict():
    theirs = written("start\n  a\n    a1\n    new\n  b\n    b1")

    found = merge(BASE, WITHOUT_A, theirs)

    assert not found.conflicts
    assert drawn(found.nodes) == "start\n  b\n    b1\n  new"


def test_what_both_deleted_is_no_change():
    assert incoming(BASE, WITHOUT_A, WITHOUT_A) == []


def test_a_conflict_is_resolved_for_theirs_by_making_the_change():
    mine, theirs = (
        edited(BASE, "a", label="mine"),
        edited(BASE, "a", label="theirs"),
    )
    (item,) = incoming(BASE, mine, theirs)

    chosen = apply(mine, item.change)

    assert at(chosen, "a")["label"] == "theirs"
    assert incoming(BASE, chosen, theirs) == []


def test_a_base_with_the_change_made_holds_the_choice_for_mine():
    mine, theirs = (
        edited(BASE, "a", label="mine"),
        edited(BASE, "a", label="theirs"),
    )
    (item,) = incoming(BASE, mine, theirs)

    base = apply(BASE, item.change)

    assert incoming(base, mine, theirs) == []
    later = edited(theirs, "a", label="theirs, later")
    assert incoming(base, mine, later)[0].is_conflict


@pytest.mark.parametrize("seed", range(30))
def test_all_of_theirs_comes_in_where_mine_has_not_changed(seed):
    rng = seeded(seed)
    base = random_map(rng, [f"n{number}" for number in range(15)])
    theirs = random_map(rng, [f"n{number}" for number in range(5, 20)])

    found = merge(base, base, theirs)

    assert not found.conflicts
    assert found.nodes == theirs


@pytest.mark.parametrize("seed", range(30))
def test_no_change_of_mine_is_lost_in_a_merge(seed):
    rng = seeded(seed)
    base = random_map(rng, [f"n{number}" for number in range(15)])
    mine = random_map(rng, [f"n{number}" for number in range(3, 18)])
    theirs = random_map(rng, [f"n{number}" for number in range(6, 21)])

    found = merge(base, mine, theirs)

    ours = {node["id"] for node in mine}
    taken_away = set().union(*(c.touched for c in found.taken if c.name == "removed"))
    assert ours - taken_away <= {node["id"] for node in found.nodes}
    for change in differences(base, mine):
        if change.name == "edited" and change.node not in taken_away:
            assert at(found.nodes, change.node).get(change.aspect) == change.after

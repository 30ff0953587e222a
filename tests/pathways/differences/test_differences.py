"""What differs between two versions of a map."""

import itertools

import pytest

from pathways.differences import (
    Added,
    Edited,
    Moved,
    Removed,
    apply,
    differences,
)
from tests.pathways.differences.maps import (
    drawn,
    edited,
    random_map,
    seeded,
    stored,
    written,
)

BASE = written(
    """
start
  a
    a1
    a2
  b
    b1
  c
"""
)


def kinds(changes):
    return [(change.name, change.node) for change in changes]


def test_the_same_map_has_no_differences():
    assert differences(BASE, BASE) == []


def test_a_label_is_renamed():
    (change,) = differences(BASE, edited(BASE, "a1", label="Adds tops and bottoms"))

    assert isinstance(change, Edited)
    assert change.sentence() == "“a1” renamed to “Adds tops and bottoms”"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"label": ""}, "“a1” renamed to “(no label)”"),
        ({"kind": "probe"}, "“a1”: kind changed from “Barrier” to “Probe”"),
        ({"kind": "odd"}, "“a1”: kind changed from “Barrier” to “odd”"),
        ({"edge": "explains"}, "“a1”: relation “explains” added"),
        ({"page": 7}, "“a1” now leads to the page “Whole-number bias”"),
        ({"page": 8}, "“a1” leads to another page"),
        (
            {"media": [{"type": "text", "value": "<p>Look</p>", "id": "m"}]},
            "“a1”: what opens beneath it was changed",
        ),
        ({"colour": "red"}, "“a1”: details changed"),
    ],
)
def test_a_changed_property_is_said_in_words(value, sentence):
    (change,) = differences(BASE, edited(BASE, "a1", **value))

    assert change.sentence({7: "Whole-number bias"}) == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({"edge": "explains"}, {}, "“a1”: relation “explains” taken away"),
        (
            {"edge": "explains"},
            {"edge": "detected_by"},
            "“a1”: relation changed from “explains” to “detected by”",
        ),
        ({"page": 7}, {}, "“a1” no longer leads to a page"),
        ({"page": 6}, {"page": 7}, "“a1” leads to “Bias”, no longer to “Order”"),
        (
            {"page": 5},
            {"page": 7},
            "“a1” leads to “Bias”, no longer to “a page that is gone”",
        ),
    ],
)
def test_what_was_there_before_is_named(before, after, sentence):
    (change,) = differences(edited(BASE, "a1", **before), edited(BASE, "a1", **after))

    assert change.sentence({6: "Order", 7: "Bias"}) == sentence


def test_an_edit_touches_its_node_alone():
    (change,) = differences(BASE, edited(BASE, "a", label="new"))

    assert change.touched == {"a"}


def test_every_property_of_a_node_is_a_change_of_its_own():
    after = edited(BASE, "b1", label="new", kind="probe", page=3)

    assert [change.aspect for change in differences(BASE, after)] == [
        "label",
        "kind",
        "page",
    ]


def test_an_empty_value_and_a_missing_one_are_the_same():
    bare = [
        {**node, "value": {k: v for k, v in node["value"].items() if v}}
        for node in BASE
    ]

    assert differences(BASE, bare) == []
    assert differences(bare, BASE) == []


def test_a_new_node_says_where_it_hangs():
    after = written("start\n  a\n    a1\n    new\n    a2\n  b\n    b1\n  c")

    (change,) = differences(BASE, after)

    assert isinstance(change, Added)
    assert change.sentence() == "“new” added under “a”"


def test_a_new_subtree_is_one_change():
    after = [*BASE, stored("d", 2), stored("d1", 3), stored("d2", 3)]

    (change,) = differences(BASE, after)

    assert change.touched == {"d", "d1", "d2"}
    assert change.sentence() == "“d” added under “start”, with 2 nodes beneath it"


def test_a_subtree_that_is_gone_is_one_change():
    after = written("start\n  b\n    b1\n  c")

    (change,) = differences(BASE, after)

    assert isinstance(change, Removed)
    assert change.touched == {"a", "a1", "a2"}
    assert change.sentence() == "“a” removed, with 2 nodes beneath it"


def test_one_node_that_is_gone_is_said_without_a_number():
    (change,) = differences(BASE, BASE[:-1])

    assert change.sentence() == "“c” removed"


def test_a_subtree_that_moved_is_one_change_at_its_head():
    after = written("start\n  b\n    b1\n      a\n        a1\n        a2\n  c")

    (change,) = differences(BASE, after)

    assert isinstance(change, Moved)
    assert change.sentence() == "“a” moved from “start” to “b1”"


def test_the_fewest_siblings_explain_a_new_order():
    after = written("start\n  b\n    b1\n  c\n  a\n    a1\n    a2")

    (change,) = differences(BASE, after)

    assert change.sentence() == "“a” moved to another place under “start”"


def test_another_start_is_said_so():
    after = written("b\n  start\n    a\n      a1\n      a2\n    c\n  b1")

    changes = differences(BASE, after)

    assert {change.sentence() for change in changes} >= {
        "“b” made the start of the map",
        "“start” moved from the start of the map to “b”",
    }


def test_a_new_start_is_added_as_such():
    after = [
        stored("top", 1),
        *(
            {**node, "value": {**node["value"], "level": node["value"]["level"] + 1}}
            for node in BASE
        ),
    ]

    changes = differences(BASE, after)

    assert changes[0].sentence() == "“top” added as the start of the map"
    assert apply(BASE, *changes) == after


def test_a_node_dissolved_by_moving_its_children_up_is_removed_alone():
    after = written("start\n  a1\n  a2\n  b\n    b1\n  c")

    changes = differences(BASE, after)

    assert kinds(changes) == [("moved", "a1"), ("moved", "a2"), ("removed", "a")]
    assert changes[-1].touched == {"a"}


def test_a_change_of_level_alone_is_a_move_not_an_edit():
    after = written("start\n  a\n    a1\n      a2\n  b\n    b1\n  c")

    assert kinds(differences(BASE, after)) == [("moved", "a2")]


def test_a_map_can_begin_and_end_empty():
    assert apply([], *differences([], BASE)) == BASE
    assert apply(BASE, *differences(BASE, [])) == []


def test_drafts_with_gaps_are_read_as_they_are_shown():
    gaps = [stored("x", 3), stored("y", 9), stored("z", 1)]

    assert drawn(apply(gaps)) == "x\n  y\n  z"
    assert differences(gaps, apply(gaps)) == []


def test_nodes_without_an_id_or_with_a_doubled_one_are_not_lost():
    nodes = [stored("x", 1), stored(None, 2), stored("x", 2)]

    assert len(apply(nodes)) == 3
    assert differences(nodes, nodes) == []


@pytest.mark.parametrize("seed", range(60))
def test_all_changes_make_the_one_map_out_of_the_other(seed):
    rng = seeded(seed)
    keys = [f"n{number}" for number in range(rng.randint(1, 25))]
    before = random_map(rng, rng.sample(keys, rng.randint(1, len(keys))))
    after = random_map(rng, rng.sample(keys, rng.randint(1, len(keys))))

    assert apply(before, *differences(before, after)) == after


@pytest.mark.parametrize("seed", range(30))
def test_few_changes_to_a_large_map_make_the_other_too(seed):
    rng = seeded(seed)
    before = random_map(rng, [f"n{number}" for number in range(40)])
    changes = differences(before, random_map(rng, [node["id"] for node in before]))
    after = apply(before, *rng.sample(changes, min(4, len(changes))))

    assert apply(before, *differences(before, after)) == after


@pytest.mark.parametrize("seed", range(30))
def test_changes_in_any_order_leave_a_valid_map(seed):
    rng = seeded(seed)
    before = random_map(rng, [f"n{number}" for number in range(20)])
    after = random_map(rng, [f"n{number}" for number in range(8, 28)])
    changes = differences(before, after)
    rng.shuffle(changes)

    levels = [node["value"]["level"] for node in apply(before, *changes)]

    assert levels[0] == 1
    assert 1 not in levels[1:]
    assert all(level <= before + 1 for before, level in itertools.pairwise(levels))


@pytest.mark.parametrize("seed", range(20))
def test_a_change_that_is_made_says_so_and_makes_nothing_more(seed):
    rng = seeded(seed)
    before = random_map(rng, [f"n{number}" for number in range(12)])
    after = random_map(rng, [f"n{number}" for number in range(4, 16)])

    for change in differences(before, after):
        assert apply(after, change) == after

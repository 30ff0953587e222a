"""What a map still lacks, rule by rule."""

import pytest

from pathways.checklist import (
    FAULTS,
    LONG_LABEL,
    MOST_CHILDREN,
    Line,
    check,
    media_faults,
)
from pathways.constants import LABEL_LENGTH
from tests.factories.streams import block

START = Line("start", "Adds the denominators", 1, "symptom")


def line(node="n", level=2, kind="note", label="A few words", **fields):
    return Line(node, label, level, kind, **fields)


def found(*lines):
    """Node and rule of each point of a map that begins with an orderly start."""
    return [(point.node, point.rule) for point in check([START, *lines])]


def test_an_orderly_map_has_no_point():
    barrier = line("b", kind="barrier", page="live")
    helps = line("i", 3, "intervention", page="live")

    assert found(barrier, helps, line("p", 3, "probe")) == []
    assert check([]) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (line(label=" "), "label"),
        (line(label="x" * (LABEL_LENGTH + 1)), "label_too_long"),
        (line(label="x" * (LONG_LABEL + 1)), "label_long"),
        (line(kind=""), "kind"),
        (line(kind="intervention"), "no_page"),
        (line(page="gone"), "page_gone"),
        (line(page="draft"), "page_draft"),
        (line(level=3), "level"),
        (line(level=1), "level"),
        *((line(faults=[fault]), fault) for fault in FAULTS),
    ],
)
def test_each_rule_names_the_node_that_breaks_it(wrong, rule):
    assert found(wrong) == [("n", rule)]


@pytest.mark.parametrize(
    "fine",
    [
        line(label="x" * LONG_LABEL),
        line(kind="probe"),
        line(page="live"),
        line(level=None),
        line(faults=["no such fault"]),
    ],
)
def test_what_breaks_no_rule_is_not_mentioned(fine):
    assert found(fine) == []


def test_what_keeps_the_map_from_review_comes_first():
    points = check([START, line(label="", kind="barrier")])

    assert [(point.rule, point.required) for point in points] == [
        ("label", True),
        ("no_page", False),
        ("dead_end", False),
    ]


@pytest.mark.parametrize("kind", ["intervention", "gap"])
def test_a_barrier_ends_where_something_beneath_it_helps_or_says_it_is_unknown(kind):
    barrier = line("b", kind="barrier", page="live")
    between = line("p", 3, "probe")
    last = line("l", 4, kind, page="live")

    assert found(barrier, between) == [("b", "dead_end")]
    assert found(barrier, between, last) == []
    assert found(barrier, line("l", 2, kind, page="live")) == [("b", "dead_end")]


def test_too_many_nodes_on_one_are_counted():
    children = [line(f"c{index}") for index in range(MOST_CHILDREN)]

    assert found(*children) == []
    (point,) = check([START, *children, line("last")])
    assert (point.node, point.rule) == ("start", "too_wide")
    assert point.message.startswith("10 nodes hang on it")


def test_a_node_past_the_fifth_level_is_too_deep():
    deep = [line(f"level{level}", level) for level in range(2, 7)]

    assert found(*deep) == [("level6", "too_deep")]


def test_gaps_are_closed_as_on_the_map():
    assert found(line("a", 9), line("b", 9)) == [("a", "level")]


FIGURE = {"image": 4, "alt_text": "", "decorative": False}


@pytest.mark.parametrize(
    ("part", "faults"),
    [
        (block("figure", {"image": FIGURE}), ["no_alt"]),
        (block("figure", {"image": {**FIGURE, "decorative": True}}), []),
        (block("figure", {"image": {**FIGURE, "alt_text": "A line"}}), []),
        (block("figure", {"image": None}), []),
        (block("video", {"captions": None}), ["no_captions", "no_transcript"]),
        (block("video", {"captions": 3, "transcript": "Hello."}), []),
        (block("audio", {"transcript": " "}), ["no_transcript"]),
        (block("embed", {"transcript": ""}), ["no_summary"]),
        (block("embed", {"transcript": "A class."}), []),
        (block("text", "<p>Words</p>"), []),
    ],
)
def test_parts_that_some_could_not_see_or_hear_are_named(part, faults):
    assert media_faults([part]) == faults


def test_each_fault_is_named_once():
    assert media_faults([block("audio", {}), block("audio", {})]) == ["no_transcript"]

"""Odd corners of single formats that no program's file above shows."""

import json

import pytest

from pathways.interchange.documents import PageLink, Topic
from pathways.interchange.notes import note_from
from pathways.interchange.reading import read_map
from pathways.interchange.table import COLUMNS


def read(text, name):
    return read_map(data=text.encode(), name=name)


def tree(document):
    return [(node.level, node.label) for node in document.nodes]


def said(document, topic):
    return [remark.words for remark in document.remarks if remark.topic == topic]


def test_a_level_that_is_none_is_that_of_the_row_before():
    document = read("level,label\n1,a\n2,b\ntwo,c\n,d\n99999,e\n", "m.csv")

    assert tree(document) == [(1, "a"), (2, "b"), (2, "c"), (2, "d"), (2, "e")]
    assert said(document, Topic.LEVEL) == [
        "Its level is “two”, not a number from 1: put at level 2.",
        "Its level is “”, not a number from 1: put at level 2.",
        "Its level is “99999”, not a number from 1: put at level 2.",
    ]


def test_a_first_level_that_is_none_is_the_start():
    assert tree(read("level,label\nx,a\n", "m.csv")) == [(1, "a")]


def test_cells_without_a_column_are_reported():
    document = read("level,label\n1,a,surplus\n1,b,,\n", "m.csv")

    assert said(document, Topic.ATTRIBUTE) == [
        "The row has more cells than there are columns; they were left out."
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("barrier", "barrier"), ("Gap in what is known", "gap"), ("BARRIER", "barrier")],
)
def test_kinds_may_be_given_in_words(cell, value):
    document = read(f"level,label,kind\n1,a,{cell}\n", "m.csv")

    assert document.nodes[0].kind == value


def test_every_column_is_known():
    document = read(",".join(COLUMNS) + "\n1,a,,,,,,\n", "m.csv")

    assert document.remarks == []


def test_markdown_may_be_headings_alone():
    document = read("Title\n=====\n\nPart\n----\n\n### Detail\n", "m.md")

    assert tree(document) == [(1, "Title"), (2, "Part"), (3, "Detail")]


def test_an_empty_bullet_is_a_node_without_a_label():
    document = read("# a\n-\n- b\n", "m.md")

    assert tree(document) == [(1, "a"), (2, ""), (2, "b")]
    assert said(document, Topic.LABEL) == ["A node has no label. Give it one."]


def test_a_heading_within_a_bullet_is_its_label():
    assert tree(read("# a\n- ## b\n", "m.md")) == [(1, "a"), (2, "b")]


def test_a_list_within_a_quotation_is_a_note():
    document = read("# a\n\n> - one\n> - two\n", "m.md")

    assert tree(document) == [(1, "a")]
    assert document.nodes[0].note == "one\n\ntwo"


def test_code_beneath_a_node_is_a_note():
    document = read("# a\n\n```\nx = 1\n```\n\n- b\n\n      y = 2\n", "m.md")

    assert [node.note for node in document.nodes] == ["x = 1", "y = 2"]


def test_addresses_stand_behind_the_words_of_a_note():
    document = read("# a\n\nSee [here](https://e.org/x) or <https://e.org/>.\n", "m.md")

    assert document.nodes[0].note == "See here (https://e.org/x) or https://e.org/."


def test_braces_name_everything():
    text = "# a {#one .symptom}\n- b {kind=barrier page=3/slug}\n- c {not a list}\n"

    document = read(text, "m.md")

    assert [node.kind for node in document.nodes] == ["symptom", "barrier", ""]
    assert document.nodes[1].page == PageLink("", 3, "slug")
    assert tree(document)[2] == (2, "c {not a list}")


def test_html_in_front_of_markdown_is_no_xml():
    document = read("<h1>Title</h1>\n\n# a\n", "README.md")

    assert tree(document) == [(1, "a")]


def test_a_comment_in_front_of_a_map_is_passed_by():
    document = read("<!-- <opml> -->\n<map><node TEXT='a'/></map>", "m.mm")

    assert tree(document) == [(1, "a")]


def test_a_front_matter_without_a_title_leaves_the_start_s():
    document = read("---\nlayout: map\nempty:\n---\n# a\n", "m.md")

    assert document.title == "a"
    assert said(document, Topic.ATTRIBUTE) == [
        "“layout: map” of the head of the file was left out."
    ]


def test_json_with_odd_values_is_read_with_remarks():
    node = {
        "label": 3,
        "level": 1,
        "page": {"id": True, "url": 5},
        "media": "none",
        "colour": "red",
    }
    text = json.dumps({"format": "mesh-pathway", "version": 1, "nodes": [node]})

    document = read(text, "m.json")

    assert (document.nodes[0].label, document.nodes[0].page) == ("", None)
    assert said(document, Topic.ATTRIBUTE) == [
        "“colour” is not known and was left out."
    ]
    assert said(document, Topic.MEDIA) == [
        "A part of its media is not a block and was left out."
    ]


def test_media_of_a_kind_without_words_make_no_note():
    media = [{"type": "embed", "value": None}, {"type": "text", "value": None}]

    assert note_from(media, lambda _kind, _key: "") == ""

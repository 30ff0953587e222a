"""What a file says is made a map, and each correction is said."""

import pytest

from pathways.interchange.documents import MapDocument, MapNode, Topic, UnreadableMap
from pathways.interchange.shape import LABEL_LENGTH, identity, shape

KNOWN = "0b9f6c1e-3a52-4f0f-9d6b-0d4a5d1c2e3f"


def shaped(*nodes, title="File"):
    document = MapDocument(nodes=[MapNode(**node) for node in nodes])
    shape(document, title=title)
    return document


def levels(*given):
    document = shaped(*({"label": str(level), "level": level} for level in given))
    return [node.level for node in document.nodes]


def said(document, topic):
    return [remark.words for remark in document.remarks if remark.topic == topic]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1, 2, 3, 2), [1, 2, 3, 2]),
        ((0, 1, 1), [1, 2, 2]),  # counted from 0
        ((2, 3, 3), [1, 2, 2]),  # Markdown that begins with ##
        ((1, 3, 3, 2), [1, 2, 2, 2]),  # a level is skipped
        ((1, 4, 3, 4), [1, 2, 2, 3]),
        ((1, 2, 1, 2), [1, 2, 3, 2, 3]),  # two starts: under a new one
        ((3, 1, 2), [1, 2, 2, 3]),  # something in front of the start
    ],
)
def test_levels_become_a_tree_with_one_start(given, expected):
    assert levels(*given) == expected


def test_a_new_start_is_named_after_the_file():
    document = shaped({"label": "a", "level": 1}, {"label": "b", "level": 1})

    assert document.nodes[0].label == "File"
    assert said(document, Topic.ROOT) == [
        "The file has no single start. Everything was put under a new one, “File”."
    ]


def test_the_title_is_the_start_s_label():
    assert shaped({"label": " a\nb ", "level": 1}).title == "a b"
    assert shaped({"label": "", "level": 1}).title == "File"


def test_a_long_label_is_cut_and_kept_whole_beneath():
    label = "word " * 200

    document = shaped({"label": label, "level": 1, "note": "More."})

    [node] = document.nodes
    assert len(node.label) <= LABEL_LENGTH
    assert node.label.endswith("word…")
    assert node.note == f"{label.strip()}\n\nMore."
    assert said(document, Topic.LABEL) == [
        "Its label has 999 characters; 160 fit. The whole of it stands in the text "
        "beneath the node."
    ]


def test_a_label_of_the_full_length_is_not_cut():
    document = shaped({"label": "x" * LABEL_LENGTH, "level": 1})

    assert document.nodes[0].label == "x" * LABEL_LENGTH
    assert said(document, Topic.LABEL) == []


def test_what_cannot_be_seen_or_stored_is_taken_out():
    document = shaped({"label": "a\x00b\x1bc\u2028d", "level": 1, "note": "n\x00"})

    assert (document.nodes[0].label, document.nodes[0].note) == ("abc d", "n")


def test_kinds_and_relations_that_are_unknown_are_left_empty():
    document = shaped({"label": "a", "level": 1, "kind": "idea", "edge": "causes"})

    assert (document.nodes[0].kind, document.nodes[0].edge) == ("", "")
    assert said(document, Topic.KIND) == [
        "The kind “idea” is not known here. Choose one in the editor."
    ]
    assert said(document, Topic.EDGE) == [
        "The relation “causes” is not known here. Choose one in the editor."
    ]


def test_an_identity_that_is_there_twice_is_that_of_the_first():
    document = shaped(
        {"label": "a", "level": 1, "id": KNOWN}, {"label": "b", "level": 2, "id": KNOWN}
    )

    assert [node.id for node in document.nodes] == [KNOWN, ""]
    assert said(document, Topic.IDENTITY) == [
        "Another node has the same identity; this one is taken for new."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KNOWN, KNOWN),
        (f"ID_{KNOWN}", KNOWN),
        (KNOWN.upper(), KNOWN),
        ("", ""),
        (" ", ""),
    ],
)
def test_identities_of_ours_are_known(text, expected):
    assert identity(text) == expected


def test_other_identities_always_become_the_same():
    one, other = identity("ID_911274459"), identity("ID_911274460")

    assert one == identity(" ID_911274459 ")
    assert one != other
    assert identity(one) == one


def test_a_document_without_nodes_is_refused():
    with pytest.raises(UnreadableMap, match="holds no node"):
        shaped()

"""Files as other programs write them, and what the report says of each."""

from pathlib import Path

import pytest

from pathways.interchange.documents import MapFormat, PageLink, Topic
from pathways.interchange.reading import read_map

FILES = Path(__file__).parent / "files"


def read(name):
    return read_map(data=(FILES / name).read_bytes(), name=name)


def tree(document):
    return [(node.level, node.label) for node in document.nodes]


def said(document, topic):
    return [
        (remark.line, remark.words)
        for remark in document.remarks
        if remark.topic == topic
    ]


@pytest.fixture
def freemind():
    return read("freemind-0.9.mm")


def test_freemind_labels_are_read_in_all_their_forms(freemind):
    assert freemind.form == MapFormat.FREEMIND
    assert tree(freemind) == [
        (1, "Fractions - in year 5 -"),
        (2, "Adds tops & bottoms"),
        (3, "Ask for 1/2 + 1/2: what comes out?"),
        (2, "Größe von Brüchen"),
        (2, "Locked away"),
    ]


def test_freemind_notes_become_paragraphs(freemind):
    assert freemind.nodes[1].note == ("3/4 + 1/2 becomes 4/6.\n\nSeen in most classes.")


def test_freemind_links_are_kept_and_arrows_reported(freemind):
    assert freemind.nodes[2].page == PageLink("http://example.org/fractions?a=1&b=2")
    assert [words for _line, words in said(freemind, Topic.LINK)] == [
        "Its arrow or link to the node “Ask for 1/2 + 1/2: what comes out?” was left "
        "out.",
        "Its arrow or link to the node “Ask for 1/2 + 1/2: what comes out?” was left "
        "out.",
    ]


def test_freemind_icons_and_attributes_are_reported_with_their_line(freemind):
    assert said(freemind, Topic.ICON) == [
        (16, "The icon “full-1” was left out."),
        (16, "The icon “help” was left out."),
    ]
    assert said(freemind, Topic.ATTRIBUTE) == [
        (38, "The attribute author “Mrs Example” was left out.")
    ]


def test_freemind_says_what_is_encrypted(freemind):
    [remark] = [each for each in freemind.remarks if each.topic == Topic.NOTE]

    assert remark.words.startswith("It is encrypted")
    assert remark.node == "Locked away"


def test_freemind_appearance_is_said_once(freemind):
    assert len(said(freemind, Topic.APPEARANCE)) == 1


def test_freemind_identities_are_the_same_at_each_import(freemind):
    again = read("freemind-0.9.mm")

    identities = [node.id for node in freemind.nodes]
    assert identities == [node.id for node in again.nodes]
    assert len(set(identities)) == 5


def test_freeplane_styles_are_no_nodes():
    document = read("freeplane-1.11.mm")

    assert tree(document) == [
        (1, "Why reading stalls"),
        (2, "Few words known"),
        (3, "Teach ten words a week"),
        (2, "Decoding is slow"),
    ]


def test_freeplane_details_and_note_are_one_note():
    document = read("freeplane-1.11.mm")

    assert document.nodes[1].note == (
        "Details stand under the label.\n\nA note in **Markdown**."
    )


def test_freeplane_kinds_are_ours_or_reported():
    document = read("freeplane-1.11.mm")

    assert (document.nodes[1].kind, document.nodes[1].edge) == ("barrier", "explains")
    assert document.nodes[2].kind == ""
    assert said(document, Topic.KIND) == [
        (34, "The kind “idea” is not known here. Choose one in the editor.")
    ]
    assert said(document, Topic.MEDIA) == [
        (20, "The picture vocabulary.png was left out. Add it in the editor.")
    ]


def test_the_mm_of_mindmeister_is_read():
    document = read("mindmeister.mm")

    assert tree(document) == [
        (1, "Photosynthesis"),
        (2, "Plants eat soil"),
        (2, "Gas has no weight"),
    ]
    assert document.nodes[1].note == "Van Helmont's willow."
    assert document.title == "Photosynthesis"


def test_several_starts_of_workflowy_are_put_under_one():
    document = read("workflowy.opml")

    assert tree(document) == [
        (1, "workflowy"),
        (2, "Adding fractions"),
        (3, "Adds tops & bottoms"),
        (3, "A page on it"),
        (2, "Second start"),
    ]
    assert said(document, Topic.ROOT) == [
        (0, "The file has no single start. Everything was put under a new one, "
         "“workflowy”.")
    ]  # fmt: skip
    assert document.nodes[1].note == "Year 5\n\nsecond line"
    assert said(document, Topic.ATTRIBUTE) == [
        (9, "It is ticked as done; a map has no such mark.")
    ]


def test_columns_of_omnioutliner_are_reported():
    document = read("omnioutliner.opml")

    assert document.title == "Reading"
    assert tree(document) == [(1, "Why reading stalls"), (2, "Few words known")]
    assert document.nodes[1].note == "Hart & Risley is contested."
    assert said(document, Topic.ATTRIBUTE) == [
        (8, "The attribute Status “open” was left out.")
    ]


@pytest.fixture
def markdown():
    return read("outline.md")


def test_markdown_levels_come_from_headings_and_lists(markdown):
    assert tree(markdown) == [
        (1, "Long division goes wrong"),
        (2, "Place value is lost"),
        (3, "Ask for 304 ÷ 8"),
        (3, "Watch where the 0 goes"),
        (4, "With squared paper, see this page and that"),
        (2, "Remainders"),
        (3, "Remainders look like decimals {#r1 .misconception} indented text that is "
         "code"),
        (3, "a drawing Draw them"),
    ]  # fmt: skip
    assert markdown.title == "Long division"


def test_markdown_texts_become_notes(markdown):
    assert markdown.nodes[0].note == "What teachers told us."
    assert markdown.nodes[7].note == (
        "A quotation beneath the bullet. Its second line.\n\nHTML that people paste"
    )


def test_markdown_attributes_say_the_kind(markdown):
    assert (markdown.nodes[5].kind, markdown.nodes[5].edge) == ("barrier", "explains")


def test_markdown_reports_what_it_left_out_with_the_line(markdown):
    assert markdown.nodes[4].page == PageLink("https://example.org/place")
    assert said(markdown, Topic.LINK) == [
        (16, "It has more than one link; https://example.org/that was left out.")
    ]
    assert said(markdown, Topic.MEDIA) == [
        (22, "The picture remainder.png was left out. Add it in the editor.")
    ]
    assert said(markdown, Topic.NOTE) == [
        (0, "The text in front of the first node was left out: “Notes of a meeting.”.")
    ]
    assert said(markdown, Topic.ATTRIBUTE) == [
        (0, "“tags: maths, year 6” of the head of the file was left out."),
        (15, "It is ticked as done; a map has no such mark."),
    ]


ROWS = 'Level;Text;Kind;Notes;Colour\r\n1;Brüche;What you see;;red\r\n2;Größe – naïve;barrier;"a;b";\r\n'


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("cp1252", True),
    ],
)
def test_tables_of_excel_are_read_in_every_encoding(encoding, guessed):
    document = read_map(data=ROWS.encode(encoding), name="map.csv")

    assert tree(document) == [(1, "Brüche"), (2, "Größe – naïve")]
    assert [node.kind for node in document.nodes] == ["symptom", "barrier"]
    assert document.nodes[1].note == "a;b"
    assert bool(said(document, Topic.ENCODING)) == guessed
    assert said(document, Topic.ATTRIBUTE) == [
        (0, "The column “colour” is not known and was left out.")
    ]


def test_the_separator_may_be_a_tab_and_named_by_excel():
    data = b"sep=\t\nlevel\tlabel\n1\tStart\n\n2.0\tNext\n"

    document = read_map(data=data, name="map.csv")

    assert tree(document) == [(1, "Start"), (2, "Next")]
    assert [node.line for node in document.nodes] == [3, 5]

"""The words of a stream, read from what is stored."""

from pathways.wording import chosen_in_list, text_of
from tests.factories.evidence import FindingFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, full_body, node


def test_every_text_of_a_map_is_read_without_a_query(
    subject_page, picture, django_assert_num_queries
):
    media = [
        block("text", "<p>Prose <b>here</b>.</p><p>And there.</p>"),
        block(
            "figure",
            {
                "image": {"image": picture.pk, "alt_text": "An alt", "decorative": 0},
                "caption": "A caption",
            },
        ),
        block("audio", {"title": "Talk", "file": 1, "transcript": "Spoken words"}),
        block("quote", {"quote": "Quoted", "source": "Somebody"}),
        block(
            "embed",
            {"url": "https://example.org/x", "title": "Else", "transcript": "Seen"},
        ),
    ]
    page = PathwayPageFactory(
        parent=subject_page, nodes=[node("A label", level=1, media=media)]
    )
    page.refresh_from_db()

    with django_assert_num_queries(0):
        text = text_of(page.nodes)

    for word in (
        "A label",
        "Prose",
        "And there",
        "An alt",
        "A caption",
        "Spoken words",
        "Quoted",
        "Somebody",
        "Else",
        "Seen",
    ):
        assert word in text
    assert "<b>" not in text
    assert "example.org" not in text


def test_the_words_of_lists_and_probes_are_read(subject_page):
    page = KnowledgePageFactory(parent=subject_page, complete=True)

    text = text_of(page.body)

    assert "Adding tops and bottoms." in text
    assert "3/4 + 1/2 = ?" in text
    assert "Adds tops and bottoms." in text


def test_lists_stored_without_ids_are_read_too(subject_page):
    body = [
        block("active_ingredients", ["Bare value"]),
        block("dose", None),
        {"type": "gone", "value": "x", "id": "1"},
    ]
    page = KnowledgePageFactory(parent=subject_page, body=body)

    assert text_of(page.body) == "Bare value"


def test_the_findings_cited_are_read_from_what_is_stored(subject_page):
    findings = FindingFactory.create_batch(2)
    page = KnowledgePageFactory(
        parent=subject_page, body=full_body("barrier", findings=findings)
    )

    assert chosen_in_list(page.body, "evidence", "findings", "finding") == {
        finding.pk for finding in findings
    }

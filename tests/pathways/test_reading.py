"""The parts of a knowledge page in the order of reading."""

from pathways.reading import cited_findings, cited_references, reading_parts
from tests.factories.evidence import FindingFactory, ReferenceFactory
from tests.factories.pathways import KnowledgePageFactory
from tests.factories.streams import block, full_body

QUOTE = {"quote": "Words", "source": "Somebody"}


def test_media_follow_the_part_behind_which_they_were_put(subject_page):
    body = [
        block("quote", {**QUOTE, "quote": "Early"}),
        block("for_parents", "<p>Plain.</p>"),
        block("quote", QUOTE),
        block("what_you_see", "<p>Seen.</p>"),
    ]
    page = KnowledgePageFactory(parent=subject_page, body=body)

    parts = reading_parts(page.body)

    assert [part.name for part in parts] == ["what_you_see", "for_parents"]
    assert [media.value["quote"] for media in parts[0].media] == ["Early"]
    assert [media.value["quote"] for media in parts[1].media] == ["Words"]


def test_a_page_of_media_alone_has_no_part(subject_page):
    page = KnowledgePageFactory(parent=subject_page, body=[block("quote", QUOTE)])

    assert reading_parts(page.body) == []


def test_what_is_cited_twice_or_deleted_since_is_read_once_or_not(subject_page):
    finding, gone = FindingFactory.create_batch(2)
    reference, lost = ReferenceFactory.create_batch(2)
    body = full_body(
        "barrier",
        findings=[finding, finding, gone],
        references=[reference, lost, reference],
    )
    gone.delete()
    lost.delete()
    page = KnowledgePageFactory(parent=subject_page, body=body)

    assert cited_findings(page.body) == [finding]
    assert cited_references(page.body) == [reference]

"""Sources of documents come and go; documents are kept whole."""

import dataclasses

import pytest

from evidence.search import documents
from tests.search.corpus import DOCUMENTS


def test_a_source_that_is_forgotten_has_no_documents(sample):
    assert documents.sources() == {"sample": sample}

    documents.unregister_source("sample")

    assert documents.sources() == {}
    assert list(documents.every_uid()) == []


def test_a_document_without_a_date_is_kept_without_one():
    undated = dataclasses.replace(DOCUMENTS[0], updated=None)

    assert documents.from_json(documents.to_json(undated)) == undated


@pytest.mark.parametrize(
    ("body", "tidied"),
    [
        ("United States\nOne school", "United States. One school"),
        ("Done.\nAgain", "Done. Again"),
        ("Is it so?\nYes", "Is it so? Yes"),
        ("(a pilot)\nSmall", "(a pilot). Small"),
        ("One\n\nTwo", "One.  Two"),
    ],
)
def test_a_line_of_a_body_ends_as_a_sentence(body, tidied):
    document = dataclasses.replace(DOCUMENTS[0], body=body)

    assert documents.tidy(document).body == tidied

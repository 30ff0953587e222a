"""Which words of a knowledge page are a pupil's own."""

import pytest

from pathways.models import KnowledgePage
from pathways.symptoms import symptoms_of

OTHER = 99


def _option(text, **fields):
    return {"type": "item", "value": {"text": text, **fields}}


def _stream(stem="<p>What is 3/4 + 1/2?</p>"):
    block = KnowledgePage._meta.get_field("body").stream_block
    probe = {
        "stem": stem,
        "options": [
            _option("5/4", correct=True),
            _option("4/6", barrier=None),
            _option("4/8", barrier=OTHER),
        ],
    }
    check = {"probes": [{"type": "item", "value": probe}]}
    return block.to_python([{"type": "how_to_check", "value": check}])


@pytest.mark.parametrize(
    ("stem", "symptom"),
    [
        ("<p>What is 3/4 + 1/2?</p>", "What is 3/4 + 1/2 = 4/6"),
        ("<p>3/4 + 1/2 = ?</p>", "3/4 + 1/2 = 4/6"),
        ("<p>½ of 10 plus which is larger</p>", "4/6"),
    ],
)
def test_a_wrong_answer_is_given_with_the_sum_it_answers(stem, symptom):
    assert symptoms_of(_stream(stem), page=1) == (symptom,)


def test_what_pupils_say_is_a_symptom_line_by_line():
    block = KnowledgePage._meta.get_field("body").stream_block
    seen = "<p>“I added the tops.”</p>"
    body = block.to_python([{"type": "what_you_see", "value": seen}])

    assert symptoms_of(body, page=1) == ("“I added the tops.”",)

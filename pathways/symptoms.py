"""What pupils write and say when a barrier stands in their way, word for word.

A teacher who types a pupil's answer finds the barrier by it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from pathways.wording import in_list, words

# Left away at the end of "What is 3/4 + 1/2 = ?", before the pupil's answer.
_ASKING = " ?=…_."


def symptoms_of(stream: blocks.StreamValue, page: int) -> tuple[str, ...]:
    """The lines of "what you see", and the wrong answers that point to this page."""
    found: list[str] = []
    known = stream.stream_block.child_blocks
    for item in stream.raw_data:
        if item["type"] == "what_you_see":
            found += words(known[item["type"]], item["value"])
        elif item["type"] == "how_to_check":
            for probe in item["value"].get("probes") or ():
                found += _wrong_answers(in_list(probe), page)
    return tuple(dict.fromkeys(text.strip() for text in found if text.strip()))


def _wrong_answers(probe: Mapping[str, Any], page: int) -> Iterator[str]:
    """Each wrong answer, and after its question where that is a sum to be done."""
    stem = get_text_for_indexing(probe.get("stem") or "").rstrip(_ASKING)
    is_a_sum = stem[-1:].isnumeric()
    for option in map(in_list, probe.get("options") or ()):
        if option.get("correct") or (option.get("barrier") or page) != page:
            continue
        answer = option["text"]
        yield f"{stem} = {answer}" if is_a_sum else answer

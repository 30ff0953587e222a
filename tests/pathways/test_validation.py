"""Checks of one stream do not see each other's laxness."""

import threading

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from pathways.blocks.knowledge import KnowledgeStreamBlock
from pathways.blocks.nodes import PathwayStreamBlock
from pathways.blocks.validation import OneCheckAtATimeMixin


class WaitingBlock(blocks.CharBlock):
    """Is checked for as long as the test wants, when it says so."""

    started = threading.Event()
    go_on = threading.Event()

    def clean(self, value):
        if value == "wait":
            self.started.set()
            self.go_on.wait(timeout=10)
        return super().clean(value)


class Stream(OneCheckAtATimeMixin, blocks.StreamBlock):
    words = WaitingBlock()


def test_a_submission_is_checked_strictly_while_a_draft_is_being_checked():
    block = Stream()
    draft = block.to_python([{"type": "words", "value": "wait"}])
    submitted = block.to_python([{"type": "words", "value": ""}])
    refused = []

    def submit():
        try:
            block.clean(submitted)
        except ValidationError as error:
            refused.append(error)

    saving = threading.Thread(target=block.clean_deferred, args=[draft])
    submitting = threading.Thread(target=submit)
    saving.start()
    assert WaitingBlock.started.wait(timeout=10)
    submitting.start()
    submitting.join(timeout=0.2)
    WaitingBlock.go_on.set()
    saving.join(timeout=10)
    submitting.join(timeout=10)

    assert len(refused) == 1


@pytest.mark.parametrize("block", [PathwayStreamBlock, KnowledgeStreamBlock])
def test_the_streams_of_pages_are_checked_one_after_another(block):
    assert issubclass(block, OneCheckAtATimeMixin)

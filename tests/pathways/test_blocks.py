"""What the blocks refuse, in words that say what to do."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from pathways.blocks.media import (
    AUDIO_EXTENSIONS,
    CAPTION_EXTENSIONS,
    VIDEO_EXTENSIONS,
    EmbedBlock,
    FileBlock,
)
from pathways.blocks.probes import Probe


@pytest.fixture
def document(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def make(name):
        file = ContentFile(b"x", name=name)
        return get_document_model().objects.create(title=name, file=file)

    return make


def test_a_sound_must_be_a_sound_file(document):
    block = FileBlock(AUDIO_EXTENSIONS)

    with pytest.raises(ValidationError) as refused:
        block.clean(document("talk.docx"))

    assert refused.value.messages == [
        "“talk.docx” is not one of these kinds of file: m4a, mp3, ogg."
    ]


def test_a_sound_file_is_taken_whatever_its_case(document):
    talk = document("talk.MP3")

    assert FileBlock(AUDIO_EXTENSIONS).clean(talk) == talk


def embed(url):
    block = EmbedBlock()
    return block, block.to_python({"url": url, "title": "A", "transcript": "B"})


def test_an_address_on_another_site_must_be_a_web_address():
    block, value = embed("ftp://example.org/film")

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert refused.value.block_errors["url"].messages == [
        "Give an address that starts with https://"
    ]


def test_another_site_is_a_link_with_its_name_and_never_a_frame():
    block, value = embed("https://films.example.org/1")

    html = block.render(block.clean(value))

    assert "On another site: films.example.org." in " ".join(html.split())
    assert "<iframe" not in html


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([("5/4", True, "")], "Give at least two answers to choose from."),
        (
            [("5/4", True, ""), ("4/6", True, "x")],
            "Mark one answer, and only one, as right.",
        ),
        (
            [("5/4", True, ""), ("4/6", False, "")],
            "Say what it tells you when a pupil chooses “4/6”, or choose the barrier "
            "that it points to.",
        ),
    ],
)
def test_a_probe_has_to_tell_the_teacher_something(options, message):
    block = Probe()
    value = block.to_python(
        {
            "stem": "<p>3/4 + 1/2 = ?</p>",
            "options": [
                {"text": text, "correct": right, "barrier": None, "meaning": meaning}
                for text, right, meaning in options
            ],
        }
    )

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert refused.value.block_errors["options"].messages == [message]


def test_every_kind_of_file_that_a_block_takes_can_be_uploaded(settings):
    taken = AUDIO_EXTENSIONS | VIDEO_EXTENSIONS | CAPTION_EXTENSIONS

    assert taken <= set(settings.WAGTAILDOCS_EXTENSIONS)

"""Pictures, film, sound and documents: none without words for those who miss them."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from pathways.constants import PartGroup

AUDIO_EXTENSIONS = frozenset({"mp3", "ogg", "m4a"})
VIDEO_EXTENSIONS = frozenset({"mp4", "webm"})
CAPTION_EXTENSIONS = frozenset({"vtt"})
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]


class FileBlock(DocumentChooserBlock):
    """A document whose file must be of a certain kind."""

    def __init__(self, extensions: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        self.extensions = extensions
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value is not None and value.file_extension.lower() not in self.extensions:
            raise ValidationError(
                _("“%(file)s” is not one of these kinds of file: %(kinds)s."),
                params={
                    "file": value.filename,
                    "kinds": ", ".join(sorted(self.extensions)),
                },
            )
        return value


class FigureBlock(blocks.StructBlock):
    """A picture. Its alt text is asked for by the image block itself."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/figure.html"


class AudioBlock(blocks.StructBlock):
    """A recording with its transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileBlock(AUDIO_EXTENSIONS, label=_("Sound file (MP3, Ogg or M4A)"))
    transcript = blocks.TextBlock(
        label=_("Transcript"),
        help_text=_("Every word that is spoken, for those who can’t hear or listen."),
    )

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "blocks/audio.html"


class VideoBlock(blocks.StructBlock):
    """A film with captions and transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = FileBlock(VIDEO_EXTENSIONS, label=_("Film (MP4 or WebM)"))
    captions = FileBlock(CAPTION_EXTENSIONS, label=_("Captions (WebVTT file, .vtt)"))
    transcript = blocks.TextBlock(
        label=_("Transcript"),
        help_text=_("What is said, and what is seen that matters."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        template = "blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A file to take away."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("What the reader will get.")
    )
    file = DocumentChooserBlock(label=_("Document"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"


class EmbedBlock(blocks.StructBlock):
    """Something kept on another site: a link with words, never a frame.

    A frame would send the reader's address to a third party on every visit.
    """

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    transcript = blocks.TextBlock(
        label=_("What it says and shows"),
        help_text=_("A summary or transcript, for those who can’t or won’t go there."),
    )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        scheme = urlsplit(value["url"] or "https://").scheme
        if scheme not in {"http", "https"}:
            raise StructBlockValidationError(
                {"url": ValidationError(_("Give an address that starts with https://"))}
            )
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["host"] = urlsplit(value.get("url") or "").hostname or ""
        return context

    class Meta:
        icon = "link-external"
        label = _("Film or page on another site")
        template = "blocks/embed.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with their name."""

    quote = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said or wrote it, and where"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class MediaStreamBlock(blocks.StreamBlock):
    """What opens beneath a node."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    figure = FigureBlock()
    video = VideoBlock()
    audio = AudioBlock()
    document = DocumentBlock()
    embed = EmbedBlock()
    quote = QuoteBlock()

    class Meta:
        required = False
        collapsed = True


def media_parts() -> list[tuple[str, blocks.Block]]:
    """The media blocks as parts of a knowledge page, by name."""
    group = PartGroup.MEDIA.label
    return [
        ("figure", FigureBlock(group=group)),
        ("video", VideoBlock(group=group)),
        ("audio", AudioBlock(group=group)),
        ("document", DocumentBlock(group=group)),
        ("embed", EmbedBlock(group=group)),
        ("quote", QuoteBlock(group=group)),
    ]

"""Pictures and sounds of the demo in Wagtail's library."""

from io import BytesIO

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from pathways.demo.catalogue import CONTENT, read
from pathways.demo.drawings import DRAWINGS


def ensure_images() -> dict[str, int]:
    """Draw what is not in the library yet; returns primary keys by the data's keys."""
    model = get_image_model()
    keys = {}
    for entry in read("media")["image"]:
        image = model.objects.filter(title=entry["title"]).first()
        if image is None:
            buffer = BytesIO()
            DRAWINGS[entry["key"]]().save(buffer, "PNG", optimize=True)
            image = model.objects.create(
                title=entry["title"],
                description=entry["alt"][:255],
                file=ContentFile(buffer.getvalue(), f"demo-{entry['key']}.png"),
            )
        keys[entry["key"]] = image.pk
    return keys


def ensure_sounds() -> dict[str, int]:
    """Put the recordings into the library; returns primary keys by the data's keys."""
    model = get_document_model()
    keys = {}
    for entry in read("media")["sound"]:
        document = model.objects.filter(title=entry["title"]).first()
        if document is None:
            content = (CONTENT / "media" / entry["file"]).read_bytes()
            document = model.objects.create(
                title=entry["title"], file=ContentFile(content, f"demo-{entry['file']}")
            )
        keys[entry["key"]] = document.pk
    return keys


def alt_text(key: str) -> str:
    """The words for those who cannot see a picture."""
    return next(e["alt"] for e in read("media")["image"] if e["key"] == key)


def sound(key: str) -> tuple[str, str]:
    """Title and transcript of a recording."""
    entry = next(e for e in read("media")["sound"] if e["key"] == key)
    return entry["title"], (CONTENT / "media" / entry["transcript"]).read_text("utf-8")

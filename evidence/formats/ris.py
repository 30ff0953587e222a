"""RIS, the format of reference managers. Read by rispy, one record at a time.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rispy
from django.utils.translation import gettext as _

from evidence import csl as reading
from evidence.csl import person
from evidence.formats.items import Item, UnreadableFile

BEGIN = re.compile(r"^TY  ?- ")
END = re.compile(r"^ER  ?-\s*$")
TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?: |$)")
types = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "RPRT": "report",
    "THES": "thesis",
    "CPAPER": "paper-conference",
    "CONF": "paper-conference",
    "UNPB": "article",
    "INPR": "article",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
    "DATA": "dataset",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "GEN": "document",
}
written_types = {csl_type: tag for tag, csl_type in reversed(types.items())}
# rispy's name of a field -> CSL's; the first that is filled is taken.
texts = (
    ("title", ("primary_title", "title", "short_title")),
    ("container-title", ("secondary_title", "journal_name", "alternate_title2")),
    ("volume", ("volume",)),
    ("issue", ("number",)),
    ("publisher", ("publisher",)),
    ("publisher-place", ("place_published",)),
    ("abstract", ("abstract", "notes_abstract")),
    ("language", ("language",)),
    ("edition", ("edition",)),
    ("genre", ("type_of_work",)),
    ("DOI", ("doi",)),
)
BOOK_TYPES = frozenset({"book", "chapter"})


def read(text: str) -> Iterator[Item]:
    """The records with the lines on which they begin.

    Raises:
        UnreadableFile: no record begins anywhere.
    """
    begun: int | None = None
    lines: list[str] = []
    found = False
    for number, line in enumerate(text.splitlines(), start=1):
        if BEGIN.match(line):
            found = True
            if begun is not None:
                yield _unended(begun)
            begun, lines = number, []
        if begun is not None:
            lines.append(TAG.sub(r"\1  - ", line))
            if END.match(line):
                yield _record(begun, "\n".join(lines))
                begun = None
    if begun is not None:
        yield _unended(begun)
    if not found:
        raise UnreadableFile(_("This is not RIS: no line begins with “TY  - ”."))


def _unended(line: int) -> Item:
    return Item(line, reason=_("The record does not end with a line “ER  - ”."))


def _record(line: int, text: str) -> Item:
    entry = rispy.loads(text, skip_unknown_tags=True)[0]
    csl: dict[str, Any] = {"type": types.get(entry["type_of_reference"], "document")}
    for name, fields in texts:
        csl[name] = next((entry[f] for f in fields if entry.get(f)), None)
    csl["author"] = _people(entry, "first_authors", "authors")
    csl["editor"] = _people(entry, "secondary_authors", "editors")
    csl["issued"] = _date(entry)
    csl["page"] = "-".join(
        filter(None, (entry.get("start_page"), entry.get("end_page")))
    )
    csl["URL"] = next(iter(entry.get("urls") or []), None) or entry.get("url")
    csl.update(_serial_number(csl["type"], entry.get("issn")))
    return Item(line, csl)


def _people(entry: Mapping[str, Any], *fields: str) -> list[dict[str, str]]:
    names = next((entry[field] for field in fields if entry.get(field)), [])
    return [person(name) for name in names]


def _date(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    text = entry.get("date") or entry.get("publication_year") or entry.get("year") or ""
    parts = [part.strip() for part in text.split("/")[:3]]
    numbers = [int(part) for part in parts if part.isdecimal()]
    year = entry.get("publication_year") or entry.get("year")
    if numbers and len(str(numbers[0])) >= len("2014"):
        return {"date-parts": [numbers]}
    return {"raw": year or text} if year or text else None


def _serial_number(kind: str, number: str | None) -> dict[str, str]:
    if not number:
        return {}
    return {"ISBN" if kind in BOOK_TYPES else "ISSN": number}


def pieces(items: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The items as RIS, each with the name it is cited by as its ID."""
    for number, (name, csl) in enumerate(items):
        yield ("\n" if number else "") + _written(name, csl)


def _written(name: str, csl: Mapping[str, Any]) -> str:
    first, _dash, last = str(csl.get("page", "")).partition("-")
    issued = (csl.get("issued") or {}).get("date-parts") or [[]]
    rows = [
        ("TY", written_types.get(csl.get("type", ""), "GEN")),
        ("ID", name),
        ("TI", reading.title(csl)),
        *(("AU", author) for author in reading.names(csl)),
        *(("A2", editor) for editor in reading.names(csl, "editor")),
        ("T2", csl.get("container-title")),
        ("PY", reading.year(csl)),
        ("DA", "/".join(f"{part:02d}" for part in issued[0]) if issued[0][1:] else ""),
        ("VL", csl.get("volume")),
        ("IS", csl.get("issue")),
        ("SP", first),
        ("EP", last),
        ("PB", csl.get("publisher")),
        ("CY", csl.get("publisher-place")),
        ("ET", csl.get("edition")),
        ("M3", csl.get("genre")),
        ("SN", csl.get("ISBN") or csl.get("ISSN")),
        ("LA", csl.get("language")),
        ("DO", csl.get("DOI")),
        ("UR", csl.get("URL")),
        ("AB", csl.get("abstract")),
    ]
    lines = [f"{tag}  - {reading.one_line(value)}" for tag, value in rows if value]
    return "\n".join([*lines, "ER  - ", ""])

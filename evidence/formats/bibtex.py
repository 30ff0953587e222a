"""BibTeX, read by bibtexparser, its LaTeX turned into characters by pylatexenc."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
)
from django.utils.translation import gettext as _
from pylatexenc.latex2text import LatexNodes2Text

from evidence import csl as reading
from evidence.formats.items import Item, UnreadableFile

# It writes each broken entry to the log, too; our report names them.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

types = {
    "article": "article-journal",
    "book": "book",
    "booklet": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "unpublished": "article",
    "online": "webpage",
    "electronic": "webpage",
    "dataset": "dataset",
    "misc": "document",
}
written_types = {csl_type: name for name, csl_type in reversed(types.items())}
texts = (
    ("title", ("title",)),
    ("container-title", ("journal", "journaltitle", "booktitle")),
    ("volume", ("volume",)),
    ("issue", ("number", "issue")),
    ("publisher", ("publisher", "institution", "school", "organization")),
    ("publisher-place", ("address", "location")),
    ("edition", ("edition",)),
    ("genre", ("type",)),
    ("abstract", ("abstract",)),
    ("language", ("language", "langid")),
)
verbatim = (("DOI", "doi"), ("URL", "url"), ("ISBN", "isbn"), ("ISSN", "issn"))
MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
SPECIAL = re.compile(r"([&%$#_{}])")
_latex = LatexNodes2Text(keep_comments=True)


def read(text: str) -> Iterator[Item]:
    """The entries with the lines on which they begin.

    Raises:
        UnreadableFile: there is no entry.
    """
    library = parse_string(text)
    blocks = [*library.entries, *library.failed_blocks]
    if not blocks:
        raise UnreadableFile(_("This is not BibTeX: no entry begins with “@”."))
    for block in sorted(blocks, key=_line):
        yield _item(block)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _item(block: Block | None) -> Item:
    line = _line(block) if block else 0
    if isinstance(block, DuplicateBlockKeyBlock):
        block = block.ignore_error_block  # two entries under one key are two entries
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        return Item(line, reason=_("The entry has a field twice: %s.") % names)
    if not isinstance(block, Entry):
        return Item(line, reason=_("The entry is broken: is a bracket missing?"))
    return Item(line, _csl(block))


def _csl(entry: Entry) -> dict[str, Any]:
    fields = {key.lower(): str(f.value) for key, f in entry.fields_dict.items()}
    csl: dict[str, Any] = {"type": types.get(entry.entry_type.lower(), "document")}
    for name, keys in texts:
        csl[name] = next((_plain(fields[k]) for k in keys if fields.get(k)), None)
    for name, key in verbatim:
        csl[name] = fields.get(key, "").replace("\\", "").strip("{} ")
    csl["page"] = re.sub(
        r"\s*[-\u2010-\u2015]+\s*", "-", _plain(fields.get("pages", ""))
    )
    csl["author"] = _people(fields.get("author", ""))
    csl["editor"] = _people(fields.get("editor", ""))
    csl["issued"] = _date(fields)
    return csl


def _plain(value: str) -> str:
    return " ".join(_latex.latex_to_text(value).replace("\u00a0", " ").split())


def _people(names: str) -> list[dict[str, str]]:
    if not names.strip():
        return []
    return [
        _person(name)
        for name in split_multiple_persons_names(names)
        if name.strip() != "others"
    ]


def _person(name: str) -> dict[str, str]:
    if name.startswith("{") and name.endswith("}"):
        return {"literal": _plain(name)}
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError:
        return reading.person(_plain(name))
    family = _plain(" ".join([*parts.von, *parts.last]))
    given = _plain(" ".join(parts.first))
    person = {"family": family, "given": given, "suffix": _plain(" ".join(parts.jr))}
    return person if given else {"literal": family}


def _date(fields: Mapping[str, str]) -> dict[str, Any] | None:
    text = _plain(fields.get("date") or fields.get("year") or "")
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts):
        return {"raw": text} if text else None
    numbers = [int(part) for part in parts]
    month = fields.get("month", "").strip("{} ").lower()
    if len(numbers) == 1 and month:
        number = month if month.isdecimal() else str(_month(month))
        numbers.append(int(number))
    return {"date-parts": [numbers]}


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 0


def pieces(items: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The items as BibTeX, each under the name it is cited by."""
    for number, (name, csl) in enumerate(items):
        yield ("\n" if number else "") + _written(name, csl)


def _written(name: str, csl: Mapping[str, Any]) -> str:
    kind = written_types.get(csl.get("type", ""), "misc")
    issued = (csl.get("issued") or {}).get("date-parts") or [[]]
    container = "journal" if kind == "article" else "booktitle"
    rows = [
        ("title", _escaped(reading.title(csl))),
        ("author", _written_people(csl, "author")),
        ("editor", _written_people(csl, "editor")),
        (container, _escaped(csl.get("container-title"))),
        ("year", str(reading.year(csl) or "")),
        ("month", str(issued[0][1]) if issued[0][1:] else ""),
        ("volume", _escaped(csl.get("volume"))),
        ("number", _escaped(csl.get("issue"))),
        ("pages", _escaped(csl.get("page")).replace("-", "--")),
        ("publisher", _escaped(csl.get("publisher"))),
        ("address", _escaped(csl.get("publisher-place"))),
        ("edition", _escaped(csl.get("edition"))),
        ("type", _escaped(csl.get("genre"))),
        ("language", _escaped(csl.get("language"))),
        ("isbn", csl.get("ISBN")),
        ("issn", csl.get("ISSN")),
        ("doi", csl.get("DOI")),
        ("url", csl.get("URL")),
        ("abstract", _escaped(csl.get("abstract"))),
    ]
    fields = [f"  {key} = {{{value}}}," for key, value in rows if value]
    return "\n".join([f"@{kind}{{{name},", *fields, "}", ""])


def _written_people(csl: Mapping[str, Any], variable: str) -> str:
    names = reading.names(csl, variable)
    return " and ".join(
        _escaped(name) if "," in name else f"{{{_escaped(name)}}}" for name in names
    )


def _escaped(value: Any) -> str:
    text = reading.one_line(value).replace("\\", r"\textbackslash{}")
    return SPECIAL.sub(r"\\\1", text).replace(
        r"\textbackslash\{\}", r"\textbackslash{}"
    )

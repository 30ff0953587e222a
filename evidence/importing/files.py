"""Is this file what it says it is? Asked before anything is written."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.formats import findings_csv, wwc_csv
from evidence.formats.items import UnreadableFile

MEGABYTE = 1024 * 1024
MAX_REFERENCES = 50 * MEGABYTE  # read whole: about 50,000 references
MAX_FINDINGS = 1024 * MEGABYTE  # read row by row
CHUNK = MEGABYTE
OPENING = 4096  # characters by which a format is told
CONTEXT = re.compile(r'"@(?:context|graph|id)"\s*:')
signatures = (
    (b"PK\x03\x04", gettext_lazy("a ZIP archive or an Excel or Word file")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("an old Excel or Word file")),
    (b"%PDF", gettext_lazy("a PDF")),
    (b"\x1f\x8b", gettext_lazy("a gzip archive")),
    (b"<?xml", gettext_lazy("an XML file")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (codecs.BOM_UTF16_LE, gettext_lazy("a text saved as UTF-16")),
    (codecs.BOM_UTF16_BE, gettext_lazy("a text saved as UTF-16")),
)


class Form(models.TextChoices):
    """The formats that can be imported."""

    CSV = "csv", gettext_lazy("table of findings (CSV)")
    WWC = "wwc", gettext_lazy("What Works Clearinghouse's findings (CSV)")
    CSL = "csl", "CSL-JSON"
    RIS = "ris", "RIS"
    BIBTEX = "bibtex", "BibTeX"
    JSON_LD = "jsonld", "JSON-LD"


TABLES = frozenset({Form.CSV, Form.WWC})  # of findings, read row by row
STREAMED = TABLES | {Form.JSON_LD}  # read piece by piece


@dataclass(frozen=True)
class SourceFile:
    """A file that was looked at and found to be text of a known format."""

    path: Path
    form: Form

    def text(self) -> str:
        """All of it, every kind of line end as one newline."""
        return self.path.read_text(encoding="utf-8-sig")


def look_at(path: Path, *, form: Form | None = None) -> SourceFile:
    """Check a file and tell its format, from its content rather than its name.

    Args:
        path: the file.
        form: the format that the person says it has, if they do.

    Raises:
        UnreadableFile: missing, a directory, empty, too large, not text in UTF-8, of no
            known format, or not of the format named.
    """
    _check_presence(path)
    with path.open("rb") as file:
        opening = file.read(OPENING)
    for signature, name in signatures:
        if opening.startswith(signature) or _is_bare_utf16(opening, signature):
            raise UnreadableFile(
                _("This is %s: save it as text in UTF-8 (CSV, RIS, BibTeX, JSON).")
                % name
            )
    found = tell(opening.decode("utf-8-sig", errors="ignore"))
    _check_size(path, found)
    _check_text(path)
    if form is not None and found != form:
        raise UnreadableFile(_wrong_form(form, found))
    if found is None:
        raise UnreadableFile(
            _(
                "This is none of RIS, BibTeX, CSL-JSON, JSON-LD or a table whose first line "
                "names the columns."
            )
        )
    return SourceFile(path, found)


def _is_bare_utf16(opening: bytes, signature: bytes) -> bool:
    """Whether it is the text that this mark would stand before, without the mark."""
    halves = opening[::2], opening[1::2]
    if signature == codecs.BOM_UTF16_LE:
        letters, zeros = halves
    elif signature == codecs.BOM_UTF16_BE:
        zeros, letters = halves
    else:
        return False
    mostly = len(opening) // 2 * 9 // 10
    return zeros.count(0) > mostly >= letters.count(0)


def _check_presence(path: Path) -> None:
    try:
        is_file, exists = path.is_file(), path.exists()
        size = path.stat().st_size if is_file else 0
        if is_file:
            path.open("rb").close()
    except OSError as error:
        raise UnreadableFile(
            _("The file can't be read: %s.") % error.strerror
        ) from error
    if not exists:
        raise UnreadableFile(_("There is no file %s.") % path)
    if not is_file:
        raise UnreadableFile(_("%s is a directory, not a file.") % path)
    if not size:
        raise UnreadableFile(_("The file is empty."))


def _check_text(path: Path) -> None:
    """Read it all, piece by piece: UTF-8 to the end, without NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as error:
                raise UnreadableFile(_not_utf8(line, piece, error.start)) from error
            if "\0" in text:
                line += text.count("\n", 0, text.index("\0"))
                raise UnreadableFile(
                    _("Line %d holds a NUL character: this is not a text file.") % line
                )
            line += piece.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_not_utf8(line, b"", 0)) from error


def _not_utf8(line: int, piece: bytes, place: int) -> str:
    return _("Line %d is not UTF-8: save the file with the encoding UTF-8.") % (
        line + piece.count(b"\n", 0, place)
    )


def _check_size(path: Path, form: Form | None) -> None:
    limit = MAX_FINDINGS if form in STREAMED else MAX_REFERENCES
    if (size := path.stat().st_size) > limit:
        raise UnreadableFile(
            _("The file has %(size)d MB, more than %(limit)d: divide it.")
            % {"size": size // MEGABYTE, "limit": limit // MEGABYTE}
        )


def tell(opening: str) -> Form | None:
    """The format of a text by its opening, None when it is none of ours."""
    start = opening.lstrip()
    if start[:1] in ("{", "["):
        return Form.JSON_LD if CONTEXT.search(start) else Form.CSL
    if re.search(r"^TY {1,2}- ", start, re.MULTILINE):
        return Form.RIS
    if re.search(r"^\s*@\w+\s*[{(]", start, re.MULTILINE):
        return Form.BIBTEX
    first = start.splitlines()[0] if start else ""
    if wwc_csv.has_header(first):
        return Form.WWC
    return Form.CSV if findings_csv.has_header(first) else None


def _wrong_form(said: Form, found: Form | None) -> str:
    if found is None:
        return _("This is not %(said)s.") % {"said": said.label}
    return _("This is not %(said)s but %(found)s.") % {
        "said": said.label,
        "found": found.label,
    }

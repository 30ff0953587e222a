"""Bytes to text, and which format a file is: told from its content, then its name."""

import codecs
import re
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pathways.interchange import table
from pathways.interchange.documents import (
    MAX_BYTES,
    MEGABYTE,
    MapDocument,
    MapFormat,
    Topic,
    UnreadableMap,
)

SIGNATURES = (
    (
        b"PK\x03\x04",
        gettext_lazy("a ZIP archive, or the own file of XMind, Excel or Word"),
    ),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("an old Excel, Word or MindManager file")),
    (b"%PDF", gettext_lazy("a PDF")),
    (b"\x1f\x8b", gettext_lazy("a gzip archive")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"GIF8", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
)
MARKS = (  # UTF-8's is Excel's; the others are what “Unicode text” means on Windows
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
XML_ENCODING = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']"
)
# Those that programs write; a declaration must not choose any codec of Python's.
XML_CODECS = frozenset(
    {"utf-8", "ascii", "iso8859-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251"}
    | {"cp1252"}
)
WINDOWS = "cp1252"  # what Excel writes as “CSV” in the west
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
ENDINGS = {
    "mm": MapFormat.FREEMIND,
    "opml": MapFormat.OPML,
    "md": MapFormat.MARKDOWN,
    "markdown": MapFormat.MARKDOWN,
    "csv": MapFormat.CSV,
    "tsv": MapFormat.CSV,
    "json": MapFormat.JSON,
}
XML_ROOTS = {"map": MapFormat.FREEMIND, "opml": MapFormat.OPML}


def decode(data: bytes, name: str, document: MapDocument) -> str:
    """The text of a file, every kind of line end as one newline.

    A remark is left where the encoding had to be guessed.

    Raises:
        UnreadableMap: empty, too large, not a text, or in an unknown encoding.
    """
    if not data.strip():
        raise UnreadableMap(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise UnreadableMap(
            _("The file is larger than %d MB: divide it into several maps.")
            % (MAX_BYTES // MEGABYTE)
        )
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise UnreadableMap(
                _(
                    "This is %s. Export the map from its program as FreeMind (.mm), "
                    "OPML, Markdown or CSV, and import that."
                )
                % kind
            )
    text = _decoded(data, name, document)
    if control := CONTROL.search(text):
        raise UnreadableMap(
            _("Line %d holds characters that no text has: this is not a text file.")
            % _line(text[: control.start()])
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, document: MapDocument) -> str:
    codec = next((codec for mark, codec in MARKS if data.startswith(mark)), "")
    codec = codec or _declared(data) or "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-8" and ENDINGS.get(_ending(name)) == MapFormat.CSV:
            return _windows(data, document)
        raise UnreadableMap(
            _(
                "Line %(line)d is not text in the encoding %(codec)s. Save the file "
                "with the encoding UTF-8."
            )
            % {"line": data.count(b"\n", 0, error.start) + 1, "codec": codec}
        ) from error


def _windows(data: bytes, document: MapDocument) -> str:
    try:
        text = data.decode(WINDOWS)
    except UnicodeDecodeError as error:
        raise UnreadableMap(
            _(
                "The encoding of the file can't be told. Save it as “CSV UTF-8” in "
                "Excel, or with the encoding UTF-8."
            )
        ) from error
    document.remark(
        Topic.ENCODING,
        _(
            "The file is not in UTF-8; it was read as Windows-1252. Look whether "
            "accents are right, or save it as “CSV UTF-8”."
        ),
    )
    return text


def _declared(data: bytes) -> str:
    """The codec that an XML declaration names."""
    found = XML_ENCODING.match(data.lstrip())
    if not found:
        return ""
    named = found[1].decode("ascii")
    try:
        codec = codecs.lookup(named).name
    except LookupError:
        codec = ""
    if codec not in XML_CODECS:
        raise UnreadableMap(
            _("The file says that its encoding is %s. Save it as UTF-8.") % named
        )
    return codec


def tell(text: str, name: str) -> MapFormat:
    """The format of a text.

    Raises:
        UnreadableMap: it is none that can be read.
    """
    start = text.lstrip()
    if start.startswith("<") and (found := _tell_xml(start, name)):
        return found
    if start[:1] in {"{", "["} and ENDINGS.get(_ending(name)) != MapFormat.MARKDOWN:
        return MapFormat.JSON
    if table.has_header(start.partition("\n")[0]):
        return MapFormat.CSV
    by_name = ENDINGS.get(_ending(name))
    if by_name in {MapFormat.CSV, MapFormat.MARKDOWN}:
        return MapFormat(by_name)
    if re.search(r"^\s*(?:#{1,6}|[-*+]|\d+[.)])\s", text, re.MULTILINE):
        return MapFormat.MARKDOWN
    raise UnreadableMap(
        _(
            "This is none of the formats that can be imported: FreeMind or Freeplane "
            "(.mm), OPML, a Markdown outline, a table (CSV), or MESH JSON."
        )
    )


def _tell_xml(start: str, name: str) -> MapFormat | None:
    """The format of an XML by its root; None for HTML within a Markdown text."""
    found = re.match(
        r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<]*?>|<!DOCTYPE.*?\]>|\s)*<([A-Za-z][\w:.-]*)",
        start,
        re.DOTALL,
    )
    root = found[1] if found else ""
    if root in XML_ROOTS:
        return XML_ROOTS[root]
    if ENDINGS.get(_ending(name)) == MapFormat.MARKDOWN or not root:
        return None
    raise UnreadableMap(
        _(
            "This is XML of another kind (<%s>). A FreeMind map begins with <map>, an "
            "outline with <opml>."
        )
        % root
    )


def check_named(text: str, name: str, form: MapFormat) -> None:
    """Compare the format that a person named with what the file looks like.

    Raises:
        UnreadableMap: it is another one for certain.
    """
    found = tell(text, name)
    certain = {*XML_ROOTS.values(), MapFormat.JSON}
    if found != form and (found in certain or form in certain):
        raise UnreadableMap(
            _("This is not %(said)s but %(found)s.")
            % {"said": form.label, "found": found.label}
        )


def title_of(name: str) -> str:
    """A file's name as the title of a map, without its ending."""
    return " ".join(PurePath(name).stem.replace("_", " ").split())


def _ending(name: str) -> str:
    return PurePath(name).suffix.lstrip(".").lower()


def _line(text: str) -> int:
    return text.count("\n") + 1

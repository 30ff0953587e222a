"""A map as a table: one row a node, the level in a column. Opens in any spreadsheet.

Separator: comma, semicolon or tab. A cell that a spreadsheet would compute gets a
leading ' on export, which is taken off again on import.
"""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from evidence.constants import EdgeKind
from evidence.formats.findings_csv import harmless, restored
from pathways.constants import NodeKind
from pathways.interchange.documents import (
    MapDocument,
    MapNode,
    PageLink,
    Topic,
    UnreadableMap,
)
from pathways.interchange.notes import note_of

COLUMNS = ("level", "label", "kind", "edge", "page_url", "page_ref", "note", "id")
SEPARATORS = ",;\t"
MOST_DIGITS = 4  # of a level: more is some other number
ALIASES = {"text": "label", "title": "label", "name": "label", "topic": "label"}
ALIASES |= {"depth": "level", "notes": "note", "url": "page_url", "link": "page_url"}


def has_header(line: str) -> bool:
    """Whether a line names the columns of a map."""
    return {"level", "label"} <= set(_header(line))


def read(text: str, document: MapDocument) -> None:
    """Add the nodes of a table to a document.

    Raises:
        UnreadableMap: there are no columns `level` and `label`, a quotation mark is not
            closed, or there are too many nodes.
    """
    header, _newline, rest = text.partition("\n")
    line = 2  # of the first row
    if header.lower().startswith("sep="):  # Excel's own first line
        header, _newline, rest = rest.partition("\n")
        line = 3
    names = _header(header)
    _check_columns(names, document)
    reader = csv.reader(
        io.StringIO(rest, newline=""), delimiter=_separator(header), strict=True
    )
    first = line
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                _add(document, dict(zip(names, cells, strict=False)), line)
                _check_cells(document, names, cells)
            line = first + reader.line_num
    except csv.Error as error:
        raise UnreadableMap(
            _("The table breaks off at line %d: is a quotation mark not closed?") % line
        ) from error


def _separator(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def _header(line: str) -> list[str]:
    cells = next(csv.reader([line.strip("\r\n")], delimiter=_separator(line)), [])
    names = ("_".join(cell.strip().lower().split()) for cell in cells)
    return [ALIASES.get(name, name) for name in names]


def _check_columns(names: Sequence[str], document: MapDocument) -> None:
    missing = [name for name in ("level", "label") if name not in names]
    if missing:
        raise UnreadableMap(
            _(
                "The first line must name the columns, and there is none called "
                "%(missing)s. Needed are “level” and “label”; known are %(known)s."
            )
            % {"missing": ", ".join(missing), "known": ", ".join(COLUMNS)}
        )
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            raise UnreadableMap(_("The column “%s” is there twice.") % name[:60])
        if name not in COLUMNS:
            words = _("The column “%s” is not known and was left out.") % name[:60]
            document.remark(Topic.ATTRIBUTE, words)


def _add(document: MapDocument, row: dict[str, str], line: int) -> None:
    cells = {name: restored(cell) for name, cell in row.items()}
    node = MapNode(
        label=cells.get("label", ""),
        level=0,
        id=cells.get("id", ""),
        kind=_value(cells.get("kind", ""), NodeKind),
        edge=_value(cells.get("edge", ""), EdgeKind),
        page=PageLink.of(cells.get("page_url", ""), cells.get("page_ref", "")),
        note=note_of([cells.get("note", "")]),
        line=line,
    )
    node.level = _level(document, node, cells.get("level", ""))
    document.add(node)


def _level(document: MapDocument, node: MapNode, cell: str) -> int:
    number = cell.removesuffix(".0")
    if number.isascii() and number.isdigit() and len(number) < MOST_DIGITS:
        return int(number)
    before = document.nodes[-1].level if document.nodes else 1
    document.remark(
        Topic.LEVEL,
        _("Its level is “%(cell)s”, not a number from 1: put at level %(level)d.")
        % {"cell": cell[:20], "level": before},
        node,
    )
    return before


def _value(cell: str, choices: type[NodeKind] | type[EdgeKind]) -> str:
    """A choice given as its value or in words; anything else as it stands."""
    words = {str(each.label).lower(): str(each.value) for each in choices}
    return words.get(cell.lower(), cell)


def _check_cells(
    document: MapDocument, names: Sequence[str], cells: Sequence[str]
) -> None:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        document.remark(
            Topic.ATTRIBUTE,
            _("The row has more cells than there are columns; they were left out."),
            document.nodes[-1],
        )


def write(document: MapDocument) -> str:
    """The nodes as a table, with the mark by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for node in document.nodes:
        page = node.page or PageLink()
        cells = (
            str(node.level),
            node.label,
            node.kind,
            node.edge,
            page.url,
            page.reference,
            node.note,
            node.id,
        )
        writer.writerow([harmless(cell) for cell in cells])
    return f"\ufeff{file.getvalue()}"

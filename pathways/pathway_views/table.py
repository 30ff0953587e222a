"""The map as a table: one row a node, sorted and narrowed by its address."""

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pathways.constants import NodeKind
from pathways.outline import Node
from pathways.pathway_views.choices import DESCENDING, Choice, TableSort
from pathways.pathway_views.facts import Facts

DIRECTIONS = {"ascending": _("ascending"), "descending": _("descending")}


@dataclass(frozen=True)
class Row:
    """A node with its parent, its place in the order of the map, and its facts."""

    node: Node
    parent: Node | None
    place: int
    facts: Facts


@dataclass(frozen=True)
class Column:
    """A column's head, and the address that sorts by it.

    `direction` is "ascending", "descending" or ""; `query` sorts the other way round
    if the table is sorted by the column already.
    """

    name: str
    label: str | Promise
    direction: str
    query: str

    @property
    def direction_label(self) -> str | Promise:
        """The direction in words; "" where the table is not sorted by this column."""
        return DIRECTIONS.get(self.direction, "")


@dataclass(frozen=True)
class KindChoice:
    """A kind of node by which the table can be narrowed, with its number of nodes."""

    kind: str
    label: str | Promise
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Table:
    """The rows that are shown, the heads, and the ways to narrow them."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    kinds: tuple[KindChoice, ...]
    total: int
    all_query: str
    map_order_query: str

    @property
    def sorted_by(self) -> Column | None:
        """The column that the rows are sorted by; None in the order of the map."""
        return next((column for column in self.columns if column.direction), None)


def build(roots: Iterable[Node], facts: Mapping[str, Facts], choice: Choice) -> Table:
    """The table that a reader chose; every node of the map unless it was narrowed."""
    rows = list(_rows(roots, facts))
    counts = Counter(row.node.kind for row in rows)
    shown = [row for row in rows if choice.kind in {"", row.node.kind}]
    return Table(
        rows=tuple(_ordered(shown, choice.sort)),
        columns=tuple(_column(name, choice) for name in TableSort),
        kinds=tuple(
            KindChoice(
                kind=kind,
                label=kind.label,
                count=counts[kind],
                is_chosen=choice.kind == kind,
                query=choice.but(kind=str(kind)).query,
            )
            for kind in NodeKind
            if counts[kind]
        ),
        total=len(rows),
        all_query=choice.but(kind="").query,
        map_order_query=choice.but(sort="").query,
    )


def _rows(roots: Iterable[Node], facts: Mapping[str, Facts]) -> Iterator[Row]:
    waiting: list[tuple[Node, Node | None]] = []
    waiting.extend((root, None) for root in reversed(list(roots)))
    place = 0
    while waiting:
        node, parent = waiting.pop()
        yield Row(node, parent, place, facts.get(node.id, Facts()))
        place += 1
        waiting.extend((child, node) for child in reversed(node.children))


def _column(name: TableSort, choice: Choice) -> Column:
    direction = {name: "ascending", f"{DESCENDING}{name}": "descending"}.get(
        choice.sort, ""
    )
    other = f"{DESCENDING}{name}" if direction == "ascending" else str(name)
    return Column(name, name.label, direction, choice.but(sort=other).query)


def _ordered(rows: list[Row], sort: str) -> list[Row]:
    """Sorted, what has no value last in both directions, equals as on the map."""
    if not sort:
        return rows
    value = _VALUES[TableSort(sort.removeprefix(DESCENDING))]
    with_value = [row for row in rows if value(row) is not None]
    without = [row for row in rows if value(row) is None]
    with_value.sort(key=value, reverse=sort.startswith(DESCENDING))
    return with_value + without


def _words(text: str | Promise) -> str | None:
    """A text as it is looked up: without accents, capitals or a leading quotation mark."""
    plain = unicodedata.normalize("NFKD", str(text)).casefold()
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    first = next((at for at, mark in enumerate(letters) if mark.isalnum()), 0)
    return letters[first:] or None


def _kind(row: Row) -> int | None:
    """Kinds come in the order in which a teacher meets them, not in the alphabet's."""
    kinds = NodeKind.values
    return kinds.index(row.node.kind) if row.node.kind in kinds else None


def _reviewed(row: Row) -> dt.date | None:
    return row.facts.reviewed_on


def _evidence(row: Row) -> tuple[int, int] | None:
    counts = (row.facts.findings, len(row.facts.references))
    return counts if any(counts) else None


_VALUES: dict[TableSort, Callable[[Row], Any]] = {
    TableSort.LABEL: lambda row: _words(row.node.label),
    TableSort.KIND: _kind,
    TableSort.PLACE: lambda row: (row.node.level, row.place),
    TableSort.EDGE: lambda row: _words(row.node.edge_label),
    TableSort.PAGE: lambda row: _words(row.node.page.title) if row.node.page else None,
    TableSort.EVIDENCE: _evidence,
    TableSort.REVIEW: _reviewed,
}

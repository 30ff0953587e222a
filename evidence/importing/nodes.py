"""Nodes of our JSON-LD: concepts and edges by their services, records in portions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.formats import json_ld
from evidence.formats.json_ld import Node
from evidence.importing.concepts import import_concept, import_edge
from evidence.importing.portion import Portion
from evidence.importing.records import further_references, import_record
from evidence.importing.report import Became, Outcome, Remark, UnableToImport
from evidence.importing.table import Table
from evidence.importing.turns import take_turn

PORTION = 100  # records in one transaction
CONCEPTS = frozenset({"Barrier", "Intervention"})
EDGES = frozenset({"Edge"})
Importer = Callable[[Sequence[Node], Table], list[Became]]


def import_nodes(path: Path, table: Table) -> Iterator[Became]:
    """What becomes of every node of a file.

    Publications that a study names as further reports may stand after it, so these are
    joined when all are in, in a second reading.
    """
    nodes = json_ld.read(path)
    imported = (
        import_alike(portion, table)
        for import_alike, alike in groupby(nodes, _importer_of)
        for portion in _portions(alike)
    )
    return chain(
        chain.from_iterable(imported),
        chain.from_iterable(_join(node, table) for node in json_ld.read(path)),
    )


def _importer_of(node: Node) -> Importer:
    return _import_records if _is_record(node) else _import_graph


def _is_record(node: Node) -> bool:
    return not node.types & (CONCEPTS | EDGES)


def _portions(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    remaining = iter(nodes)
    while portion := list(islice(remaining, PORTION)):
        yield portion


def _import_graph(nodes: Sequence[Node], table: Table) -> list[Became]:
    return [_import_one(node, _concept_or_edge, table) for node in nodes]


def _concept_or_edge(node: Node) -> Outcome:
    return import_edge(node) if node.types & EDGES else import_concept(node)


def _import_one(
    node: Node, bring_in: Callable[[Node], Outcome], table: Table
) -> Became:
    try:
        with transaction.atomic():
            take_turn(dry_run=table.dry_run)
            return node.line, bring_in(node)
    except UnableToImport as error:
        return Remark(node.line, str(error))
    except DatabaseError as error:
        return Remark(node.line, _("The database refused it: %s") % error)


def _import_records(nodes: Sequence[Node], table: Table) -> list[Became]:
    """Bring records in together; where the database refuses, one by one."""
    try:
        with transaction.atomic():
            became = _import_portion(nodes, table)
    except DatabaseError as error:
        table.forget()
        if len(nodes) > 1:
            return [one for node in nodes for one in _import_records([node], table)]
        return [Remark(nodes[0].line, _("The database refused it: %s") % error)]
    table.settle()
    return became


def _import_portion(nodes: Sequence[Node], table: Table) -> list[Became]:
    take_turn(dry_run=table.dry_run)
    portion = Portion()
    became: list[Became] = []
    for node in nodes:
        try:
            outcome = import_record(node=node, table=table, portion=portion)
            became.append((node.line, outcome))
        except UnableToImport as error:
            became.append(Remark(node.line, str(error)))
    return [*became, *portion.write(now=timezone.now())]


def _join(node: Node, table: Table) -> list[Became]:
    """Join the further reports of a record's studies; only what is wrong is told."""
    if not (_is_record(node) and node.value):
        return []
    try:
        with transaction.atomic():
            take_turn(dry_run=table.dry_run)
            return further_references(node)
    except UnableToImport:
        return []  # told when the record itself was refused

"""Nodes of our JSON-LD: concepts and edges by their services, records in portions."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.formats import json_ld
from evidence.formats.json_ld import Node
from evidence.importing.concepts import import_concept, import_edge
from evidence.importing.portion import Portion
from evidence.importing.records import (
    further_references,
    import_record,
    names_further_references,
)
from evidence.importing.report import Became, Remark, UnableToImport
from evidence.importing.table import Table
from evidence.importing.together import import_together
from evidence.importing.turns import take_turn
from mesh.core.batches import batched

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
        for portion in batched(alike, PORTION)
    )
    return chain(
        chain.from_iterable(imported),
        chain.from_iterable(_join(node, table) for node in json_ld.read(path)),
    )


def _importer_of(node: Node) -> Importer:
    return _import_records if _is_record(node) else _import_graph


def _is_record(node: Node) -> bool:
    return not node.types & (CONCEPTS | EDGES)


def _import_graph(nodes: Sequence[Node], table: Table) -> list[Became]:
    return [_import_one(node, table) for node in nodes]


def _import_one(node: Node, table: Table) -> Became:
    bring_in = import_edge if node.types & EDGES else import_concept
    try:
        with transaction.atomic():
            take_turn(dry_run=table.dry_run)
            return node.line, bring_in(node)
    except UnableToImport as error:
        return Remark(node.line, str(error))
    except DatabaseError as error:
        return Remark(node.line, _("The database refused it: %s") % error)


def _import_records(nodes: Sequence[Node], table: Table) -> list[Became]:
    return import_together(nodes, table, partial(_import_portion, table=table))


def _import_portion(nodes: Sequence[Node], table: Table) -> list[Became]:
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
    if not (_is_record(node) and names_further_references(node)):
        return []
    try:
        with transaction.atomic():
            take_turn(dry_run=table.dry_run)
            return further_references(node)
    except UnableToImport:
        return []  # told when the record itself was refused

"""Barriers, interventions and the edges between them as JSON-LD."""

from collections.abc import Iterator
from typing import Any

from evidence.json_ld import addresses
from evidence.json_ld.records import fields, known
from evidence.models import Barrier, Edge, EdgeEvidence, Intervention
from evidence.models.concepts import Concept

Node = dict[str, Any]
BATCH = 200  # read at once


def concepts() -> Iterator[Node]:
    """Every barrier and intervention that was not merged into another."""
    for model in (Barrier, Intervention):
        rows = model.objects.order_by("pk").prefetch_related("subjects", "phases")
        for row in rows.iterator(chunk_size=BATCH):
            yield concept(row)


def edges() -> Iterator[Node]:
    """Every edge with its evidence."""
    rows = Edge.objects.with_ends().order_by("pk")
    evidence = "evidence__finding__study__reference", "evidence__reference"
    for row in rows.prefetch_related(*evidence).iterator(chunk_size=BATCH):
        yield edge(row)


def concept(record: Concept) -> Node:
    """A barrier or an intervention."""
    return known(
        {
            "@id": _address(record),
            "@type": type(record).__name__,
            **fields(record),
        }
    )


def edge(row: Edge) -> Node:
    """An edge, with what speaks for and against it."""
    pieces = sorted(row.evidence.all(), key=lambda piece: piece.pk)
    return known(
        {
            "@type": "Edge",
            "source": _address(row.source),
            "target": _address(row.target),
            **fields(row),
            "evidence": [_piece(each) for each in pieces],
        }
    )


def _piece(piece: EdgeEvidence) -> Node:
    cited = ""
    if piece.finding:
        slug = piece.finding.study.reference.slug
        cited = addresses.of_finding(slug, piece.finding.key)
    elif piece.reference:
        cited = addresses.of_reference(piece.reference.slug)
    return known({"@type": "EdgeEvidence", "citation": cited, **fields(piece)})


def _address(record: Concept) -> str:
    return addresses.absolute(record.get_absolute_url())

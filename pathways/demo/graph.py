"""Barriers, interventions and the edges between them, of the demo."""

from evidence.constants import EdgeKind, Stance
from evidence.graph.edges import link
from evidence.models import (
    Barrier,
    Edge,
    EdgeEvidence,
    Finding,
    Intervention,
    Reference,
)
from evidence.models.concepts import Concept
from mesh.core.models import Subject
from pathways.demo.catalogue import Entry, read

MODELS: dict[str, type[Barrier] | type[Intervention]] = {
    Barrier.kind: Barrier,
    Intervention.kind: Intervention,
}


def ensure_concepts() -> None:
    """The records that are missing; before the findings, which are filed under them."""
    for kind, model in MODELS.items():
        for entry in read("graph")[kind]:
            if not model.every.filter(name=entry["name"]).exists():
                _make(model, entry)


def _make(model: type[Barrier] | type[Intervention], entry: Entry) -> None:
    record = model(
        name=entry["name"],
        other_names=entry.get("other_names", []),
        summary=entry["summary"],
    )
    record.full_clean()
    record.save()
    record.subjects.set(Subject.objects.filter(slug__in=entry["subjects"]))


def ensure_edges(references: dict[str, Reference]) -> None:
    """The edges, unless there are any: a curator may have undone one."""
    if Edge.objects.exists():
        return
    for entry in read("graph")["edge"]:
        edge = link(
            source=_named(entry["source"]),
            kind=EdgeKind(entry["kind"]),
            target=_named(entry["target"]),
            note=entry.get("note", ""),
        )
        for piece in entry.get("evidence", ()):
            _support(edge, piece, references)


def _support(edge: Edge, piece: Entry, references: dict[str, Reference]) -> None:
    finding = None
    if "finding" in piece:
        finding = Finding.objects.get(key=piece["finding"])
    EdgeEvidence.objects.create(
        edge=edge,
        finding=finding,
        reference=references[piece["reference"]] if "reference" in piece else None,
        stance=piece.get("stance", Stance.FOR),
        note=piece.get("note", ""),
    )


def _named(name: str) -> Concept:
    """The record of this name: none of the demo's is both barrier and intervention."""
    found: Concept | None = Barrier.objects.named(name).first()
    return found or Intervention.objects.named(name).get()


def record_of_page(slug: str) -> Concept | None:
    """The record that the knowledge page of this slug is about."""
    for kind in MODELS:
        for entry in read("graph")[kind]:
            if entry.get("page") == slug:
                return _named(entry["name"])
    return None

"""A barrier, an intervention or an edge of our JSON-LD."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from evidence.constants import EdgeKind, Stance
from evidence.formats.json_ld import Node
from evidence.graph.edges import UnableToLink, save_edge, set_ends
from evidence.importing import values
from evidence.importing.report import Outcome, UnableToImport
from evidence.json_ld import addresses
from evidence.models import (
    Barrier,
    Edge,
    EdgeEvidence,
    Finding,
    Intervention,
    Reference,
)
from evidence.models.concepts import Concept

MODELS: dict[str, type[Concept]] = {"Barrier": Barrier, "Intervention": Intervention}
FINDING = "finding-"


def import_concept(node: Node) -> Outcome:
    """Bring a barrier or an intervention in; it is known again by any of its names.

    Raises:
        UnableToImport: it has no name, or something in it is wrong.
    """
    value = _value(node)
    (kind,) = node.types & set(MODELS)
    model = MODELS[kind]
    said = values.plain(model, value)
    if not isinstance(said.get("other_names", []), list):
        raise UnableToImport(_("otherNames: this must be a list."))
    lists = values.linked(value)
    record: Any = _concept_named(model, str(said.get("name", "")))
    is_new = record.pk is None
    changed = {name for name, each in said.items() if each != getattr(record, name)}
    for name in changed:
        setattr(record, name, said[name])
    if is_new:
        record.slug = _free(model, _slug(value))
    values.check(record, exclude=["slug"])
    if changed or is_new:
        record.save()
    for name, rows in lists.items():
        if rows != set(getattr(record, name).all()):
            changed.add(name)
            getattr(record, name).set(rows)
    if is_new:
        return Outcome.CREATED
    return Outcome.UPDATED if changed else Outcome.UNCHANGED


def import_edge(node: Node) -> Outcome:
    """Bring an edge in with its evidence.

    Raises:
        UnableToImport: an end or a piece of evidence is not known, or it may not be.
    """
    value = _value(node)
    said = values.plain(Edge, value)
    if said.get("kind") not in EdgeKind.values:
        raise UnableToImport(_("edgeKind: this is not a kind of edge."))
    ends = _end(value, "source"), _end(value, "target")
    edge = Edge(**said)
    set_ends(edge, *ends)
    known = Edge.objects.same_as(edge).first()
    outcome = Outcome.UNCHANGED
    if known is None:
        _save(edge)
        known, outcome = edge, Outcome.CREATED
    elif said.get("note", "") != known.note:
        known.note = said.get("note", "")
        _save(known)
        outcome = Outcome.UPDATED
    added = [_piece(each, known) for each in values.nodes(value, "evidence")]
    if any(added) and outcome == Outcome.UNCHANGED:
        return Outcome.UPDATED
    return outcome


def _value(node: Node) -> Mapping[str, Any]:
    if node.value is None:
        raise UnableToImport(node.reason)
    return node.value


def _concept_named(model: type[Concept], name: str) -> Concept:
    if not name:
        raise UnableToImport(_("It has no name."))
    rows: Any = model.objects
    found: Concept | None = rows.named(name).first()
    return found or model()


def _slug(value: Mapping[str, Any]) -> str:
    return _kind_and_slug(str(value.get("@id", "")))[1]


def _free(model: Any, wanted: str) -> str:
    """The slug of the address, unless another record has it: then one is made."""
    return "" if model.every.filter(slug=wanted).exists() else wanted


def _kind_and_slug(address: str) -> tuple[str, str]:
    try:
        match = resolve(unquote(urlsplit(address).path))
    except (Resolver404, ValueError):
        return "", ""
    kind = match.view_name.removeprefix("evidence:").capitalize()
    return (kind, str(match.kwargs["slug"])) if kind in MODELS else ("", "")


def _end(value: Mapping[str, Any], name: str) -> Concept:
    address = str(value.get(name, ""))
    kind, slug = _kind_and_slug(address)
    rows: Any = MODELS[kind].every if kind else None
    found = rows.filter(slug=slug).first() if kind else None
    if found is None:
        raise UnableToImport(
            _("%(name)s: there is no barrier or intervention “%(address)s”.")
            % {"name": name, "address": address[:200]}
        )
    standing: Concept = found.standing
    return standing


def _save(edge: Edge) -> None:
    try:
        save_edge(edge=edge)
    except UnableToLink as error:
        raise UnableToImport(str(error)) from error


def _piece(value: Mapping[str, Any], edge: Edge) -> bool:
    """Add a piece of evidence; whether it or its words are new."""
    said = values.plain(EdgeEvidence, value)
    if said.get("stance", Stance.FOR) not in Stance.values:
        raise UnableToImport(_("stance: this is neither for nor against."))
    _piece_row, is_new = EdgeEvidence.objects.update_or_create(
        edge=edge, **_cited(str(value.get("citation", ""))), defaults=said
    )
    return is_new


def _cited(address: str) -> dict[str, Any]:
    fragment = urlsplit(address).fragment
    try:
        if fragment.startswith(FINDING):
            key = fragment.removeprefix(FINDING)
            return {"finding": Finding.objects.get(key=key)}
        slug = addresses.slug_of(address)
        named = Reference.every.select_related("merged_into").get(slug=slug)
        return {"reference": named.standing}
    except (Finding.DoesNotExist, Reference.DoesNotExist, ValidationError) as error:
        raise UnableToImport(
            _("citation: there is no finding or reference “%s”.") % address[:200]
        ) from error

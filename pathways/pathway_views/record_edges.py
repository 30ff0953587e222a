"""Edges of a map that also stand between the records of the evidence."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q

from evidence.constants import BOTH_WAYS, ConceptKind, EdgeKind
from evidence.models import Edge
from evidence.querysets import ENDS
from pathways.outline import Node
from pathways.pathway_views.facts import Facts

Key = tuple[str, int]  # kind and key of a record
# In these a node is what its parent's sentence begins with: "child explains parent".
FROM_CHILD = frozenset({EdgeKind.EXPLAINS, EdgeKind.PREREQUISITE_OF})


def put_record_edges(roots: Iterable[Node], known: Mapping[str, Facts]) -> None:
    """Give each node whose edge to its parent is recorded the address of that edge.

    One query, none for a map whose pages are about no records. Only pages that anybody
    may read count.
    """
    wanted: dict[tuple[str, Key, Key], list[Node]] = {}
    for parent, child in _pairs(roots):
        ends = _key(parent, known), _key(child, known)
        if ends[0] is None or ends[1] is None or child.edge not in EdgeKind:
            continue
        for source, target in _orders(child.edge, ends[0], ends[1]):
            wanted.setdefault((child.edge, source, target), []).append(child)
    if not wanted:
        return
    for edge in _edges(wanted):
        ends_of_edge = (
            (edge.source.kind, edge.source.pk),
            (edge.target.kind, edge.target.pk),
        )
        for node in wanted.get((edge.kind, *ends_of_edge), ()):
            node.record_edge = f"{edge.source.get_absolute_url()}#edge-{edge.pk}"


def _pairs(roots: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    for root in roots:
        for node in root.walk():
            for child in node.children:
                yield node, child


def _key(node: Node, known: Mapping[str, Facts]) -> Key | None:
    if node.page is None or not known[node.id].is_public:
        return None
    key: Key | None = node.page.about_key
    return key


def _orders(kind: str, parent: Key, child: Key) -> list[tuple[Key, Key]]:
    forward = (child, parent) if kind in FROM_CHILD else (parent, child)
    return [forward, forward[::-1]] if kind in BOTH_WAYS else [forward]


def _edges(wanted: Iterable[tuple[str, Key, Key]]) -> Iterable[Edge]:
    """Edges between any of these records; which of them fit, the caller sees."""
    keys = {key for _kind, source, target in wanted for key in (source, target)}
    by_kind = {
        kind: [pk for each, pk in keys if each == kind] for kind in ConceptKind.values
    }
    at_both = Q()
    for end in ENDS:
        at_end = Q()
        for kind, found in by_kind.items():
            at_end |= Q(**{f"{end}_{kind}__in": found})
        at_both &= at_end
    return Edge.objects.filter(at_both).with_ends()

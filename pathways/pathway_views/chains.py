"""The chains of a map: what belongs to each barrier, from what one sees to what helps.

A map may be written in two ways, and most mix them: everything hangs on the barrier, or
the barrier hangs on what one sees and on what detects it. Both make the same chain.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pathways.constants import NodeKind
from pathways.outline import Node


@dataclass
class Help:
    """An intervention with what is known of it, for and against, and what is not."""

    node: Node
    evidence: list[Node] = field(default_factory=list)
    gaps: list[Node] = field(default_factory=list)

    @property
    def nodes(self) -> Iterator[Node]:
        """The intervention and what stands with it."""
        yield self.node
        yield from (*self.evidence, *self.gaps)


@dataclass
class Chain:
    """A barrier with what belongs to it; `barrier` is None for what belongs to none."""

    barrier: Node | None = None
    symptoms: list[Node] = field(default_factory=list)
    probes: list[Node] = field(default_factory=list)
    helps: list[Help] = field(default_factory=list)
    evidence: list[Node] = field(default_factory=list)
    gaps: list[Node] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)

    @property
    def nodes(self) -> Iterator[Node]:
        """Every node of the chain, from what one sees to what is known of it."""
        yield from (*self.symptoms, *self.probes)
        if self.barrier is not None:
            yield self.barrier
        for help_ in self.helps:
            yield from help_.nodes
        yield from (*self.evidence, *self.gaps, *self.notes)

    @property
    def all_evidence(self) -> list[Node]:
        """Evidence about the barrier and about each intervention."""
        return [
            *self.evidence,
            *(node for each in self.helps for node in each.evidence),
        ]

    @property
    def all_gaps(self) -> list[Node]:
        """What is not known of the barrier and of each intervention."""
        return [*self.gaps, *(node for each in self.helps for node in each.gaps)]


@dataclass(frozen=True)
class Chains:
    """A map taken apart. Every node stands in at least one place.

    `starts` are the roots that are no barriers; `loose` holds what belongs to no barrier.
    """

    starts: tuple[Node, ...]
    chains: tuple[Chain, ...]
    loose: Chain


@dataclass(frozen=True)
class _Place:
    """Where the walk stands: the chain, the intervention in it, what was met above.

    `above` are the symptoms and probes since the last barrier: they belong to the
    next one.
    """

    chain: Chain
    help: Help | None = None
    above: tuple[Node, ...] = ()


def take_apart(roots: Iterable[Node]) -> Chains:
    """The chains of a map, in its order."""
    loose = Chain()
    chains: list[Chain] = []
    starts = []
    waiting: list[tuple[Node, _Place]] = []
    for root in roots:
        if root.kind == NodeKind.BARRIER:
            waiting.append((root, _Place(loose)))
        else:
            starts.append(root)
            waiting.extend((child, _Place(loose)) for child in root.children)
    waiting.reverse()
    while waiting:
        node, place = waiting.pop()
        below = _put(node, place, chains)
        waiting.extend((child, below) for child in reversed(node.children))
    _forget_those_in_chains(loose, chains)
    return Chains(tuple(starts), tuple(chains), loose)


def _put(node: Node, place: _Place, chains: list[Chain]) -> _Place:
    """Put a node where it belongs; returns where its children do."""
    chain = place.chain
    match node.kind:
        case NodeKind.BARRIER:
            chains.append(_begin(node, place.above))
            return _Place(chains[-1])
        case NodeKind.SYMPTOM:
            chain.symptoms.append(node)
        case NodeKind.PROBE:
            chain.probes.append(node)
        case NodeKind.INTERVENTION:
            chain.helps.append(Help(node))
            return _Place(chain, chain.helps[-1], place.above)
        case NodeKind.EVIDENCE:
            (place.help or chain).evidence.append(node)
        case NodeKind.GAP:
            (place.help or chain).gaps.append(node)
        case _:
            chain.notes.append(node)
    if node.kind in {NodeKind.SYMPTOM, NodeKind.PROBE}:
        return _Place(chain, place.help, (*place.above, node))
    return place


def _begin(barrier: Node, above: Iterable[Node]) -> Chain:
    """A chain with what was met on the way to its barrier."""
    met = list(above)
    return Chain(
        barrier,
        symptoms=[node for node in met if node.kind == NodeKind.SYMPTOM],
        probes=[node for node in met if node.kind == NodeKind.PROBE],
    )


def _forget_those_in_chains(loose: Chain, chains: Iterable[Chain]) -> None:
    """Take out of `loose` the symptoms and probes that led to a barrier after all."""
    taken = {id(node) for chain in chains for node in chain.nodes}
    loose.symptoms = [node for node in loose.symptoms if id(node) not in taken]
    loose.probes = [node for node in loose.probes if id(node) not in taken]

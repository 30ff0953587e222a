"""The map as a flow: from what a teacher sees, by way of a check, to what helps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.constants import EdgeKind
from pathways.constants import NodeKind
from pathways.outline import Node
from pathways.pathway_views.chains import Chain, take_apart
from pathways.pathway_views.excerpts import MOST_WORDS, beginning
from pathways.pathway_views.facts import Facts

# Evidence and gaps are their label and their references: the map says the rest.
WORDS: dict[str, int] = {NodeKind.EVIDENCE: 0, NodeKind.GAP: 0}
# An edge read from the node to the one that it hangs on.
BACKWARDS: dict[str, str | Promise] = {
    EdgeKind.EXPLAINS: _("explained by"),
    EdgeKind.OFTEN_CONFUSED_WITH: _("often confused with"),
    EdgeKind.PREREQUISITE_OF: _("builds on"),
    EdgeKind.DETECTED_BY: _("detects"),
    EdgeKind.ADDRESSED_BY: _("addresses"),
    EdgeKind.SUPPORTED_BY: _("supports"),
    EdgeKind.CONTRADICTED_BY: _("speaks against"),
}


@dataclass(frozen=True)
class Card:
    """A node as it stands in a column.

    `relation` and `to` say how it hangs on another node, in words; `to` is None for the
    one it stands beside, which is the barrier or an intervention. `text` is the
    beginning of what it says, and `has_more` that the map shows more of it. A node may
    stand in two chains: only the first card `is_anchor` of its fragment.
    """

    node: Node
    facts: Facts
    relation: str | Promise
    to: Node | None
    is_by_its_barrier: bool
    text: str
    has_more: bool
    is_anchor: bool

    @property
    def speaks_against(self) -> bool:
        """Whether it is evidence against what it hangs on."""
        return self.node.edge == EdgeKind.CONTRADICTED_BY


@dataclass(frozen=True)
class HelpCards:
    """An intervention, and beside it what is known and what is not."""

    card: Card
    evidence: tuple[Card, ...]
    gaps: tuple[Card, ...]


@dataclass(frozen=True)
class Line:
    """A chain as columns of cards."""

    barrier: Card | None
    symptoms: tuple[Card, ...]
    probes: tuple[Card, ...]
    helps: tuple[HelpCards, ...]
    evidence: tuple[Card, ...]
    gaps: tuple[Card, ...]
    notes: tuple[Card, ...]

    @property
    def has_columns(self) -> bool:
        """Whether anything stands in the columns, and not only beneath them."""
        return bool(
            self.barrier or self.symptoms or self.probes or self.has_help_or_evidence
        )

    @property
    def has_help_or_evidence(self) -> bool:
        """Whether anything stands to the right of the barrier."""
        return bool(self.helps or self.evidence or self.gaps)


@dataclass(frozen=True)
class Flow:
    """Where the map starts, a line for each barrier, and what belongs to none."""

    starts: tuple[Card, ...]
    lines: tuple[Line, ...]
    loose: Line | None


def build(roots: Iterable[Node], facts: Mapping[str, Facts]) -> Flow:
    """The flow of a map. Every node has a card."""
    listed = list(roots)
    apart = take_apart(listed)
    cards = _Cards(listed, facts)
    return Flow(
        starts=cards.of(apart.starts),
        lines=tuple(_line(chain, cards) for chain in apart.chains),
        loose=_line(apart.loose, cards) if any(apart.loose.nodes) else None,
    )


class _Cards:
    """Makes the cards of one page, and knows which nodes have had theirs."""

    def __init__(self, roots: Iterable[Node], facts: Mapping[str, Facts]) -> None:
        self.facts = facts
        self.roots = {root.id for root in roots}
        self.parents = {
            child.id: node
            for root in roots
            for node in root.walk()
            for child in node.children
        }
        self.made: set[str] = set()

    def of(self, nodes: Iterable[Node], beside: Node | None = None) -> tuple[Card, ...]:
        """The cards of nodes that stand beside another."""
        return tuple(self.one(node, beside) for node in nodes)

    def one(self, node: Node, beside: Node | None = None) -> Card:
        """The card of a node that stands beside another, which its words can leave out."""
        parent = self.parents.get(node.id)
        is_beside_parent = parent is not None and parent is beside
        beside_kind = beside.kind if beside else ""
        text, is_cut = beginning(node, most_words=WORDS.get(node.kind, MOST_WORDS))
        is_anchor = node.id not in self.made
        self.made.add(node.id)
        return Card(
            node=node,
            facts=self.facts.get(node.id, Facts()),
            relation=self._relation(node, parent, is_beside_parent=is_beside_parent),
            to=None if is_beside_parent else parent,
            is_by_its_barrier=is_beside_parent and beside_kind == NodeKind.BARRIER,
            text=text,
            has_more=is_cut or any(each.block_type != "text" for each in node.media),
            is_anchor=is_anchor,
        )

    def _relation(
        self, node: Node, parent: Node | None, *, is_beside_parent: bool
    ) -> str | Promise:
        """How it hangs on its parent; "" where its place says so."""
        if parent is None:
            return ""
        if node.edge in BACKWARDS:
            return BACKWARDS[node.edge]
        return "" if is_beside_parent or parent.id in self.roots else _("under")


def _line(chain: Chain, cards: _Cards) -> Line:
    """The cards from left to right, so that a node's first card is the leftmost."""
    barrier = chain.barrier
    return Line(
        symptoms=cards.of(chain.symptoms, barrier),
        probes=cards.of(chain.probes, barrier),
        barrier=cards.one(barrier) if barrier else None,
        helps=tuple(
            HelpCards(
                cards.one(each.node, barrier),
                cards.of(each.evidence, each.node),
                cards.of(each.gaps, each.node),
            )
            for each in chain.helps
        ),
        evidence=cards.of(chain.evidence, barrier),
        gaps=cards.of(chain.gaps, barrier),
        notes=cards.of(chain.notes, barrier),
    )

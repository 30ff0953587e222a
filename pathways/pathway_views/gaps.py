"""The gap matrix: what each barrier and intervention of a map has, and what it lacks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from evidence.constants import EdgeKind
from pathways.constants import PROPOSAL_TITLE_LENGTH, NodeKind
from pathways.outline import Node
from pathways.pathway_views.chains import Chain, Help, take_apart
from pathways.pathway_views.excerpts import beginning
from pathways.pathway_views.facts import Facts


class Wanted(models.TextChoices):
    """What one would want to find about a barrier or an intervention."""

    SYMPTOM = "symptom", _("What you see")
    PROBE = "probe", _("How to check")
    INTERVENTION = "intervention", _("What helps")
    EVIDENCE = "evidence", _("Evidence on the map")
    COUNTER = "counter", _("Evidence against")
    FINDINGS = "findings", _("Findings on its page")
    PAGE = "page", _("Knowledge page")


OF_A_BARRIER = (
    Wanted.SYMPTOM,
    Wanted.PROBE,
    Wanted.INTERVENTION,
    Wanted.EVIDENCE,
    Wanted.FINDINGS,
    Wanted.PAGE,
)
OF_AN_INTERVENTION = (
    Wanted.EVIDENCE,
    Wanted.COUNTER,
    Wanted.FINDINGS,
    Wanted.PAGE,
)
# What to propose where nothing stands; "" where only the page's authors can help.
PROPOSALS: dict[Wanted, str | Promise] = {
    Wanted.SYMPTOM: _("What to see in class: %(label)s"),
    Wanted.PROBE: _("A probe: %(label)s"),
    Wanted.INTERVENTION: _("What helps: %(label)s"),
    Wanted.EVIDENCE: _("Evidence: %(label)s"),
    Wanted.COUNTER: _("Evidence against: %(label)s"),
    Wanted.FINDINGS: _("Findings: %(label)s"),
    Wanted.PAGE: _("Knowledge page: %(label)s"),
}
COUNTED: dict[Wanted, Promise] = {
    Wanted.SYMPTOM: ngettext_lazy("%(count)d sign", "%(count)d signs", "count"),
    Wanted.PROBE: ngettext_lazy("%(count)d probe", "%(count)d probes", "count"),
    Wanted.INTERVENTION: ngettext_lazy(
        "%(count)d intervention", "%(count)d interventions", "count"
    ),
    Wanted.EVIDENCE: ngettext_lazy("%(count)d piece", "%(count)d pieces", "count"),
    Wanted.COUNTER: ngettext_lazy("%(count)d piece", "%(count)d pieces", "count"),
    Wanted.FINDINGS: ngettext_lazy("%(count)d finding", "%(count)d findings", "count"),
}


@dataclass(frozen=True)
class Cell:
    """How much there is of what one would want; `words` says it.

    A cell with nothing is a gap, and `proposal` is the title under which a reader may
    propose to fill it.
    """

    wanted: Wanted
    count: int
    words: str | Promise
    proposal: str

    @property
    def is_gap(self) -> bool:
        """Whether nothing stands there."""
        return not self.count

    @property
    def proposal_query(self) -> str:
        """What fills in the form's title."""
        return urlencode({"title": self.proposal})


@dataclass(frozen=True)
class MatrixRow:
    """A barrier or an intervention with its cells; `about` is the barrier it is for."""

    node: Node
    about: Node | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Total:
    """Of how many rows a column is filled."""

    wanted: Wanted
    filled: int
    rows: int


@dataclass(frozen=True)
class Matrix:
    """Rows against what one would want of each, with totals."""

    wanted: tuple[Wanted, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def totals(self) -> list[Total]:
        """One total for each column."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [
            Total(wanted, sum(not cell.is_gap for cell in column), len(self.rows))
            for wanted, column in zip(self.wanted, columns, strict=False)
        ]

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.rows) * len(self.wanted)

    @property
    def gaps(self) -> int:
        """The number of empty cells."""
        return sum(cell.is_gap for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class NamedGap:
    """A gap that the map's authors name: what it is about, and what they say of it."""

    node: Node
    parent: Node | None
    text: str


@dataclass(frozen=True)
class Gaps:
    """What a map lacks: two matrices, and the gaps that its authors name themselves."""

    barriers: Matrix
    interventions: Matrix
    named: tuple[NamedGap, ...]

    @property
    def size(self) -> int:
        """The number of cells of both matrices."""
        return self.barriers.size + self.interventions.size

    @property
    def filled(self) -> int:
        """The number of cells of both matrices with something in them."""
        return self.size - self.barriers.gaps - self.interventions.gaps


def build(roots: Iterable[Node], facts: Mapping[str, Facts]) -> Gaps:
    """What a map has and lacks."""
    listed = list(roots)
    apart = take_apart(listed)
    helps = [
        (each, chain.barrier)
        for chain in (*apart.chains, apart.loose)
        for each in chain.helps
    ]
    return Gaps(
        barriers=Matrix(
            OF_A_BARRIER,
            tuple(
                MatrixRow(barrier, None, _barrier_cells(barrier, chain, facts))
                for chain in apart.chains
                if (barrier := chain.barrier)
            ),
        ),
        interventions=Matrix(
            OF_AN_INTERVENTION,
            tuple(
                MatrixRow(each.node, about, _help_cells(each, facts))
                for each, about in helps
            ),
        ),
        named=tuple(_named(listed)),
    )


def proposal(wanted: Wanted, node: Node) -> str:
    """The title under which to propose what is wanted of a node, as long as it may be."""
    words = str(PROPOSALS[wanted]) % {"label": node.label}
    return Truncator(words).chars(PROPOSAL_TITLE_LENGTH)


def _named(roots: Iterable[Node]) -> Iterator[NamedGap]:
    for root in roots:
        if root.kind == NodeKind.GAP:
            yield NamedGap(root, None, beginning(root)[0])
        for node in root.walk():
            for child in node.children:
                if child.kind == NodeKind.GAP:
                    yield NamedGap(child, node, beginning(child)[0])


def _barrier_cells(
    node: Node, chain: Chain, facts: Mapping[str, Facts]
) -> tuple[Cell, ...]:
    return (
        _counted(Wanted.SYMPTOM, node, len(chain.symptoms)),
        _counted(Wanted.PROBE, node, len(chain.probes)),
        _counted(Wanted.INTERVENTION, node, len(chain.helps)),
        _counted(Wanted.EVIDENCE, node, len(chain.all_evidence)),
        _counted(Wanted.FINDINGS, node, facts.get(node.id, Facts()).findings),
        _page(node, facts),
    )


def _help_cells(help_: Help, facts: Mapping[str, Facts]) -> tuple[Cell, ...]:
    node = help_.node
    against = [each for each in help_.evidence if _speaks_against(each)]
    return (
        _counted(Wanted.EVIDENCE, node, len(help_.evidence) - len(against)),
        _counted(Wanted.COUNTER, node, len(against)),
        _counted(Wanted.FINDINGS, node, facts.get(node.id, Facts()).findings),
        _page(node, facts),
    )


def _speaks_against(node: Node) -> bool:
    return node.edge == EdgeKind.CONTRADICTED_BY


def _counted(wanted: Wanted, node: Node, count: int) -> Cell:
    words = COUNTED[wanted] % {"count": count} if count else _("nothing yet")
    return Cell(wanted, count, words, "" if count else proposal(wanted, node))


def _page(node: Node, facts: Mapping[str, Facts]) -> Cell:
    """A page counts when readers can follow it; then the cell says how it was reviewed."""
    if node.leads_somewhere:
        return Cell(Wanted.PAGE, 1, facts.get(node.id, Facts()).review.label, "")
    words = _("not published") if node.page else _("nothing yet")
    return Cell(Wanted.PAGE, 0, words, proposal(Wanted.PAGE, node))

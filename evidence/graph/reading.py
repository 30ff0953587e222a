"""What the page of a barrier or an intervention shows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from evidence.bodies.summary import Summary
from evidence.citing import keys_of_pages_using
from evidence.constants import (
    EDGE_SENTENCES,
    ConceptKind,
    EdgeKind,
    OutcomeKind,
    Stance,
)
from evidence.crumbs import Crumb, crumb, crumbs
from evidence.models import Edge, EdgeEvidence, Finding, Study
from evidence.models.concepts import Concept
from evidence.synthesis.grouping import LEAST_STUDIES
from evidence.synthesis.presentation import address

# Kinds of edges in the order in which readers ask: what helps first.
ORDER = (
    EdgeKind.ADDRESSED_BY,
    EdgeKind.DETECTED_BY,
    EdgeKind.EXPLAINS,
    EdgeKind.OFTEN_CONFUSED_WITH,
    EdgeKind.PREREQUISITE_OF,
    EdgeKind.SUPPORTED_BY,
    EdgeKind.CONTRADICTED_BY,
)


@dataclass(frozen=True)
class EvidenceShown:
    """A finding or publication that speaks for or against an edge."""

    piece: EdgeEvidence

    @property
    def title(self) -> str:
        """What the link to the record says."""
        if self.piece.finding:
            return f"{self.piece.finding.study}: {self.piece.finding.outcome}"
        return str(self.piece.reference)

    @property
    def source(self) -> Any:
        """The finding or reference, which has the address of its record."""
        return self.piece.finding or self.piece.reference

    @property
    def reference(self) -> Any:
        """The publication, which may have been retracted."""
        if self.piece.finding:
            return self.piece.finding.study.reference
        return self.piece.reference

    @property
    def studies(self) -> Sequence[Study]:
        """The research behind it, with its weaknesses."""
        if self.piece.finding:
            return [self.piece.finding.study]
        return list(self.reference.studies.all())


@dataclass(frozen=True)
class EdgeShown:
    """An edge on the page of the record at one of its ends."""

    edge: Edge
    here: Concept | None
    pieces: Sequence[EvidenceShown]

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return f"edge-{self.edge.pk}"

    @property
    def sentence(self) -> SafeString:
        """The sentence, in which the record at the other end is a link."""
        ends = {"source": self.edge.source, "target": self.edge.target}
        words = {name: self._name(record) for name, record in ends.items()}
        template = conditional_escape(str(EDGE_SENTENCES[EdgeKind(self.edge.kind)]))
        return mark_safe(template % words)  # noqa: S308 - every part is escaped

    def _name(self, record: Concept) -> SafeString:
        if record == self.here:
            return format_html("<b>{}</b>", record.name)
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)

    @property
    def speaking_for(self) -> list[EvidenceShown]:
        """Evidence for it."""
        return [each for each in self.pieces if each.piece.stance == Stance.FOR]

    @property
    def speaking_against(self) -> list[EvidenceShown]:
        """Evidence against it."""
        return [each for each in self.pieces if each.piece.stance == Stance.AGAINST]

    @property
    def sides(self) -> list[tuple[str, list[EvidenceShown]]]:
        """Evidence for and against under its headings; a side without any is left out."""
        both = (
            (_("Evidence for it"), self.speaking_for),
            (_("Evidence against it"), self.speaking_against),
        )
        return [(heading, pieces) for heading, pieces in both if pieces]


@dataclass(frozen=True)
class OutcomeShown:
    """How much is known of one outcome kind."""

    kind: OutcomeKind
    findings: int
    studies: int
    intervention: Concept

    @property
    def synthesis_url(self) -> str:
        """Where the findings are pooled; "" where one study is all."""
        if self.studies < LEAST_STUDIES:
            return ""
        return address(self.intervention.name, self.kind)

    @property
    def is_perception(self) -> bool:
        """Whether it is what teachers thought, never attainment."""
        return self.kind == OutcomeKind.TEACHER_PERCEPTION


@dataclass(frozen=True)
class ConceptShown:
    """A barrier or an intervention with all that hangs on it."""

    record: Concept
    edges: Sequence[EdgeShown]
    pages: Sequence[Any] = field(default_factory=list)
    ways_there: Sequence[Any] = field(default_factory=list)
    outcomes: Sequence[OutcomeShown] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        """What it is, in a word."""
        return str(ConceptKind(self.record.kind).label)

    @property
    def crumbs(self) -> list[Crumb]:
        """Where the page stands."""
        lists = {
            ConceptKind.BARRIER: _("Barriers"),
            ConceptKind.INTERVENTION: _("Interventions"),
        }
        title = lists[ConceptKind(self.record.kind)]
        return crumbs(crumb(title, reverse(f"evidence:{self.record.kind}s")))

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Names and texts; what is not known is left out by the template."""
        return [
            (_("Also called"), "; ".join(self.record.other_names)),
            (_("Subjects"), ", ".join(map(str, self.record.subjects.all()))),
            (_("Phases"), ", ".join(map(str, self.record.phases.all()))),
        ]


def read_concept(
    *, record: Concept, merged: Iterable[Concept] = (), findings: Sequence[Finding] = ()
) -> ConceptShown:
    """Read the page of a record.

    Args:
        record: with its subjects and phases prefetched.
        merged: those that were merged into it, which pages may still be about.
        findings: all on an intervention, as `findings_in` gives them.
    """
    public = Page.objects.live().public().order_by("title")
    pages = list(public.filter(pk__in=keys_of_pages_using([record, *merged])))
    about = {page.pk for page in pages}
    ways = public.filter(pk__in=keys_of_pages_using(pages)) if pages else ()
    return ConceptShown(
        record,
        show_edges(Edge.objects.at(record), here=record),
        pages,
        [page for page in ways if page.pk not in about],
        _outcomes(record, findings),
    )


def show_edges(
    edges: "QuerySet[Edge]", *, here: Concept | None = None
) -> list[EdgeShown]:
    """Edges with their evidence, what helps first; three queries, however many.

    Args:
        edges: which.
        here: the record on whose page they stand: it is named there without a link.
    """
    studies = Study.objects.with_reference()
    pieces = EdgeEvidence.objects.select_related(
        "finding__study__reference", "reference"
    ).prefetch_related(Prefetch("reference__studies", studies))
    rows = edges.with_ends().prefetch_related(Prefetch("evidence", pieces))  # type: ignore[attr-defined] # its queryset
    shown = [
        EdgeShown(edge, here, [EvidenceShown(each) for each in edge.evidence.all()])
        for edge in rows
    ]
    return sorted(shown, key=lambda each: (ORDER.index(each.edge.kind), each.edge.pk))


def findings_in(summary: Summary) -> list[Finding]:
    """Findings of an intervention as its page lists them: by outcome kind, then newest.

    The summary has read them all, pooled or not.
    """
    pooled = (
        estimate.finding
        for body in summary.bodies
        for part in body.synthesis.parts
        for study in part.studies
        for estimate in study.estimates
    )
    left_out = (
        each.finding for body in summary.bodies for each in body.synthesis.excluded
    )
    return sorted(chain(pooled, left_out), key=_place)


def _place(finding: Finding) -> tuple[int, int, int]:
    kinds = list(OutcomeKind)
    year = finding.study.reference.year or 0
    return kinds.index(OutcomeKind(finding.outcome_kind)), -year, finding.pk


def _outcomes(record: Concept, findings: Sequence[Finding]) -> list[OutcomeShown]:
    by_kind: dict[OutcomeKind, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_kind[OutcomeKind(finding.outcome_kind)].append(finding)
    return [
        OutcomeShown(
            kind,
            len(by_kind[kind]),
            len({finding.study_id for finding in by_kind[kind]}),
            record,
        )
        for kind in OutcomeKind
        if kind in by_kind
    ]

"""The summary of findings of an intervention: what is known, outcome by outcome.

At most seven rows, as GRADE has it: attainment first, then what got worse, then what
most studies looked at; within each, standardised tests first. The others are named with
their addresses. What teachers thought stands apart, always.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence.bodies.rating import Body, read_bodies
from evidence.bodies.shown import BodyShown, show_bodies
from evidence.bodies.summary_row import SummaryRow
from evidence.constants import OutcomeKind
from evidence.models import BodyOfEvidence, Finding, Intervention
from evidence.synthesis.estimates import Exclusion

MOST_ROWS = 7


@dataclass(frozen=True)
class Summary:
    """The summary of findings of one intervention."""

    intervention: Intervention
    every_row: Sequence[SummaryRow]
    perceptions: Sequence[SummaryRow]
    bodies: Sequence[Body]

    @property
    def rows(self) -> Sequence[SummaryRow]:
        """The outcomes of the table."""
        return self.every_row[:MOST_ROWS]

    @property
    def others(self) -> Sequence[SummaryRow]:
        """Outcomes that the table has no room for."""
        return self.every_row[MOST_ROWS:]

    @property
    def pooled(self) -> list[SummaryRow]:
        """Outcomes of the table whose studies are pooled, to be drawn."""
        return [row for row in self.rows if row.part.pooled]

    @property
    def reviews(self) -> list[Finding]:
        """Pooled results of reviews, which are never pooled again."""
        return [
            each.finding
            for body in self.bodies
            if body.row.outcome_kind != OutcomeKind.TEACHER_PERCEPTION
            for each in body.synthesis.excluded
            if each.reason == Exclusion.REVIEW
        ]

    @property
    def unpooled(self) -> int:
        """Findings, but reviews', that are in no row; the bodies' pages say why."""
        return sum(
            each.reason != Exclusion.REVIEW
            for body in self.bodies
            for each in body.synthesis.excluded
        )

    @property
    def has_findings(self) -> bool:
        """Whether there is anything to sum up."""
        return bool(self.every_row or self.perceptions or self.reviews)


def read_summaries(
    interventions: Iterable[Intervention], *, today: dt.date
) -> dict[int, Summary]:
    """The summary of each intervention, by its key; eight queries, however many.

    Without findings an intervention has an empty one.
    """
    every = {each.pk: each for each in interventions}
    findings = list(
        Finding.objects.filter(intervention_record__in=every)
        .with_record()
        .select_related("computed")
        .order_by("study", "pk")
    )
    bodies = read_bodies(_rows(every, findings), findings=findings)
    rows: dict[int, list[SummaryRow]] = {key: [] for key in every}
    for shown in show_bodies(bodies, today=today):
        rows[shown.body.synthesis.intervention.pk] += rows_of(shown)
    return {
        key: _summary(
            intervention,
            rows[key],
            [body for body in bodies if body.row.intervention_id == key],
        )
        for key, intervention in every.items()
    }


def rows_of(shown: BodyShown) -> list[SummaryRow]:
    """The rows of one body of evidence, one for each kind of test."""
    return [SummaryRow(part, shown.ratings_url) for part in shown.parts]


def _rows(
    interventions: Mapping[int, Intervention], findings: Iterable[Finding]
) -> list[BodyOfEvidence]:
    """The bodies of interventions, those without a row of their own too; one query."""
    found = BodyOfEvidence.objects.filter(intervention__in=interventions.keys())
    rows = {
        (about, row.outcome_kind): row
        for row in found
        if (about := row.intervention_id) is not None
    }
    subjects = {(each.intervention_record_id, each.outcome_kind) for each in findings}
    for about, kind in subjects:
        if about is not None:
            rows.setdefault((about, kind), BodyOfEvidence(outcome_kind=kind))
    for (about, _kind), row in rows.items():
        row.intervention = interventions[about]
    return [rows[key] for key in sorted(rows)]


def _summary(
    intervention: Intervention, rows: Sequence[SummaryRow], bodies: Sequence[Body]
) -> Summary:
    perceptions = [row for row in rows if row.is_perception]
    others = [row for row in rows if not row.is_perception]
    return Summary(
        intervention, sorted(others, key=SummaryRow.order), perceptions, bodies
    )

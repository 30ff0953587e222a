"""Rate bodies of evidence, and write down what has changed.

What teachers thought is never rated, so that it moves nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from evidence.bodies.facts import (
    NOTHING_RECORDED,
    Known,
    Recorded,
    facts_of_body,
    read_known,
    too_old_on,
)
from evidence.constants import OutcomeKind, RatingCause
from evidence.models import (
    BodyAppraisal,
    BodyOfEvidence,
    BodyRating,
    Finding,
    Intervention,
    NewestSearch,
)
from evidence.models.ratings import columns_of
from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.criteria import e4i, grade, mesh
from evidence.ratings.results import Rating, Status
from evidence.ratings.rule_sets import RuleSet
from evidence.synthesis.grouping import findings_of
from evidence.synthesis.service import Part, Synthesis, synthesise

About = tuple[int, str, str]  # a body, a kind of test, a rule set


@dataclass(frozen=True)
class Body:
    """A body with its findings pooled and all that people recorded of it."""

    row: BodyOfEvidence
    synthesis: Synthesis
    recorded: Recorded

    @property
    def is_whole(self) -> bool:
        """Whether studies run by the developer count, as in what is stored."""
        return self.synthesis.with_developers


def rule_sets_for(outcome_kind: str) -> list[RuleSet]:
    """The rule sets that rate a body on this kind of outcome, in the readers' order."""
    if outcome_kind == OutcomeKind.TEACHER_PERCEPTION:
        return []
    general = [mesh.STRENGTH, grade.GRADE, mesh.TRANSFERABILITY]
    return [*general, e4i.E4I] if outcome_kind == OutcomeKind.ATTAINMENT else general


def rate_part(
    part: Part,
    outcome_kind: str,
    known: Known,
    recorded: Recorded,
    *,
    today: dt.date,
) -> list[tuple[RuleSet, Rating]]:
    """Apply every rule set to the studies that used one kind of test."""
    rule_sets = rule_sets_for(outcome_kind)
    facts = facts_of_body(part, known, recorded, today=today) if rule_sets else {}
    return [(each, each.rate(facts)) for each in rule_sets]


def read_recorded(bodies: Iterable[BodyOfEvidence]) -> dict[int, Recorded]:
    """The newest of what people recorded, by the body's key; two queries."""
    keys = [each.pk for each in bodies]
    searches: dict[int, NewestSearch] = {}
    appraisals: dict[int, dict[str, BodyAppraisal]] = {}
    found = NewestSearch.objects.filter(body__in=keys).order_by("pk")
    for search in found.select_related("recorded_by", "reference"):
        searches[search.body_id] = search
    rows = BodyAppraisal.objects.filter(body__in=keys).order_by("pk")
    for row in rows.select_related("recorded_by"):
        appraisals.setdefault(row.body_id, {})[row.measure] = row
    return {
        key: Recorded(searches.get(key), appraisals.get(key, {}))
        for key in keys
        if key in searches or key in appraisals
    }


def read_bodies(
    rows: Sequence[BodyOfEvidence],
    *,
    with_developers: bool = True,
    findings: Iterable[Finding] | None = None,
) -> list[Body]:
    """Bodies with their findings pooled; three queries, however many they are.

    `findings` are theirs, as `findings_of` reads them, where they are at hand already.
    """
    recorded = read_recorded(rows)
    found: dict[tuple[int | None, str], list[Finding]] = {}
    subjects = [(row.intervention_id, row.outcome_kind) for row in rows]
    for finding in findings_of(subjects) if findings is None else findings:
        about = (finding.intervention_record_id, finding.outcome_kind)
        found.setdefault(about, []).append(finding)
    bodies = []
    for row in rows:
        assert row.intervention is not None  # noqa: S101 - those are never read
        synthesis = synthesise(
            findings=found.get((row.intervention_id, row.outcome_kind), ()),
            intervention=row.intervention,
            outcome_kind=OutcomeKind(row.outcome_kind),
            with_developers=with_developers,
        )
        bodies.append(Body(row, synthesis, recorded.get(row.pk, NOTHING_RECORDED)))
    return bodies


def read_body(
    *,
    intervention: Intervention,
    outcome_kind: OutcomeKind,
    with_developers: bool = True,
) -> Body:
    """One body, whether it has a row already or not; four queries."""
    rows = BodyOfEvidence.objects.filter(
        intervention=intervention, outcome_kind=outcome_kind
    )
    row = rows.first() or BodyOfEvidence(outcome_kind=outcome_kind)
    row.intervention = intervention
    [body] = read_bodies([row], with_developers=with_developers)
    return body


@transaction.atomic
def rate_again(
    *, rows: Sequence[BodyOfEvidence], cause: RatingCause, now: dt.datetime
) -> list[BodyRating]:
    """Rate bodies again; a row for each rating that has changed.

    Needs the interventions fetched.
    """
    bodies = read_bodies(rows)
    pooled = [part for body in bodies for part in body.synthesis.parts]
    known = read_known(each.study.pk for part in pooled for each in part.studies)
    newest = BodyRating.objects.filter(body__in=rows).newest()
    stored = {row.about: row for row in newest if row.rule_set in RULE_SETS}
    changed = []
    for body in bodies:
        for about, rating in _rated(body, known, stored, now.date()):
            if _is_news(rating, stored.get(about), body.recorded):
                changed.append(_write(about, rating, cause, now))
        _keep_day(body, now.date())
    return changed


def _rated(
    body: Body,
    known: Known,
    stored: Mapping[About, BodyRating],
    today: dt.date,
) -> Iterator[tuple[About, Rating]]:
    """Ratings of each kind of test, and the end of those that nothing is pooled for."""
    rated: set[About] = set()
    for part in body.synthesis.parts:
        kind = body.row.outcome_kind
        for rule_set, rating in rate_part(
            part, kind, known, body.recorded, today=today
        ):
            about = (body.row.pk, part.measure.value, rule_set.key)
            rated.add(about)
            yield about, rating
    for about, row in stored.items():
        if about[0] == body.row.pk and about not in rated:
            gone = Status.NOT_APPLICABLE
            yield about, Rating(row.rule_set, row.version, gone, reason=str(gone.label))


def _is_news(rating: Rating, before: BodyRating | None, recorded: Recorded) -> bool:
    """Whether the newest row says something else.

    What never came to a result is no news while nobody has recorded anything: it follows
    from the studies when it is read.
    """
    if before is not None:
        return not before.says(rating)
    if rating.status == Status.MISSING:
        return recorded.search is not None or bool(recorded.appraisals)
    return rating.status != Status.NOT_APPLICABLE


def _write(
    about: About, rating: Rating, cause: RatingCause, now: dt.datetime
) -> BodyRating:
    body, measure, _key = about
    return BodyRating.objects.create(
        body_id=body,
        measure=measure,
        cause=cause,
        computed_at=now,
        **columns_of(rating),
    )


def _keep_day(body: Body, today: dt.date) -> None:
    """Have the body rated again on the day its search becomes too old."""
    searched_on = body.recorded.searched_on
    day = too_old_on(searched_on) if searched_on else None
    if day and day <= today:
        day = None
    if day != body.row.rate_again_on:
        body.row.rate_again_on = day
        body.row.save(update_fields=["rate_again_on"])

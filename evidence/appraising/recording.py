"""Rate a study and its findings, and write down what has changed.

Ratings of records that nobody has appraised are not stored: they follow from the
record's fields and are computed when they are read.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from evidence.appraising.gathering import facts_of_finding, facts_of_study
from evidence.appraising.settling import settled_facts
from evidence.constants import RatingCause, RoundState
from evidence.models import (
    AppraisalRound,
    Finding,
    RatingOverride,
    RatingRecord,
    Study,
)
from evidence.models.ratings import columns_of
from evidence.ratings.catalogue import RULE_SETS, rule_sets_about
from evidence.ratings.results import Facts, FactValue, Rating, Status
from evidence.ratings.rule_sets import RuleSet, Subject

WWC_STUDY = "wwc-study"


@dataclass(frozen=True)
class Rated:
    """A rating with what it is about."""

    study: Study
    finding: Finding | None
    rule_set: RuleSet
    rating: Rating

    @property
    def about(self) -> tuple[int | None, str]:
        """What the newest row on the same thing is found by."""
        return (self.finding.pk if self.finding else None, self.rule_set.key)


@dataclass(frozen=True)
class Stored:
    """The rows on one study, read once."""

    rounds: Mapping[int | None, AppraisalRound]
    ratings: Mapping[tuple[int | None, str], RatingRecord]
    overrides: Mapping[tuple[int | None, str], RatingOverride]


def rounds_by_finding(
    rounds: Iterable[AppraisalRound],
) -> dict[int | None, AppraisalRound]:
    """The standing rounds of one study: its own by None, others by their finding."""
    return {
        each.finding_id: each for each in rounds if each.state != RoundState.CANCELLED
    }


def read_stored(study: Study) -> Stored:
    """Rounds, newest ratings and newest overrides of a study and its findings."""
    rounds = AppraisalRound.objects.filter(study=study).select_related(
        "study", "finding"
    )
    ratings = RatingRecord.objects.filter(study=study).order_by("pk")
    overrides = RatingOverride.objects.filter(rating__study=study)
    return Stored(
        rounds_by_finding(
            rounds.prefetch_related("appraisals__appraiser", "fact_decisions__judge")
        ),
        newest_ratings(ratings),
        newest_overrides(overrides.select_related("rating", "judge").order_by("pk")),
    )


def newest_ratings(
    ratings: Iterable[RatingRecord],
) -> dict[tuple[int | None, str], RatingRecord]:
    """The newest of each rule set on each thing; of rule sets that are gone, none."""
    return {
        (row.finding_id, row.rule_set): row
        for row in ratings
        if row.rule_set in RULE_SETS
    }


def newest_overrides(
    overrides: Iterable[RatingOverride],
) -> dict[tuple[int | None, str], RatingOverride]:
    """What stands in place of computed results; withdrawn ones are left out."""
    newest = {
        (each.rating.finding_id, each.rating.rule_set): each for each in overrides
    }
    return {about: each for about, each in newest.items() if not each.is_withdrawal}


def rate_study(
    study: Study, findings: Iterable[Finding], stored: Stored
) -> list[Rated]:
    """Apply every rule set to the study and its findings."""
    own = facts_of_study(study, _settled(stored, None))
    rated = [
        Rated(study, None, rule_set, rule_set.rate(own))
        for rule_set in rule_sets_about(Subject.STUDY)
    ]
    own.update(_wwc_as_fact(rated, stored))
    for finding in findings:
        facts = facts_of_finding(finding, own, _settled(stored, finding.pk))
        rated += [
            Rated(study, finding, rule_set, rule_set.rate(facts))
            for rule_set in rule_sets_about(Subject.FINDING)
        ]
    return rated


def _settled(stored: Stored, about: int | None) -> Facts:
    """Facts of rounds that were settled once: before, the two must stay blind."""
    found = stored.rounds.get(about)
    if found is None or found.settled_at is None:
        return {}
    return settled_facts(found)


def _wwc_as_fact(rated: Iterable[Rated], stored: Stored) -> dict[str, FactValue]:
    """The study's rating, or a judge's in its place: a fact for the tier of a finding."""
    override = stored.overrides.get((None, WWC_STUDY))
    code = override.code if override else ""
    for each in rated:
        if each.rule_set.key == WWC_STUDY and not code:
            code = each.rating.code
    origin = str(RULE_SETS[WWC_STUDY].name)
    return {"wwc_study": FactValue(code, origin=origin)} if code else {}


@transaction.atomic
def recompute(
    *, study: Study, cause: RatingCause, now: dt.datetime
) -> list[RatingRecord]:
    """Rate a study and its findings again; a row for each rating that has changed."""
    Study.objects.select_for_update().get(pk=study.pk)
    study = Study.objects.select_related("reference").get(pk=study.pk)
    findings = list(study.findings.all())
    for finding in findings:
        finding.study = study
    stored = read_stored(study)
    return [
        _write(rated, stored, cause, now)
        for rated in rate_study(study, findings, stored)
        if _is_news(rated, stored)
    ]


def _is_news(rated: Rated, stored: Stored) -> bool:
    """Whether the newest row says something else, or there is none to say it.

    What does not apply, and never did, is no news.
    """
    before = stored.ratings.get(rated.about)
    rating = rated.rating
    if before is None:
        return rating.status != Status.NOT_APPLICABLE
    return not before.says(rating)


def _write(
    rated: Rated, stored: Stored, cause: RatingCause, now: dt.datetime
) -> RatingRecord:
    rating = rated.rating
    about_finding = rated.finding.pk if rated.finding else None
    used = stored.rounds.get(about_finding) or stored.rounds.get(None)
    return RatingRecord.objects.create(
        study=rated.study,
        finding=rated.finding,
        **columns_of(rating),
        cause=cause,
        round=used if used and used.settled_at else None,
        computed_at=now,
    )

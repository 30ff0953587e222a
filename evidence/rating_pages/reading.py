"""Ratings of a record: stored ones, or computed ones where nobody has appraised.

Studies that were appraised have every rating stored, so that two queries serve a whole
record, whatever its number of studies and findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence.appraising.recording import (
    Rated,
    Stored,
    newest_overrides,
    newest_ratings,
    rate_study,
    rounds_by_finding,
)
from evidence.models import (
    AppraisalRound,
    Finding,
    RatingOverride,
    RatingRecord,
    Study,
)
from evidence.rating_pages.presentation import (
    RatingShown,
    RatingsShown,
    shown_computed,
    shown_stored,
)


@dataclass(frozen=True)
class StudyRatings:
    """Ratings of a study and of each of its findings, by the finding's id."""

    own: RatingsShown
    by_finding: Mapping[int, RatingsShown]

    @property
    def all(self) -> list[RatingsShown]:
        """The study first."""
        return [self.own, *self.by_finding.values()]


def read_ratings(
    studies: Iterable[tuple[Study, Sequence[Finding]]], *, with_rounds: bool = False
) -> dict[int, StudyRatings]:
    """Ratings by the id of the study.

    Args:
        studies: each with its findings, all with their study and reference at hand.
        with_rounds: also who recorded the facts; five queries more.
    """
    pairs = list(studies)
    keys = [study.pk for study, _findings in pairs]
    ratings = list(RatingRecord.objects.filter(study__in=keys).order_by("pk"))
    overrides = RatingOverride.objects.filter(rating__study__in=keys)
    overrides = overrides.select_related("rating", "judge").order_by("pk")
    rounds = list(_rounds(keys)) if with_rounds else []
    by_study: dict[int, list[RatingRecord]] = {key: [] for key in keys}
    for row in ratings:
        by_study[row.study_id].append(row)
    return {
        study.pk: _read(
            study,
            findings,
            by_study[study.pk],
            [each for each in overrides if each.rating.study_id == study.pk],
            [each for each in rounds if each.study_id == study.pk],
        )
        for study, findings in pairs
    }


def _rounds(keys: Sequence[int]) -> Iterable[AppraisalRound]:
    rounds = AppraisalRound.objects.filter(study__in=keys).select_related(
        "study", "finding"
    )
    return rounds.prefetch_related("appraisals__appraiser", "fact_decisions__judge")


def _read(
    study: Study,
    findings: Sequence[Finding],
    rows: Sequence[RatingRecord],
    overrides: Sequence[RatingOverride],
    rounds: Sequence[AppraisalRound],
) -> StudyRatings:
    stored = Stored({}, newest_ratings(rows), newest_overrides(overrides))
    shown: dict[int | None, list[RatingShown]] = {}
    for rated in rate_study(study, findings, stored):
        about = rated.finding.pk if rated.finding else None
        shown.setdefault(about, []).append(_shown(rated, stored, rows))
    standing = rounds_by_finding(rounds)
    own = RatingsShown(study, None, shown[None], standing.get(None))
    return StudyRatings(
        own,
        {
            finding.pk: RatingsShown(
                study, finding, shown[finding.pk], standing.get(finding.pk)
            )
            for finding in findings
        },
    )


def _shown(rated: Rated, stored: Stored, rows: Sequence[RatingRecord]) -> RatingShown:
    row = stored.ratings.get(rated.about)
    if row is None:
        return shown_computed(rated.rule_set, rated.rating)
    history = [each for each in rows if (each.finding_id, each.rule_set) == rated.about]
    return shown_stored(row, stored.overrides.get(rated.about), history[-2::-1])

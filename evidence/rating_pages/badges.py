"""What may be said of many studies in a few words, beside a node of a map."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.appraising.recording import newest_overrides, newest_ratings
from evidence.models import RatingOverride, RatingRecord, Study
from evidence.ratings.criteria.eef_security import SECURITY

MOST = 5


@dataclass(frozen=True)
class SecurityBadge:
    """The best trial security among some studies, of those that have one.

    Args:
        best: 0 to 5; None where no study has a result.
        rated: studies with a result, of `studies`.
    """

    best: int | None
    rated: int
    studies: int

    @property
    def text(self) -> str:
        """In words, "" where no study has a result."""
        if self.best is None:
            return ""
        return _("Security up to %(best)s of %(most)s (%(rated)s of %(studies)s)") % {
            "best": self.best,
            "most": MOST,
            "rated": self.rated,
            "studies": self.studies,
        }


def badge_for(studies: Iterable[Study]) -> SecurityBadge:
    """The badge of some studies; two queries, whatever their number.

    Security is computed with the criteria published by the EEF; a judge's result goes
    before the computed one. Reviews have none and are not counted.
    """
    primary = {study.pk for study in studies if not study.is_review}
    ranks = security_of(primary)
    return SecurityBadge(max(ranks.values(), default=None), len(ranks), len(primary))


def security_of(studies: Iterable[int]) -> dict[int, int]:
    """Trial security (0-5) by the id of the study, of those that have a result."""
    keys = list(studies)
    found: dict[int, int] = {}
    rows = RatingRecord.objects.filter(
        study__in=keys, finding__isnull=True, rule_set=SECURITY.key
    )
    for key, own in _by_study(rows.order_by("pk")).items():
        newest = newest_ratings(own)[None, SECURITY.key]
        if newest.rank is not None:
            found[key] = newest.rank
    overrides = RatingOverride.objects.filter(rating__in=rows)
    given = _by_rated(overrides.select_related("rating").order_by("pk"))
    for key, judged in given.items():
        for override in newest_overrides(judged).values():
            rank = SECURITY.levels_by_code[override.code].rank
            if rank is not None:
                found[key] = rank
    return found


def _by_study(rows: Iterable[RatingRecord]) -> dict[int, list[RatingRecord]]:
    grouped: dict[int, list[RatingRecord]] = {}
    for row in rows:
        grouped.setdefault(row.study_id, []).append(row)
    return grouped


def _by_rated(rows: Iterable[RatingOverride]) -> dict[int, list[RatingOverride]]:
    grouped: dict[int, list[RatingOverride]] = {}
    for row in rows:
        grouped.setdefault(row.rating.study_id, []).append(row)
    return grouped

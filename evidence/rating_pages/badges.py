"""What may be said of many studies in a few words, beside a node of a map."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from evidence.constants import StudyKind
from evidence.models import Finding, RatingOverride, RatingRecord, Study
from evidence.ratings.criteria.eef_security import SECURITY

MOST = 5


@dataclass(frozen=True)
class StudySecurity:
    """The trial security of a primary study, 0 to 5; None where it has no result."""

    study: int
    rank: int | None


@dataclass(frozen=True)
class SecurityBadge:
    """The best trial security among some studies, of those that have one.

    Args:
        best: 0 to 5; None where no study has a result.
        rated: studies with a result, of `studies`.
    """

    best: int | None = None
    rated: int = 0
    studies: int = 0

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


def badge_for(studies: Iterable[StudySecurity]) -> SecurityBadge:
    """The badge of some studies; one that is named twice counts once."""
    ranks = {each.study: each.rank for each in studies}
    known = [rank for rank in ranks.values() if rank is not None]
    return SecurityBadge(max(known, default=None), len(known), len(ranks))


def security_behind(findings: Collection[int]) -> dict[int, StudySecurity]:
    """The security of the study that each finding is of, by the finding's key.

    One query. Findings of reviews are left out: a review has no trial security.
    """
    rows = Finding.objects.filter(pk__in=findings, study__kind=StudyKind.PRIMARY)
    return {
        key: StudySecurity(study, _standing(computed, override))
        for key, study, computed, override in _with_security(rows, "study")
    }


def security_of(studies: Iterable[int]) -> dict[int, int]:
    """Trial security (0-5) by the key of the study, of those that have a result."""
    rows = _with_security(Study.objects.filter(pk__in=studies), "pk")
    ranks = {
        study: _standing(computed, override) for _, study, computed, override in rows
    }
    return {study: rank for study, rank in ranks.items() if rank is not None}


def _with_security(rows: QuerySet[Any], study: str) -> QuerySet[Any, Any]:
    """Key, study, newest computed rank and newest code that a judge gave, of each row.

    Args:
        rows: studies or findings.
        study: the name of their field that holds the key of the study.
    """
    computed = RatingRecord.objects.filter(
        study=OuterRef(study), finding__isnull=True, rule_set=SECURITY.key
    )
    given = RatingOverride.objects.filter(
        rating__study=OuterRef(study),
        rating__finding__isnull=True,
        rating__rule_set=SECURITY.key,
    )
    return rows.order_by().values_list(
        "pk",
        study,
        Subquery(computed.order_by("-pk").values("rank")[:1]),
        Subquery(given.order_by("-pk").values("code")[:1]),
    )


def _standing(computed: int | None, code: str | None) -> int | None:
    """A judge's result goes before the computed one; an empty code withdraws it."""
    given = SECURITY.levels_by_code[code].rank if code else None
    return computed if given is None else given

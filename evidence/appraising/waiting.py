"""What waits for a person in appraisal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.appraising.settling import compare
from evidence.constants import RoundState
from evidence.models import Appraisal, AppraisalRound, RatingRecord
from evidence.permissions import is_author
from evidence.querysets import RatingQuerySet
from evidence.ratings.catalogue import RULE_SETS
from mesh.core.constants import Role
from workflows.permissions.independence import has_role


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what, about what, where, since when, and what is open in it."""

    action: str
    title: str
    url: str
    since: Any
    question: str = ""


def waiting_for(user: Any) -> list[Waiting]:
    """Appraisals to write, differences and open ratings to decide, the oldest first."""
    items = _as_appraiser(user)
    if has_role(user, Role.JUDGE):
        items += [*_differences(user), *_open_ratings(user)]
    return sorted(items, key=lambda item: item.since)


def decidable() -> RatingQuerySet:
    """Ratings that the criteria leave open, on scales whose results can be chosen."""
    chosen = [key for key, rules in RULE_SETS.items() if rules.levels]
    return RatingRecord.objects.left_open().filter(rule_set__in=chosen)


def _as_appraiser(user: Any) -> list[Waiting]:
    return [
        Waiting(
            _("Correct your appraisal") if row.version > 1 else _("Appraise"),
            str(row.round),
            reverse("evidence_appraising:appraisal", args=[row.pk]),
            row.asked_at,
        )
        for row in Appraisal.objects.waiting_for(user)
    ]


def _differences(user: Any) -> Iterable[Waiting]:
    # The rules of `may_judge_round`, asked of all rounds at once.
    rounds = AppraisalRound.objects.filter(state=RoundState.DISPUTED)
    rounds = rounds.without_part_of(user).with_record()
    for row in rounds.prefetch_related(
        "study__further_references", "appraisals", "fact_decisions"
    ):
        if not is_author(row.study, user):
            disputed = [each.fact for each in compare(row) if each.is_disputed]
            yield Waiting(
                _("Decide what appraisers disagree on"),
                str(row),
                reverse("evidence_appraising:differences", args=[row.pk]),
                row.opened_at,
                "; ".join(str(fact.label) for fact in disputed),
            )


def _open_ratings(user: Any) -> Iterable[Waiting]:
    # The rules of `may_judge_study`, asked of all ratings at once.
    ratings = decidable().without_part_of(user).with_record()
    for row in ratings.prefetch_related("study__further_references"):
        if not is_author(row.study, user):
            address = reverse("evidence_appraising:study_ratings", args=[row.study_id])
            subject = f"{row.study}: {row.finding}" if row.finding else str(row.study)
            yield Waiting(
                _("Decide a rating that the criteria leave open"),
                subject,
                f"{address}#rating-{row.pk}",
                row.computed_at,
                f"{row.rules.name}: {row.words}",
            )

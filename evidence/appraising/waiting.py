"""What waits for a person in appraisal."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.constants import RoundState
from evidence.models import Appraisal, AppraisalRound
from evidence.permissions import is_author
from mesh.core.constants import Role
from workflows.permissions.independence import has_role


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what, about what, where, since when."""

    action: str
    title: str
    url: str
    since: Any


def waiting_for(user: Any) -> list[Waiting]:
    """Appraisals to write and differences to decide, the oldest first."""
    items = [*_as_appraiser(user), *_as_judge(user)]
    return sorted(items, key=lambda item: item.since)


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


def _as_judge(user: Any) -> list[Waiting]:
    if not has_role(user, Role.JUDGE):
        return []
    # The rules of `may_judge_round`, asked of all rounds at once.
    rounds = AppraisalRound.objects.filter(state=RoundState.DISPUTED)
    rounds = rounds.without_part_of(user).with_record()
    return [
        Waiting(
            _("Decide what appraisers disagree on"),
            str(row),
            reverse("evidence_appraising:differences", args=[row.pk]),
            row.opened_at,
        )
        for row in rounds.prefetch_related("study__further_references")
        if not is_author(row.study, user)
    ]

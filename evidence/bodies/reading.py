"""Stored ratings of many bodies of evidence, for badges and lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.constants import Measure, OutcomeKind
from evidence.models import BodyRating
from evidence.ratings.criteria.mesh import STRENGTH

MOST = 5


@dataclass(frozen=True)
class Strength:
    """MESH's strength of an intervention, 1 to 5, and what it is about."""

    rank: int
    outcome_kind: OutcomeKind
    measure: Measure

    @property
    def text(self) -> str:
        """In words: "Strength 3 of 5 for attainment"."""
        return _("Strength %(rank)s of %(most)s for %(outcome)s") % {
            "rank": self.rank,
            "most": MOST,
            "outcome": self.outcome_kind.label.lower(),
        }

    @property
    def order(self) -> tuple[bool, int]:
        """Attainment goes before all else, then what is strongest."""
        return self.outcome_kind == OutcomeKind.ATTAINMENT, self.rank


def strength_of(interventions: Iterable[int]) -> dict[int, Strength]:
    """The strength of each of these interventions that has one, by its key; one query.

    That of attainment, else of the strongest other outcome kind; of kinds of test, the
    strongest. What teachers thought has none. A judge's result goes before a computed
    one.
    """
    rows = BodyRating.objects.filter(
        body__intervention__in=list(interventions),
        body__intervention__merged_into=None,
        rule_set=STRENGTH.key,
    )
    found: dict[int, Strength] = {}
    for row in rows.newest().with_override().select_related("body"):
        if (rank := standing_rank(row)) is None or row.body.intervention_id is None:
            continue
        strength = Strength(
            rank, OutcomeKind(row.body.outcome_kind), Measure(row.measure)
        )
        known = found.get(row.body.intervention_id)
        if known is None or strength.order > known.order:
            found[row.body.intervention_id] = strength
    return found


def standing_rank(row: BodyRating) -> int | None:
    """A judge's result before the computed one; the row needs `with_override()`."""
    given = row.rules.levels_by_code.get(row.given) if row.given else None
    return given.rank if given else row.rank

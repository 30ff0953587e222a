"""What two appraisals agree on, where they differ, and what therefore holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evidence.appraising.gathering import known_of
from evidence.constants import AppraisalState
from evidence.models import Appraisal, AppraisalRound, FactDecision
from evidence.ratings.agreement import Agreement, agreement
from evidence.ratings.choices import Threat
from evidence.ratings.facts import Fact, Kind
from evidence.ratings.questions import asked_of_finding, asked_of_study
from evidence.ratings.results import FactValue
from evidence.ratings.vocabulary import ASKED

APPRAISERS = 2
THREATS = tuple(f"threat_{threat.value}" for threat in Threat)
CLOSED = frozenset({Kind.CHOICE, Kind.YES_NO})
Entry = Mapping[str, Any]


def asked_in(review_round: AppraisalRound) -> Sequence[str]:
    """Keys of the facts that this round asks for: none that the record has."""
    study, finding = review_round.study, review_round.finding
    if finding is not None:
        asked = asked_of_finding(study.design)
    else:
        asked = asked_of_study(study.design)
    known = known_of(study, finding)
    return [key for key in asked if key not in known]


@dataclass(frozen=True)
class ComparedFact:
    """One fact as both recorded it, and what a judge decided on it, if anything."""

    fact: Fact
    entries: tuple[Entry | None, Entry | None]
    decision: FactDecision | None

    @property
    def key(self) -> str:
        """The key of the fact."""
        return self.fact.key

    @property
    def values(self) -> tuple[Any, Any]:
        """Both values; None where a person did not find it in the paper."""
        first, second = self.entries
        return _value(first), _value(second)

    @property
    def is_recorded(self) -> bool:
        """Whether anybody found it in the paper."""
        return self.values != (None, None)

    @property
    def is_agreed(self) -> bool:
        """Whether both recorded the same."""
        first, second = self.values
        return bool(first == second)

    @property
    def is_disputed(self) -> bool:
        """Whether a judge has still to decide."""
        return not self.is_agreed and self.decision is None

    @property
    def settled(self) -> FactValue | None:
        """What holds; None when it is disputed, or the paper does not say."""
        if self.decision is not None:
            return _decided(self.decision)
        first = self.entries[0]
        if first is None or not self.is_agreed:
            return None
        return FactValue(
            first["value"],
            _joined([entry["place"] for entry in self.entries if entry]),
            first["quotation"],
            _("Two appraisers, independently"),
        )


def _value(entry: Entry | None) -> Any:
    return entry["value"] if entry else None


def _joined(places: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(place for place in places if place))


def _decided(decision: FactDecision) -> FactValue | None:
    if decision.value is None:
        return None
    return FactValue(
        decision.value, decision.place, decision.quotation, _("A judge's decision")
    )


def current_appraisals(review_round: AppraisalRound) -> list[Appraisal]:
    """The newest submitted version of each person, in the order they were asked.

    Reads `appraisals` as it was fetched, so that a page may prefetch it. Versions of one
    person were asked for at the same time, so that the later one comes later.
    """
    newest: dict[int, Appraisal] = {}
    for appraisal in review_round.appraisals.all():
        if appraisal.state == AppraisalState.SUBMITTED:
            newest[appraisal.appraiser_id] = appraisal
    return list(newest.values())


def compare(review_round: AppraisalRound) -> list[ComparedFact]:
    """Every fact of the round as the two recorded it; none until both are submitted."""
    appraisals = current_appraisals(review_round)
    if len(appraisals) < APPRAISERS:
        return []
    first, second = (appraisal.facts for appraisal in appraisals)
    decisions = {each.key: each for each in review_round.fact_decisions.all()}
    return [
        ComparedFact(ASKED[key], (first.get(key), second.get(key)), decisions.get(key))
        for key in asked_in(review_round)
    ]


def settled_facts(review_round: AppraisalRound) -> dict[str, FactValue]:
    """What holds after both appraisals and the judge's decisions."""
    return {
        compared.key: settled
        for compared in compare(review_round)
        if (settled := compared.settled) is not None
    }


def agreement_of(compared: Sequence[ComparedFact]) -> Agreement:
    """Over the facts that at least one person found in the paper.

    Kappa needs answers on one scale: it is over the seven threats, where all of them
    were recorded by both.
    """
    recorded = [each for each in compared if each.is_recorded]
    threats = [each.values for each in recorded if each.key in THREATS]
    whole = agreement([each.values for each in recorded])
    complete = len(threats) == len(THREATS)
    kappa = agreement(threats).kappa if complete else None
    return Agreement(whole.compared, whole.agreed, kappa)


def agreement_by_fact(
    rounds: Sequence[AppraisalRound],
) -> list[tuple[Fact, Agreement]]:
    """Per fact over many rounds; kappa only for facts with given answers."""
    pairs: dict[str, list[tuple[Any, Any]]] = {}
    for review_round in rounds:
        for compared in compare(review_round):
            if compared.is_recorded:
                pairs.setdefault(compared.key, []).append(compared.values)
    return [
        (fact, agreement(pairs[key]) if fact.kind in CLOSED else _plain(pairs[key]))
        for key, fact in ASKED.items()
        if key in pairs
    ]


def _plain(pairs: Sequence[tuple[Any, Any]]) -> Agreement:
    """Without kappa: numbers have no scale of answers."""
    whole = agreement(pairs)
    return Agreement(whole.compared, whole.agreed, None)

"""How well two appraisers agree: per cent, and Cohen's kappa."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Agreement:
    """Over `compared` answers, `agreed` were the same.

    Args:
        kappa: agreement beyond chance (-1 to 1); None where it is not defined.
    """

    compared: int
    agreed: int
    kappa: float | None

    @property
    def percent(self) -> int | None:
        """The share that was the same, in whole per cent; None without answers."""
        return round(100 * self.agreed / self.compared) if self.compared else None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Compare the answers of two people, pair by pair."""
    agreed = sum(first == second for first, second in pairs)
    return Agreement(len(pairs), agreed, cohen_kappa(pairs))


def cohen_kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of answers on one scale of unordered answers.

    None where it is not defined: without answers, and when both people gave one and
    the same answer throughout, so that chance alone would have them agree.

    Source: Cohen 1960, Educational and Psychological Measurement 20, 37-46. Worked: 20
    and 15 alike, 5 and 10 unlike: observed 0.70, by chance 0.50, kappa 0.40.
    """
    total = len(pairs)
    if not total:
        return None
    firsts = Counter(first for first, _second in pairs)
    seconds = Counter(second for _first, second in pairs)
    chance = sum(firsts[answer] * seconds[answer] for answer in firsts) / total**2
    if chance == 1:
        return None
    observed = sum(first == second for first, second in pairs) / total
    return (observed - chance) / (1 - chance)

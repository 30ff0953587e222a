"""Whether scales that ask how far a result can be trusted come to the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.IntegerChoices):
    """Where on its own scale a result stands. MESH's own reading, for comparison only."""

    LOW = 1, _("low")
    MIDDLE = 2, _("in the middle")
    HIGH = 3, _("high")


# The least rank for "in the middle" and for "high", by rule set. Only scales of trust
# are here: sizes, months and costs ask something else.
THRESHOLDS: Mapping[str, tuple[int, int]] = {
    "eef-trial-security": (2, 4),
    "wwc-study": (1, 2),
    "maryland-sms": (3, 4),
    "essa-tier": (3, 4),
    "grade": (3, 4),
}


@dataclass(frozen=True)
class Placed:
    """A scale's name with where its result stands."""

    name: str
    standing: Standing


def standing(rule_set: str, rank: int | None) -> Standing | None:
    """Where a result stands on its own scale; None for scales that can't be compared."""
    if rank is None or rule_set not in THRESHOLDS:
        return None
    middle, high = THRESHOLDS[rule_set]
    if rank >= high:
        return Standing.HIGH
    return Standing.MIDDLE if rank >= middle else Standing.LOW


def disagree(placed: Iterable[Placed]) -> bool:
    """Whether two scales or more come to different standings."""
    return len({each.standing for each in placed}) > 1

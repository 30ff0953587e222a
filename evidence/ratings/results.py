"""What a rule set gives back: a result or the reason why there is none, with a trace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

Value = bool | int | float | str


class Status(models.TextChoices):
    """Whether the rules came to a result."""

    DECIDED = "decided", _("Computed")
    MISSING = "missing", _("Undecided: a fact is missing")
    OPEN = "open", _("Undecided: a judge decides")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


@dataclass(frozen=True)
class FactValue:
    """A fact that somebody recorded, with where it stands.

    Args:
        reason: why it was judged so, for facts that are a judgement.
    """

    value: Value
    place: str = ""
    quotation: str = ""
    origin: str = ""
    reason: str = ""


Facts = Mapping[str, FactValue]


@dataclass(frozen=True)
class FactUsed:
    """A fact as a rule used it, in words for the reader."""

    key: str
    label: str
    value: Value
    words: str
    place: str = ""
    quotation: str = ""
    origin: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the stored trace; a reason only where there is one."""
        every = {name: getattr(self, name) for name in self.__dataclass_fields__}
        if not self.reason:
            del every["reason"]
        return every


@dataclass(frozen=True)
class Step:
    """One rule that fired: its text, the facts that it used, and what followed."""

    rule: str
    text: str
    conclusion: str
    certainty: str
    facts: tuple[FactUsed, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the stored trace."""
        return {
            "rule": self.rule,
            "text": self.text,
            "conclusion": self.conclusion,
            "certainty": self.certainty,
            "facts": [fact.as_json() for fact in self.facts],
        }


@dataclass(frozen=True)
class Level:
    """A result that a rule set can come to.

    `rank` orders the levels of one scale, the weakest lowest; None for a result that
    is no step of a scale.
    """

    code: str
    label: Any
    rank: int | None = None


@dataclass(frozen=True)
class Rating:
    """What came of a rule set and some facts.

    Args:
        level: set only when `status` is "decided".
        reason: why there is no result; "" when there is one.
        missing: keys of the facts that are missing.
        detail: further figures of the result, such as both ends of an interval.
    """

    rule_set: str
    version: str
    status: Status
    level: Level | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()
    detail: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_decided(self) -> bool:
        """Whether there is a result."""
        return self.status == Status.DECIDED

    @property
    def code(self) -> str:
        """The code of the result, "" when there is none."""
        return self.level.code if self.level else ""

    @property
    def words(self) -> str:
        """The result, or the reason why there is none."""
        return str(self.level.label) if self.level else self.reason

    def trace_as_json(self) -> list[dict[str, Any]]:
        """The trace in plain values, as it is stored."""
        return [step.as_json() for step in self.trace]

"""A rule set: whose criteria, which edition, its rules in words, and their working.

A rule set never guesses. A fact that is missing and a case that the source leaves open
both end in "undecided", with the reason; the second is for a judge.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.ratings import vocabulary
from evidence.ratings.results import (
    Facts,
    FactUsed,
    FactValue,
    Level,
    Rating,
    Status,
    Step,
    Value,
)


class Subject(models.TextChoices):
    """What a rule set rates."""

    STUDY = "study", gettext_lazy("A study")
    FINDING = "finding", gettext_lazy("A finding")
    BODY = "body", gettext_lazy("A body of evidence")


class Certainty(models.TextChoices):
    """How sure we are that a rule says what its publisher says."""

    SEEN = "seen", gettext_lazy("as the source has it")
    KNOWN = (
        "known",
        gettext_lazy("known from the literature; not read again for this version"),
    )
    OWN = "own", gettext_lazy("MESH's own reading; not a rule of the source")


@dataclass(frozen=True)
class Source:
    """Where the criteria were published."""

    publisher: Any
    citation: str
    url: str


@dataclass(frozen=True)
class Rule:
    """One rule in words that a reader can check against the source."""

    key: str
    text: Any
    certainty: Certainty = Certainty.SEEN


class Undecided(Exception):
    """The rules come to no result; which kind of none is `status`."""

    status: Status

    def __init__(self, reason: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.missing = missing


class FactMissing(Undecided):
    """A rule needs a fact that nobody has recorded."""

    status = Status.MISSING


class LeftOpen(Undecided):
    """The source does not say what follows here: a judge decides."""

    status = Status.OPEN


class OutOfScope(Undecided):
    """The rule set is not about records of this kind."""

    status = Status.NOT_APPLICABLE


class Working:
    """A rating in the making: hands out facts and writes down the rules that fired."""

    def __init__(self, rules: Mapping[str, Rule], facts: Facts) -> None:
        self._rules = rules
        self._facts = facts
        self._used: dict[str, FactUsed] = {}
        self.steps: list[Step] = []

    def look(self, key: str) -> Any:
        """The fact's value, or None when nobody has recorded it."""
        found = self._facts.get(key)
        if found is None:
            return None
        self._used[key] = used(key, found)
        return found.value

    def need(self, key: str) -> Any:
        """The fact's value.

        Raises:
            FactMissing: nobody has recorded it.
        """
        self.need_all([key])
        return self.look(key)

    def need_all(self, keys: Iterable[str]) -> None:
        """Ask for several facts at once, so that all that are missing are named.

        Raises:
            FactMissing: with the keys of those that nobody has recorded.
        """
        missing = tuple(key for key in keys if key not in self._facts)
        if missing:
            raise FactMissing(missing_sentence(missing), missing)

    def fire(self, key: str, conclusion: str) -> None:
        """Write down that a rule fired on the facts handed out since the last one."""
        rule = self._rules[key]
        self.steps.append(
            Step(
                rule.key,
                str(rule.text),
                conclusion,
                rule.certainty.value,
                tuple(self._used.values()),
            )
        )
        self._used = {}

    def leave_open(self, key: str, reason: str) -> LeftOpen:
        """To be raised: write down where the source stops, and say why."""
        self.fire(key, _("Undecided: a judge decides."))
        return LeftOpen(reason)


def used(key: str, found: FactValue) -> FactUsed:
    """A fact in words, with its place."""
    fact = vocabulary.FACTS[key]
    return FactUsed(
        key,
        str(fact.label),
        found.value,
        fact.words(found.value),
        found.place,
        found.quotation,
        found.origin,
        found.reason,
    )


def missing_sentence(keys: Iterable[str]) -> str:
    """Which facts are missing, in words."""
    labels = (str(vocabulary.FACTS[key].label).rstrip("?") for key in keys)
    return _("Not recorded: %(names)s.") % {"names": "; ".join(labels)}


@dataclass(frozen=True)
class Outcome:
    """A result with its further figures."""

    level: Level
    detail: Mapping[str, Value] | None = None


@dataclass(frozen=True)
class RuleSet:
    """The published criteria of one body in one edition, as data and code.

    Args:
        version: of our code; it changes whenever the same facts could give another
            result or another trace.
        edition: which publication of the criteria, in words.
        facts: keys of the facts that the rules may use.
        left_open: what the source does not settle, in words.
        decide: comes to an outcome, or raises `Undecided`.
        note: what a reader must know before using the result.
    """

    key: str
    name: Any
    version: str
    edition: Any
    source: Source
    subject: Subject
    facts: tuple[str, ...]
    levels: tuple[Level, ...]
    rules: tuple[Rule, ...]
    decide: Callable[[Working], Outcome]
    left_open: tuple[Any, ...] = ()
    note: Any = ""
    is_own_proposal: bool = False

    @cached_property
    def rules_by_key(self) -> Mapping[str, Rule]:
        """Each rule by its key."""
        return {rule.key: rule for rule in self.rules}

    @cached_property
    def levels_by_code(self) -> Mapping[str, Level]:
        """Each level by its code."""
        return {level.code: level for level in self.levels}

    @property
    def computed_with(self) -> str:
        """How a result must be introduced: never "rated by"."""
        if self.is_own_proposal:
            return _("computed with MESH's own proposed criteria")
        return _("computed with the criteria published by %(publisher)s") % {
            "publisher": self.source.publisher
        }

    def rate(self, facts: Facts) -> Rating:
        """Apply the rules to the facts; never raises for what the facts say."""
        working = Working(self.rules_by_key, facts)
        try:
            outcome = self.decide(working)
        except Undecided as none:
            return Rating(
                self.key,
                self.version,
                none.status,
                reason=str(none),
                missing=none.missing,
                trace=tuple(working.steps),
            )
        return Rating(
            self.key,
            self.version,
            Status.DECIDED,
            level=outcome.level,
            trace=tuple(working.steps),
            detail=outcome.detail or {},
        )

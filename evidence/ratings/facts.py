"""The facts that rule sets use: names, questions, choices, and where each comes from.

A fact is either read from the record (it is a field of the study or the finding), or
recorded by appraisers from the paper, or counted over a body of evidence.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence import numbers
from evidence.ratings.results import Value


class Origin(models.TextChoices):
    """Who states a fact."""

    RECORD = "record", gettext_lazy("The record of the study or finding")
    APPRAISAL = "appraisal", gettext_lazy("Appraisers, from the paper")
    COMPUTED = "computed", gettext_lazy("Computed from the evidence")


class Kind(models.TextChoices):
    """What kind of value a fact has."""

    CHOICE = "choice", gettext_lazy("one of several answers")
    YES_NO = "yes_no", gettext_lazy("yes or no")
    NUMBER = "number", gettext_lazy("a number")
    COUNT = "count", gettext_lazy("a whole number")


class Group(models.TextChoices):
    """The parts of the appraisal form, in its order."""

    COMPARISON = "comparison", gettext_lazy("How the groups were formed")
    LOSSES = "losses", gettext_lazy("Pupils who were lost")
    BASELINE = "baseline", gettext_lazy("How alike the groups were at the start")
    PRECISION = "precision", gettext_lazy("How small an effect could be found")
    THREATS = "threats", gettext_lazy("Other threats to the result")
    RESULT = "result", gettext_lazy("The result and where it was found")
    BODY = "body", gettext_lazy("The studies behind a pooled result")


@dataclass(frozen=True)
class Fact:
    """One fact.

    Args:
        label: its name, in a sentence's case; the question of the form.
        help: how to answer, from the criteria.
        unit: what a number counts; written after it.
        low, high: the least and the greatest number that can be.
        group: its part of the appraisal form; None for facts that nobody is asked.
    """

    key: str
    label: Any
    kind: Kind
    origin: Origin = Origin.APPRAISAL
    help: Any = ""
    choices: Mapping[str, Any] = field(default_factory=dict)
    unit: Any = ""
    low: float = 0
    high: float | None = None
    group: Group | None = None

    def problem(self, value: Any) -> str:
        """Why this cannot be the fact's value, in words; "" when it can."""
        match self.kind:
            case Kind.CHOICE:
                fits = value in self.choices
            case Kind.YES_NO:
                fits = isinstance(value, bool)
            case _:
                return self._problem_of_number(value)
        return "" if fits else _("Choose one of the answers.")

    def _problem_of_number(self, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return _("Write a number.")
        if not math.isfinite(value):
            return _("Write a number.")
        if self.kind == Kind.COUNT and value != int(value):
            return _("Write a whole number.")
        if value < self.low:
            return _("Write %(low)s or more.") % {"low": numbers.plain(self.low)}
        if self.high is not None and value > self.high:
            return _("Write %(high)s or less.") % {"high": numbers.plain(self.high)}
        return ""

    def words(self, value: Value) -> str:
        """A value as a reader understands it."""
        match self.kind:
            case Kind.CHOICE:
                return str(self.choices.get(str(value), value))
            case Kind.YES_NO:
                return _("yes") if value else _("no")
            case Kind.COUNT:
                text = numbers.count(int(value))
            case _:
                text = numbers.plain(float(value))
        return f"{text} {self.unit}" if self.unit else text

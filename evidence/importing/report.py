"""What became of each row of an import."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_REFUSALS = 1000  # beyond these only the number is kept: memory stays bounded


class Outcome(models.TextChoices):
    """What became of a row."""

    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")


class UnableToImport(ValueError):
    """A row that can't be imported; the message says why in the user's words."""


@dataclass(frozen=True)
class Refusal:
    """A row that was refused."""

    line: int
    reason: str


@dataclass
class Report:
    """The numbers of an import, and the rows that were refused."""

    form: str
    dry_run: bool = False
    counts: Counter[Outcome] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count a row."""
        self.counts[outcome] += 1

    def refuse(self, line: int, reason: str) -> None:
        """Count a refused row and keep its reason."""
        self.add(Outcome.REFUSED)
        if len(self.refusals) < KEPT_REFUSALS:
            self.refusals.append(Refusal(line, reason))

    def note(self, line: int, outcome: "Outcome | str") -> None:
        """Count a row by its outcome, or as refused for a reason."""
        if isinstance(outcome, Outcome):
            self.add(outcome)
        else:
            self.refuse(line, outcome)

    @property
    def summary(self) -> str:
        """The numbers in a line: "3 created, 1 updated, 0 unchanged, 2 refused"."""
        return ", ".join(f"{self.counts[each]} {each.label}" for each in Outcome)

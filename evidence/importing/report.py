"""What became of each row of an import, and what a person should look at."""

import csv
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.formats.findings_csv import harmless

KEPT_REMARKS = 1000  # of each sort; beyond, only the full report has them


class Outcome(models.TextChoices):
    """What became of a row."""

    CREATED = "created", gettext_lazy("created")
    UPDATED = "updated", gettext_lazy("updated")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    REFUSED = "refused", gettext_lazy("refused")


class Sort(models.TextChoices):
    """What a remark is."""

    REFUSED = "refused", gettext_lazy("refused")
    WARNING = "warning", gettext_lazy("imported, but look at it")


class UnableToImport(ValueError):
    """A row that can't be imported; the message says why in the user's words."""


@dataclass(frozen=True)
class Remark:
    """What is to be said of a row: why it was refused, or what to look at."""

    line: int
    reason: str
    sort: Sort = Sort.REFUSED


Became = tuple[int, Outcome] | Remark  # a row's line with its outcome, or a remark


@dataclass
class Report:
    """The numbers of an import, the rows refused, and those to look at.

    `sink` is given every remark, however many there are.
    """

    form: str
    dry_run: bool = False
    counts: Counter[Outcome] = field(default_factory=Counter)
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    warned: int = 0
    sink: Callable[[Remark], object] | None = None

    def note(self, became: Became) -> None:
        """Count a row, or a warning about one that was counted."""
        if not isinstance(became, Remark):
            self.counts[became[1]] += 1
            return
        kept = self.warnings
        if became.sort == Sort.REFUSED:
            self.counts[Outcome.REFUSED] += 1
            kept = self.refusals
        else:
            self.warned += 1
        if len(kept) < KEPT_REMARKS:
            kept.append(became)
        if self.sink:
            self.sink(became)

    @property
    def summary(self) -> str:
        """The numbers in a line: "3 created, 1 updated, 0 unchanged, 2 refused"."""
        return ", ".join(f"{self.counts[each]} {each.label}" for each in Outcome)

    @property
    def warned_in_words(self) -> str:
        """How many warnings there are: "2 warnings"."""
        text = ngettext("%(count)d warning", "%(count)d warnings", self.warned)
        return text % {"count": self.warned}

    def as_json(self) -> dict[str, Any]:
        """What is kept of it: the numbers, and the first remarks of each sort."""
        counts = {each.value: self.counts[each] for each in Outcome}
        return {
            "counts": counts | {"warned": self.warned},
            "refusals": [[each.line, each.reason] for each in self.refusals],
            "warnings": [[each.line, each.reason] for each in self.warnings],
        }


class FullReport(AbstractContextManager["FullReport"]):
    """A table of every remark, written as the import goes: line, what, reason."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow([_("line"), _("what"), _("reason")])

    def __call__(self, remark: Remark) -> None:
        """Write one down."""
        self._rows.writerow([remark.line, remark.sort.label, harmless(remark.reason)])

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

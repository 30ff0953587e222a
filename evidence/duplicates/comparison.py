"""Two publications side by side, field by field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence import csl
from evidence.citing import citing_pages
from evidence.models import Finding, PossibleDuplicate, Reference

ABSTRACT_WORDS = 80
FIELDS: tuple[tuple[Any, Callable[[Reference], object]], ...] = (
    (gettext_lazy("Title"), lambda each: each.title),
    (gettext_lazy("Authors"), lambda each: "; ".join(csl.names(each.csl))),
    (gettext_lazy("Year"), lambda each: each.year),
    (gettext_lazy("Type"), lambda each: csl.type_names.get(each.csl.get("type", ""))),
    (gettext_lazy("Journal or book"), lambda each: each.csl.get("container-title")),
    (gettext_lazy("Volume"), lambda each: each.csl.get("volume")),
    (gettext_lazy("Issue"), lambda each: each.csl.get("issue")),
    (gettext_lazy("Pages"), lambda each: each.csl.get("page")),
    (gettext_lazy("Publisher"), lambda each: each.csl.get("publisher")),
    ("DOI", lambda each: each.doi),
    ("ISBN", lambda each: each.isbn),
    ("PubMed", lambda each: each.pmid),
    (gettext_lazy("Address"), lambda each: each.url),
    (
        gettext_lazy("Abstract"),
        lambda each: Truncator(each.abstract).words(ABSTRACT_WORDS),
    ),
    (gettext_lazy("Retracted"), lambda each: _("yes") if each.retracted else _("no")),
)


@dataclass(frozen=True)
class Row:
    """One field of both; `differs` where both say something, and not the same."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether they contradict each other, but for case and spaces."""
        one, other = (" ".join(text.casefold().split()) for text in self._both)
        return bool(one and other and one != other)

    @property
    def is_only_in_one(self) -> bool:
        """Whether only one of them says anything."""
        return bool(self.first) != bool(self.second)

    @property
    def _both(self) -> tuple[str, str]:
        return self.first, self.second


@dataclass(frozen=True)
class Side:
    """One of the two publications, with what hangs on it."""

    reference: Reference
    studies: int
    findings: int
    pages: int

    @property
    def weight(self) -> tuple[int, int, bool, int]:
        """What speaks for keeping this one; the larger stays unless told otherwise."""
        known = len(self.reference.csl)
        return self.pages, self.findings, self.reference.doi is not None, known


@dataclass(frozen=True)
class Comparison:
    """Both publications, with their differences first to be seen."""

    first: Side
    second: Side
    rows: list[Row]

    @property
    def suggested(self) -> int:
        """The key of the one that is cited most, else says most, else came first."""
        sides = (self.first, self.second)
        return max(sides, key=lambda side: side.weight).reference.pk


def compare(pair: PossibleDuplicate) -> Comparison:
    """Read a pair with its references; a field that neither has is left out."""
    rows = [
        Row(str(label), _text(read(pair.first)), _text(read(pair.second)))
        for label, read in FIELDS
    ]
    told = [row for row in rows if row.first or row.second]
    return Comparison(_side(pair.first), _side(pair.second), told)


def _side(reference: Reference) -> Side:
    findings = Finding.objects.filter(study__reference=reference)
    return Side(
        reference=reference,
        studies=reference.studies.count(),
        findings=findings.count(),
        pages=citing_pages(reference=reference, findings=findings).count(),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)

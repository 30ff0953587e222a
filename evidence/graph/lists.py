"""The lists of barriers and of interventions, searched and narrowed to a subject."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import ngettext

from evidence.models import Barrier, Edge, Finding, Intervention
from evidence.models.concepts import Concept
from evidence.querysets import ENDS, ConceptQuerySet
from mesh.core.models import Subject

PER_PAGE = 30
LONGEST_SEARCH = 200  # characters


@dataclass(frozen=True)
class Entry:
    """A record in the list, with how much hangs on it."""

    record: Concept
    findings: int
    studies: int
    edges: int

    @property
    def meta(self) -> list[str]:
        """The numbers in words; those that are 0 are left out."""
        counts = (
            (self.findings, ngettext("%d finding", "%d findings", self.findings)),
            (self.studies, ngettext("%d study", "%d studies", self.studies)),
            (self.edges, ngettext("%d link", "%d links", self.edges)),
        )
        return [words % number for number, words in counts if number]


@dataclass(frozen=True)
class ConceptList:
    """One page of the list, and by what it was narrowed."""

    text: str
    subject: str
    subjects: Sequence[Subject]
    page: Page[Any]
    entries: Sequence[Entry]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was searched or chosen."""
        return bool(self.text or self.subject)


def list_concepts(
    model: type[Barrier] | type[Intervention], wanted: Mapping[str, str]
) -> ConceptList:
    """The records of a kind, by name.

    Args:
        model: the kind.
        wanted: `q` words, `subject` a slug, `page` a number; what is unknown or wrong
            narrows nothing.
    """
    text = wanted.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    subjects = list(Subject.objects.select_related("parent"))
    subject = wanted.get("subject", "")
    if subject not in {each.slug for each in subjects}:
        subject = ""
    rows: ConceptQuerySet = model.objects.all()
    if text:
        rows = rows.matching(text)
    if subject:
        rows = rows.about_subject(subject)
    page = Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(wanted.get("page"))
    return ConceptList(text, subject, subjects, page, _entries(list(page.object_list)))


def _entries(records: Sequence[Concept]) -> list[Entry]:
    keys = [record.pk for record in records]
    findings = _numbers_of_findings(keys) if _are_interventions(records) else {}
    edges = _numbers_of_edges(records)
    return [
        Entry(record, *findings.get(record.pk, (0, 0)), edges[record.pk])
        for record in records
    ]


def _are_interventions(records: Sequence[Concept]) -> bool:
    return bool(records) and isinstance(records[0], Intervention)


def _numbers_of_findings(keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    counted = (
        Finding.objects.filter(intervention_record__in=keys)
        .order_by()
        .values_list("intervention_record")
        .annotate(findings=Count("pk"), studies=Count("study", distinct=True))
    )
    return {key: (findings, studies) for key, findings, studies in counted}


def _numbers_of_edges(records: Sequence[Concept]) -> Counter[int]:
    """How many edges start or end at each; two queries."""
    numbers: Counter[int] = Counter()
    if not records:
        return numbers
    for end in ENDS:
        name = f"{end}_{records[0].kind}"
        rows = Edge.objects.filter(**{f"{name}__in": records}).order_by()
        numbers.update(dict(rows.values_list(name).annotate(number=Count("pk"))))
    return numbers

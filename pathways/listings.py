"""What the home page and the pages of subjects list. Only what readers may see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Value, prefetch_related_objects
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Page

from mesh.core.models import Phase, Subject
from pathways.constants import KnowledgeKind

PATHWAY = "pathway"


@dataclass(frozen=True)
class SubjectEntry:
    """A subject's page with the numbers of live pages under it."""

    page: Page
    pathways: int
    barriers: int
    interventions: int

    @property
    def is_empty(self) -> bool:
        """Whether the subject still waits for its first page."""
        return not (self.pathways or self.barriers or self.interventions)


@dataclass(frozen=True)
class Choice:
    """A topic or phase by which a list can be narrowed, with its number of pages."""

    label: str
    slug: str
    count: int
    selected: bool


@dataclass(frozen=True)
class SubjectContents:
    """What stands under one subject, narrowed to the chosen topic and phase."""

    pathways: Sequence[Page]
    barriers: Sequence[Page]
    interventions: Sequence[Page]
    topics: Sequence[Choice]
    phases: Sequence[Choice]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to list."""
        return not (self.pathways or self.barriers or self.interventions)

    @property
    def has_choices(self) -> bool:
        """Whether there is anything by which the list could be narrowed."""
        return bool(self.topics or self.phases)

    @property
    def is_narrowed(self) -> bool:
        """Whether a topic or a phase is chosen."""
        return any(choice.selected for choice in (*self.topics, *self.phases))


def list_subjects(subject_pages: Any) -> list[SubjectEntry]:
    """The subjects in the editors' order, each with what it holds. Two queries."""
    counts = _count_by_parent_and_kind()
    return [
        SubjectEntry(
            page=page,
            pathways=counts[page.path, PATHWAY],
            barriers=counts[page.path, KnowledgeKind.BARRIER],
            interventions=counts[page.path, KnowledgeKind.INTERVENTION],
        )
        for page in subject_pages.live().public().order_by("path")
    ]


def newest_pathways(number: int) -> list[Page]:
    """The pathways published last, newest first, with their topics and phases."""
    pages = Page.objects.filter(pathwaypage__isnull=False)
    newest = pages.live().public().order_by("-first_published_at", "-pk")[:number]
    return _with_topics_and_phases(newest)


def list_contents(
    subject_page: Page, *, topic: str = "", phase: str = ""
) -> SubjectContents:
    """What stands under a subject. An unknown topic or phase narrows nothing."""
    children = subject_page.get_children().live().public().order_by("title")
    pages = _with_topics_and_phases(children)
    topics = _choices(pages, "topics", topic)
    phases = _choices(pages, "phases", phase)
    shown = _narrow(_narrow(pages, "topics", topics), "phases", phases)
    return SubjectContents(
        pathways=[page for page in shown if _kind(page) == PATHWAY],
        barriers=[page for page in shown if _kind(page) == KnowledgeKind.BARRIER],
        interventions=[
            page for page in shown if _kind(page) == KnowledgeKind.INTERVENTION
        ],
        topics=topics,
        phases=phases,
    )


def _kind(page: Page) -> str:
    """A knowledge page says its kind; the other pages under a subject are pathways."""
    return getattr(page, "kind", PATHWAY)


def _count_by_parent_and_kind() -> Counter[tuple[str, str]]:
    """Numbers of live pathways and knowledge pages, by the path of their parent."""
    pages = Page.objects.filter(
        Q(pathwaypage__isnull=False) | Q(knowledgepage__isnull=False)
    )
    rows = (
        pages.live()
        .public()
        .order_by()
        .annotate(
            parent=Substr("path", 1, Length("path") - Page.steplen),
            sort=Coalesce("knowledgepage__kind", Value(PATHWAY)),
        )
        .values_list("parent", "sort")
        .annotate(number=Count("pk"))
    )
    return Counter({(parent, kind): number for parent, kind, number in rows})


def _with_topics_and_phases(pages: Any) -> list[Page]:
    """The pages as their own types; the number of queries is that of the types."""
    found = list(pages.defer_streamfields().specific())
    for model in {type(page) for page in found}:
        alike = [page for page in found if type(page) is model]
        prefetch_related_objects(alike, "topics", "phases")
    return found


def _choices(pages: Iterable[Page], name: str, chosen: str) -> list[Choice]:
    counts: Counter[Subject | Phase] = Counter(
        row for page in pages for row in getattr(page, name).all()
    )
    rows = sorted(counts, key=lambda row: (row.order, row.pk))
    return [
        Choice(str(row), row.slug, counts[row], selected=row.slug == chosen)
        for row in rows
    ]


def _narrow(pages: list[Page], name: str, choices: Sequence[Choice]) -> list[Page]:
    chosen = {choice.slug for choice in choices if choice.selected}
    if not chosen:
        return pages
    return [
        page
        for page in pages
        if chosen & {row.slug for row in getattr(page, name).all()}
    ]

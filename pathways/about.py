"""The record in the evidence that a knowledge page is about, with its edges."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from evidence.bodies.summary import Summary, read_summaries
from evidence.graph.reading import EdgeShown, show_edges
from evidence.models import Barrier, Edge, Intervention
from evidence.models.concepts import Concept


@dataclass(frozen=True)
class About:
    """A record with its edges, as the knowledge page on it shows them."""

    record: Concept
    edges: list[EdgeShown]
    summary: Summary | None = None  # of an intervention's findings


def about_page(page: Any) -> About | None:
    """What a page is about; None where no record is named. At most twelve queries."""
    if page.about_key is None:
        return None
    kind, key = page.about_key
    model = Barrier if kind == Barrier.kind else Intervention
    record = model.every.select_related("merged_into").get(pk=key).standing
    edges = show_edges(Edge.objects.at(record), here=record)
    if not isinstance(record, Intervention):
        return About(record, edges)
    summaries = read_summaries([record], today=timezone.now().date())
    return About(record, edges, summaries[record.pk])


def suggested_record(kind: str, title: str) -> Concept | None:
    """The record that is called like a page of this kind, if there is one."""
    models = {Barrier.kind: Barrier, Intervention.kind: Intervention}
    if kind not in models or not title.strip():
        return None
    found: Concept | None = models[kind].objects.named(title).first()
    return found

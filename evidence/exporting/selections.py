"""Which records a file holds.

Records come in batches of keys, so that memory does not grow with their number.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from evidence.constants import OutcomeKind
from evidence.models import Finding, Intervention, Reference
from evidence.querysets import FindingQuerySet, ReferenceQuerySet
from evidence.synthesis.grouping import findings_about
from mesh.core.batches import batched

BATCH = 100  # records read at once
NAME = "mesh"


def every_finding() -> FindingQuerySet:
    """All findings."""
    return Finding.objects.all()


@dataclass(frozen=True)
class Selection:
    """Records in an order, and which of their findings.

    `name` is the beginning of the file's name. `batches` gives keys of references.
    `with_graph` adds barriers, interventions and edges where the format can hold them.
    """

    name: str
    batches: Callable[[], Iterator[Sequence[int]]]
    findings: Callable[[], FindingQuerySet] = field(default=every_finding)
    with_graph: bool = False

    def references(self, batch: Sequence[int]) -> ReferenceQuerySet:
        """The records of a batch, not in its order."""
        return Reference.objects.filter(pk__in=batch)


def one(reference: Reference) -> Selection:
    """A single record."""
    return Selection(reference.slug, lambda: iter([[reference.pk]]))


def everything() -> Selection:
    """All records, the oldest first."""
    return Selection(
        f"{NAME}-evidence",
        lambda: in_batches(Reference.objects.all()),
        with_graph=True,
    )


def about(*, intervention: Intervention, outcome_kind: OutcomeKind) -> Selection:
    """The findings that a synthesis is about, and the records that report them."""

    def findings() -> FindingQuerySet:
        found = findings_about(intervention=intervention, outcome_kind=outcome_kind)
        return found.order_by()

    def batches() -> Iterator[Sequence[int]]:
        reporting = Reference.objects.filter(studies__findings__in=findings())
        return in_batches(reporting.distinct())

    name = slugify(f"{NAME} {intervention.slug[:80]} {outcome_kind}")
    return Selection(name, batches, findings)


def listed(name: str, keys: Sequence[int]) -> Selection:
    """Records in the order of their keys."""
    return Selection(name, lambda: batched(keys, BATCH))


def in_batches(references: ReferenceQuerySet) -> Iterator[Sequence[int]]:
    """The keys of references in their order, each batch read when it is needed.

    No cursor stays open between two batches: a slow reader holds nothing.
    """
    last = 0
    while batch := list(
        references.filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    ):
        yield batch
        last = batch[-1]

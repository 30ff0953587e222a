"""How barriers and interventions are related, and on what evidence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from evidence.constants import (
    EDGE_ENDS,
    EDGE_SENTENCES,
    ConceptKind,
    EdgeKind,
    Stance,
)
from evidence.models.concepts import Barrier, Concept, Intervention
from evidence.querysets import EdgeQuerySet


def _end(verbose_name: Any, to: type[Concept], related_name: str) -> Any:
    return models.ForeignKey(
        to,
        models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=verbose_name,
    )


def _is_at(end: str, kind: ConceptKind) -> Q:
    """That an end of the edge is a record of this kind, and no other."""
    return Q(
        **{f"{end}_{each}__isnull": each != kind for each in ConceptKind.values},
    )


def _fits() -> Q:
    """Exactly one record at each end, of kinds that the kind of edge joins."""
    condition = Q()
    for kind, pairs in EDGE_ENDS.items():
        for source, target in pairs:
            condition |= (
                Q(kind=kind) & _is_at("source", source) & _is_at("target", target)
            )
    return condition


class Edge(ClusterableModel):
    """One record relates to another: source, kind, target, read as a sentence.

    Made and undone by the services in `evidence.graph`, which keep out circles.
    """

    kind = models.CharField(_("kind"), max_length=24, choices=EdgeKind)
    source_barrier = _end(_("from (barrier)"), Barrier, "edges_out")
    source_intervention = _end(_("from (intervention)"), Intervention, "edges_out")
    target_barrier = _end(_("to (barrier)"), Barrier, "edges_in")
    target_intervention = _end(_("to (intervention)"), Intervention, "edges_in")
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("When, for whom or how far it holds, in a sentence."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = EdgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("edge")
        verbose_name_plural = _("edges")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_fits(),
                name="evidence_edge_joins_what_it_may",
                violation_error_message=_(
                    "An edge of this kind does not join records of these kinds."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(source_barrier=F("target_barrier"))
                & ~Q(source_intervention=F("target_intervention")),
                name="evidence_edge_not_to_itself",
                violation_error_message=_("A record has no edge to itself."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["kind", f"source_{source}", f"target_{target}"],
                    name=f"evidence_edge_once_{source[0]}{target[0]}",
                    violation_error_message=_("There is such an edge already."),
                )
                for source in ConceptKind.values
                for target in ConceptKind.values
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def source(self) -> Concept:
        """The record it starts at; fetch with `with_ends()`."""
        return self.source_barrier or self.source_intervention

    @property
    def target(self) -> Concept:
        """The record it leads to; fetch with `with_ends()`."""
        return self.target_barrier or self.target_intervention

    @property
    def sentence(self) -> str:
        """As one reads it: "Whole-number bias is addressed by Number line work"."""
        return str(EDGE_SENTENCES[EdgeKind(self.kind)]) % {
            "source": self.source,
            "target": self.target,
        }

    def other_end(self, record: Concept) -> Concept:
        """The record at the end that is not this one."""
        return self.target if self.source == record else self.source


class EdgeEvidence(models.Model):
    """A finding, or a publication as a whole, that speaks for or against an edge."""

    edge = ParentalKey(Edge, on_delete=models.CASCADE, related_name="evidence")
    stance = models.CharField(
        _("speaks"), max_length=8, choices=Stance, default=Stance.FOR
    )
    finding = models.ForeignKey(
        "evidence.Finding",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="edge_evidence",
        verbose_name=_("finding"),
    )
    reference = models.ForeignKey(
        "evidence.Reference",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="edge_evidence",
        verbose_name=_("reference"),
        help_text=_("Where no single finding says it."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What it shows of the edge, in a sentence.")
    )

    class Meta:
        verbose_name = _("evidence of an edge")
        verbose_name_plural = _("evidence of edges")
        ordering = ["stance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finding__isnull=True, reference__isnull=False)
                | Q(finding__isnull=False, reference__isnull=True),
                name="evidence_edgeevidence_one_source",
                violation_error_message=_("Choose a finding or a reference, not both."),
            ),
            models.UniqueConstraint(
                fields=["edge", "finding"], name="evidence_edgeevidence_finding_once"
            ),
            models.UniqueConstraint(
                fields=["edge", "reference"],
                name="evidence_edgeevidence_reference_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edge}: {self.get_stance_display()}"

    def clean(self) -> None:
        super().clean()
        if bool(self.finding_id) == bool(self.reference_id):
            raise ValidationError(
                _("Choose a finding or a reference: one of them, not both.")
            )

"""Interventions, barriers, and the edges between them."""

from pydantic import BaseModel, Field

from api.paging import Page
from evidence.constants import ConceptKind, EdgeKind, Stance


class ConceptFields(BaseModel):
    """What interventions and barriers have in common."""

    slug: str = Field(description="Names it; part of its address.")
    name: str = Field(description="Its name.")
    other_names: list[str] = Field(
        description="Spellings and other words for the same thing."
    )
    summary: str = Field(description="What it is, in two or three sentences.")
    subjects: list[str] = Field(description="Slugs of subjects and topics.")
    phases: list[str] = Field(description="Slugs of phases of schooling.")


class InterventionLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="This intervention alone.")
    page: str = Field(description="Its page, for people.")
    findings: str = Field(description="Findings on it, under any of its names.")
    syntheses: str = Field(description="What the studies on it show together.")
    edges: str = Field(description="How it relates to barriers and interventions.")


class Intervention(ConceptFields):
    """What a teacher can do about a barrier."""

    links: InterventionLinks
    findings: int = Field(description="How many findings are recorded on it.")


class InterventionPage(Page[Intervention]):
    """Interventions, by name."""


class BarrierLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="This barrier alone.")
    page: str = Field(description="Its page, for people.")
    edges: str = Field(description="How it relates to barriers and interventions.")


class Barrier(ConceptFields):
    """What keeps pupils from learning something."""

    links: BarrierLinks


class BarrierPage(Page[Barrier]):
    """Barriers, by name."""


class EdgeEnd(BaseModel):
    """A barrier or an intervention at one end of an edge."""

    kind: ConceptKind = Field(description="What it is.")
    slug: str = Field(description="Names it.")
    name: str = Field(description="Its name.")
    link: str = Field(description="Its address in this API.")


class EdgeEvidence(BaseModel):
    """A finding, or a publication as a whole, that speaks for or against an edge."""

    stance: Stance = Field(description="Whether it speaks for the edge or against it.")
    finding: str | None = Field(
        description="Key of the finding; null where it is the publication as a whole."
    )
    record: str = Field(description="Slug of the record.")
    name: str = Field(description="The publication as in a sentence.")
    retracted: bool = Field(
        description="Whether the publication was retracted. If so, do not rely on it."
    )
    note: str = Field(description="What it shows of the edge.")


class Edge(BaseModel):
    """One record relates to another: source, kind, target."""

    id: int = Field(description="Names the edge: /api/v1/edges/{id}.")
    link: str = Field(description="This edge alone.")
    kind: EdgeKind = Field(description="How the source relates to the target.")
    sentence: str = Field(description="The edge as one reads it.")
    source: EdgeEnd
    target: EdgeEnd
    note: str = Field(description="When, for whom or how far it holds.")
    evidence: list[EdgeEvidence] = Field(description="What speaks for and against it.")


class EdgePage(Page[Edge]):
    """Edges, the first recorded first."""

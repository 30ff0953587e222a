"""A finding: one outcome of one comparison, as published."""

from pydantic import BaseModel, Field

from api.paging import Page
from api.schemas.circumstances import Circumstances
from api.schemas.groups import GroupNumbers
from evidence.constants import (
    Agreement,
    Design,
    EffectMetric,
    Independence,
    Measure,
    OutcomeKind,
    StudyKind,
)


class FindingLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="This finding alone.")
    page: str = Field(description="Its place on the record page, for people.")
    record: str = Field(description="The record that it was published in.")
    study: str = Field(description="The study that it belongs to.")
    ratings: str = Field(description="Its ratings, with the rules that fired.")


class FindingRecord(BaseModel):
    """The publication of a finding, in short."""

    slug: str = Field(description="Names the record: /api/v1/records/{slug}.")
    name: str = Field(description="As in a sentence: “Rohrer et al. (2014)”.")
    doi: str | None = Field(description="DOI in lower case, without https://doi.org/.")
    year: int | None = Field(description="Year of publication.")
    retracted: bool = Field(
        description="Whether the publication was retracted. If so, do not rely on it."
    )


class FindingStudy(BaseModel):
    """The study of a finding, in short."""

    id: int = Field(description="Names the study: /api/v1/studies/{id}.")
    label: str = Field(
        description="“Experiment 2”, where a record has several studies."
    )
    kind: StudyKind = Field(
        description="`primary`, or `review`: its findings are pooled from other studies."
    )
    design: Design = Field(description="How the research was done.")
    country: str = Field(description="Where it was done.")
    independence: Independence = Field(
        description="Whether those who ran it stood to gain from its result."
    )
    reviewed_by: str = Field(
        description="Clearinghouse whose review the row comes from: “WWC”."
    )


class FindingIntervention(BaseModel):
    """The intervention that a finding is filed under."""

    slug: str = Field(description="Names it: /api/v1/interventions/{slug}.")
    name: str = Field(description="Its name, whatever the paper calls it.")


class ComputedEffect(BaseModel):
    """The effect as MESH computes it from the numbers of both groups."""

    g: float | None = Field(
        description="Hedges' g, in standard deviations; null where it was refused."
    )
    standard_error: float | None = Field(description="Of g, in standard deviations.")
    ci_low: float | None = Field(description="Lower end of the 95 % interval of g.")
    ci_high: float | None = Field(description="Upper end of the 95 % interval of g.")
    df: int | None = Field(description="Degrees of freedom.")
    method: str = Field(description="Which formula; see the documentation of effects.")
    version: str = Field(description="Version of the code that computed it.")
    agreement: Agreement = Field(
        description="Whether published and computed effect differ by more than rounding."
    )
    refusal: str = Field(description="Why there is no effect, in words.")
    notes: list[str] = Field(description="What a reader must know of it, in words.")


class Result(BaseModel):
    """What was found, of whom, and by which test."""

    key: str = Field(description="Names the finding: /api/v1/findings/{key}.")
    links: FindingLinks
    record: FindingRecord
    study: FindingStudy
    intervention: str = Field(description="What was done, by the name as published.")
    intervention_record: FindingIntervention | None = Field(
        description="The intervention that the name stands for, in any spelling."
    )
    comparison: str = Field(description="What the others were given.")
    outcome: str = Field(description="What was measured, in words.")
    outcome_kind: OutcomeKind = Field(
        description=(
            "Kind of outcome. `teacher_perception` is what teachers thought: it is never "
            "attainment, and never pooled with it."
        )
    )
    domain: str = Field(description="Outcome domain: “Reading comprehension”.")
    measure: Measure = Field(
        description="Who made the test: home-made tests usually show larger effects."
    )
    subgroup: str = Field(description="Which part of the sample.")
    is_subgroup: bool = Field(description="Whether it is a part of the sample only.")
    sample_description: str = Field(description="Who was tested.")
    effect_metric: EffectMetric = Field(
        description="Scale of `effect_size` and of every interval below."
    )
    effect_size: float | None = Field(
        description="Effect as published, on the scale `effect_metric`."
    )
    standard_error: float | None = Field(
        description="Of the effect, on the same scale."
    )
    ci_low: float | None = Field(
        description="Lower end of the published 95 % interval."
    )
    ci_high: float | None = Field(
        description="Upper end of the published 95 % interval."
    )
    prediction_low: float | None = Field(
        description="Of a review: lower end of the 95 % prediction interval."
    )
    prediction_high: float | None = Field(
        description="Of a review: upper end of the 95 % prediction interval."
    )
    effects_pooled: int | None = Field(description="Of a review: effects pooled (k).")
    effect_size_study: float | None = Field(
        description="Effect by the authors, where a clearinghouse computed another."
    )
    p_value: float | None = Field(description="p-value of the effect, 0 to 1.")
    p_value_study: float | None = Field(description="p-value by the authors, 0 to 1.")
    is_significant: bool | None = Field(
        description="Whether it was called statistically significant."
    )
    improvement_index: float | None = Field(
        description="Improvement index as published, percentile ranks, -50 to 50."
    )
    published_rating: str = Field(
        description="The clearinghouse's rating of the finding, in its words."
    )
    published_tier: str = Field(description="The clearinghouse's ESSA tier.")
    statement: str = Field(description="The result in a sentence, by a curator.")
    place: str = Field(description="Where in the paper it stands.")
    remarks: str = Field(description="What a reader must know of these numbers.")
    computed: ComputedEffect | None = Field(
        description="The effect as MESH computes it; null where nothing allows that."
    )


class Finding(Circumstances, GroupNumbers, Result):  # fields: those of the last first
    """One outcome of one comparison, as published. Names are those of the CSV export."""


class FindingPage(Page[Finding]):
    """Findings, the first recorded first."""

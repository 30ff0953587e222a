"""What the studies on one intervention show together on one kind of outcome."""

from pydantic import BaseModel, Field

from api.paging import Page
from api.schemas.ratings import Rating
from evidence.constants import Independence, Measure, OutcomeKind
from evidence.synthesis.estimates import Exclusion
from evidence.synthesis.random_effects import Estimator


class SynthesisLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="This synthesis, with its studies.")
    page: str = Field(description="Its page, for people, with drawings.")
    intervention: str = Field(description="The intervention.")
    findings: str = Field(description="The findings, as a list.")


class SynthesisSummary(BaseModel):
    """A synthesis that there is: two studies or more say something."""

    links: SynthesisLinks
    intervention: str = Field(description="Slug of the intervention.")
    name: str = Field(description="Name of the intervention.")
    outcome_kind: OutcomeKind = Field(
        description="Kind of outcome; what teachers perceive is never attainment."
    )
    studies: int = Field(description="Studies with a finding, pooled or not.")


class SynthesisPage(Page[SynthesisSummary]):
    """Syntheses, by name of the intervention."""


class Interval(BaseModel):
    """Two ends of an interval, in standard deviations."""

    low: float = Field(description="Lower end.")
    high: float = Field(description="Upper end.")


class Pooled(BaseModel):
    """A random-effects mean of Hedges' g, with all that tells how far to trust it."""

    estimator: Estimator = Field(description="How tau² was estimated.")
    k: int = Field(description="Studies pooled.")
    mean: float = Field(description="Mean effect, Hedges' g in standard deviations.")
    standard_error: float = Field(description="Of the mean, in standard deviations.")
    interval: Interval = Field(
        description="95 % interval by Hartung and Knapp, never below the normal one."
    )
    normal_interval: Interval = Field(description="95 % interval by the normal curve.")
    prediction: Interval | None = Field(
        description="95 % prediction interval: where the effect of a next study is "
        "expected; null below three studies."
    )
    tau_squared: float = Field(description="Variance of true effects between studies.")
    i_squared: float = Field(
        description="Part of the differences that is more than chance, per cent (0-100)."
    )
    q: float = Field(description="Cochran's Q, with k - 1 degrees of freedom.")
    q_p_value: float = Field(description="p-value of Q, 0 to 1.")


class PooledStudy(BaseModel):
    """A study's part in the mean; its findings are averaged to one effect first."""

    study: int = Field(description="Id of the study.")
    name: str = Field(description="The study as in a sentence.")
    record: str = Field(description="Slug of the record.")
    effect: float = Field(description="Effect, Hedges' g in standard deviations.")
    standard_error: float = Field(description="Of the effect, in standard deviations.")
    weight: float | None = Field(
        description="Weight in the mean, per cent (0-100); null where nothing is pooled."
    )
    people: int | None = Field(description="People in its largest finding.")
    independence: Independence = Field(
        description="Whether those who ran it stood to gain from its result."
    )
    findings: list[str] = Field(description="Keys of the findings that it brings.")
    mean_without_it: float | None = Field(
        description="Mean of the others; null where fewer than two would be left."
    )


class SynthesisPart(BaseModel):
    """The studies that used one kind of test; kinds are never pooled together."""

    measure: Measure = Field(description="Who made the tests.")
    people: int = Field(description="People in the studies that say how many they had.")
    findings: int = Field(description="Findings that the effects are made of.")
    pooled: Pooled | None = Field(
        description="Mean by restricted maximum likelihood (REML); null below two "
        "studies: one study is no synthesis."
    )
    by_dersimonian_laird: Pooled | None = Field(
        description="Mean by DerSimonian and Laird, for comparison."
    )
    sentences: list[str] = Field(description="What the numbers say, in words.")
    ratings: list[Rating] = Field(
        description="How far this body of evidence can be trusted, one for each rule "
        "set; none for what teachers perceive, which no criteria are about."
    )
    studies: list[PooledStudy] = Field(description="The oldest first.")


class LeftOut(BaseModel):
    """A finding that is not pooled."""

    finding: str = Field(description="Key of the finding.")
    reason: Exclusion = Field(description="Why it is not pooled.")
    words: str = Field(description="The reason in words.")


class Synthesis(BaseModel):
    """What is known of one intervention and one kind of outcome."""

    links: SynthesisLinks
    intervention: str = Field(description="Slug of the intervention.")
    name: str = Field(description="Name of the intervention.")
    outcome_kind: OutcomeKind = Field(
        description="Kind of outcome; what teachers perceive is never attainment."
    )
    with_developers: bool = Field(
        description="Whether studies run by a developer are pooled."
    )
    parts: list[SynthesisPart] = Field(description="One for each kind of test.")
    left_out: list[LeftOut] = Field(
        description="Findings that are not pooled: retracted, of a review, a subgroup …"
    )

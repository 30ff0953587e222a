"""The numbers of both groups of a comparison, as a paper prints them."""

from pydantic import BaseModel, Field

from evidence.constants import MeansAre, Unit


class GroupNumbers(BaseModel):
    """“Intervention” is the group that was given something, “comparison” the other."""

    sample_size: int | None = Field(description="People in all (n).")
    intervention_n: int | None = Field(description="People in the intervention group.")
    comparison_n: int | None = Field(description="People in the comparison group.")
    clusters: int | None = Field(description="Classes or schools in all.")
    intervention_clusters: int | None = Field(
        description="Classes or schools in the intervention group."
    )
    comparison_clusters: int | None = Field(
        description="Classes or schools in the comparison group."
    )
    means_are: MeansAre = Field(
        description="`scores` on the test's scale, or `shares` of people (0 to 1)."
    )
    lower_is_better: bool = Field(
        description="True for errors, days absent: a positive effect then means fewer."
    )
    intervention_mean: float | None = Field(
        description="Mean of the intervention group, on the test's scale."
    )
    comparison_mean: float | None = Field(
        description="Mean of the comparison group, on the test's scale."
    )
    intervention_sd: float | None = Field(
        description="Standard deviation of people's scores, intervention group."
    )
    comparison_sd: float | None = Field(
        description="Standard deviation of people's scores, comparison group."
    )
    intervention_mean_before: float | None = Field(
        description="Mean before, intervention group, on the test's scale."
    )
    comparison_mean_before: float | None = Field(
        description="Mean before, comparison group, on the test's scale."
    )
    intervention_sd_before: float | None = Field(
        description="Standard deviation before, intervention group."
    )
    comparison_sd_before: float | None = Field(
        description="Standard deviation before, comparison group."
    )
    before_after_correlation: float | None = Field(
        description="Correlation of first and second test, -1 to 1."
    )
    icc: float | None = Field(
        description="Intraclass correlation, 0 to 1: how alike pupils of one class are."
    )
    unit_of_analysis: Unit | None = Field(description="What was counted.")

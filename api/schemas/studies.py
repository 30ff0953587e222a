"""A study: one piece of research, reported in one publication or more."""

from pydantic import BaseModel, Field

from api.paging import Page
from evidence.constants import Design, Independence, StudyKind, Unit


class StudyLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="This study alone.")
    page: str = Field(description="The record page, for people.")
    record: str = Field(description="The record that reports it.")
    findings: str = Field(description="Its findings, as a list.")
    ratings: str = Field(description="Its ratings, with the rules that fired.")


class StudyReview(BaseModel):
    """What a clearinghouse said of the study: its word, as published."""

    by: str = Field(
        description="The clearinghouse: “WWC”; empty where none reviewed it."
    )
    id: str = Field(description="Its number of the review.")
    url: str = Field(description="Its page.")
    protocol: str = Field(description="The protocol it reviewed under.")
    standards: str = Field(description="The version of its standards.")
    purpose: str = Field(description="What it reviewed for.")
    rating: str = Field(description="Its rating, in its words.")
    reason: str = Field(description="Its reason.")
    ineligibility: str = Field(description="Why the study was not eligible.")


class Study(BaseModel):
    """One piece of research, primary or a review of others."""

    id: int = Field(description="Names the study: /api/v1/studies/{id}.")
    links: StudyLinks
    record: str = Field(description="Slug of the record that reports it.")
    retracted: bool = Field(
        description="Whether that record was retracted. If so, do not rely on it."
    )
    further_records: list[str] = Field(
        description="Slugs of other records that report the same research."
    )
    label: str = Field(
        description="“Experiment 2”, where a record has several studies."
    )
    kind: StudyKind = Field(description="`primary`, or `review` of other studies.")
    design: Design = Field(description="How the research was done.")
    subjects: list[str] = Field(description="Slugs of subjects and topics.")
    phases: list[str] = Field(description="Slugs of phases of schooling.")
    country: str = Field(description="Where it was done.")
    setting: str = Field(description="In what schools or surroundings.")
    sample: str = Field(description="Who took part, in words.")
    sample_size: int | None = Field(description="People in all (N), as published.")
    studies_included: int | None = Field(description="Of a review: studies included.")
    independence: Independence = Field(
        description="Whether those who ran it stood to gain from its result."
    )
    developer_link: str = Field(
        description="How those who made or sell the intervention took part."
    )
    funder: str = Field(description="Who paid for it.")
    preregistration: str = Field(description="Address of the preregistration.")
    weakness: str = Field(description="Its main weakness, in a sentence.")
    unit_of_assignment: Unit | None = Field(
        description="What was put into one group or the other as a whole."
    )
    multisite: bool | None = Field(description="Whether it ran in several schools.")
    sites: int | None = Field(description="Number of schools.")
    percent_disadvantaged: float | None = Field(
        description="Disadvantaged pupils, per cent of the sample (0 to 100)."
    )
    percent_english_learners: float | None = Field(
        description="Learners of the language of teaching, per cent (0 to 100)."
    )
    percent_special_needs: float | None = Field(
        description="Pupils with special needs, per cent (0 to 100)."
    )
    percent_minority: float | None = Field(
        description="Pupils of a minority, per cent (0 to 100)."
    )
    percent_female: float | None = Field(
        description="Girls and women, per cent (0 to 100)."
    )
    ethnicity: str = Field(description="Ethnicity of the sample, in words.")
    eric_id: str = Field(description="ERIC number.")
    review: StudyReview = Field(description="What a clearinghouse said of the study.")
    findings: int = Field(description="How many findings are recorded of it.")


class StudyPage(Page[Study]):
    """Studies, the first recorded first."""

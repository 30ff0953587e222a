"""A record: a publication with the studies it reports, and their findings."""

from typing import Any

from pydantic import BaseModel, Field

from api.paging import Page
from api.schemas.findings import Finding
from api.schemas.studies import Study
from evidence.constants import Design, RecordKind, StudyKind


class RecordLinks(BaseModel):
    """Where more is to be had; absolute addresses."""

    self: str = Field(description="This record with its studies and findings.")
    page: str = Field(description="The record page, for people.")
    findings: str = Field(description="Its findings, as a list.")


class RecordStudy(BaseModel):
    """A study of a record, in short."""

    id: int = Field(description="Names the study: /api/v1/studies/{id}.")
    label: str = Field(description="“Experiment 2”, where there are several studies.")
    kind: StudyKind = Field(description="`primary`, or `review` of other studies.")
    design: Design = Field(description="How the research was done.")
    findings: int = Field(description="How many findings are recorded of it.")


class RecordFields(BaseModel):
    """The publication."""

    slug: str = Field(description="Names the record: /api/v1/records/{slug}.")
    links: RecordLinks
    kind: RecordKind = Field(
        description="`study`, `review`, or `reference` where no study is recorded."
    )
    name: str = Field(description="As in a sentence: “Rohrer et al. (2014)”.")
    title: str = Field(description="Title of the publication.")
    authors: list[str] = Field(description="Authors, family name first.")
    year: int | None = Field(description="Year of publication.")
    container: str = Field(description="Journal or book it appeared in.")
    doi: str | None = Field(description="DOI in lower case, without https://doi.org/.")
    isbn: str = Field(description="ISBN of a book, 13 digits.")
    pmid: str = Field(description="Number in PubMed.")
    url: str = Field(description="Address of the publication.")
    language: str = Field(description="Language of the publication: “en”.")
    retracted: bool = Field(
        description="Whether it was retracted. If so, do not rely on it."
    )
    retraction_note: str = Field(description="Who retracted it, when and why.")


class RecordSummary(RecordFields):
    """The publication, with its studies in short."""

    studies: list[RecordStudy]


class RecordPage(Page[RecordSummary]):
    """Records, the first recorded first."""


class StudyWithFindings(Study):
    """A study, with every finding of it."""

    all_findings: list[Finding] = Field(description="Its findings, each whole.")


class Record(RecordFields):
    """The publication, with its studies and all their findings."""

    abstract: str = Field(description="Its abstract, where that may be shown.")
    csl: dict[str, Any] = Field(
        description="Bibliographic data as CSL-JSON, for reference managers."
    )
    studies: list[StudyWithFindings]
    reported_elsewhere: list[int] = Field(
        description="Ids of studies that it reports too, whose main record is another."
    )

"""Subjects and phases: values of the filters."""

from pydantic import BaseModel, Field

from api.paging import Page


class Subject(BaseModel):
    """A school subject, or a topic within one."""

    slug: str = Field(description="Value of the parameter `subject`.")
    name: str = Field(description="Its name.")
    parent: str | None = Field(description="Of a topic: slug of its subject.")


class SubjectPage(Page[Subject]):
    """Subjects and topics, in the site's order."""


class Phase(BaseModel):
    """A stage of schooling."""

    slug: str = Field(description="Value of the parameter `phase`.")
    name: str = Field(description="Its name.")
    scheme: str = Field(description="Country or scheme that names it so.")
    age_from: int = Field(description="Usual age at its start, in years.")
    age_to: int = Field(description="Usual age at its end, in years.")


class PhasePage(Page[Phase]):
    """Phases, the youngest first."""

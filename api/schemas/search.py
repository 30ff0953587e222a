"""Results of a search."""

from pydantic import BaseModel, Field

from api.paging import Page


class HitLinks(BaseModel):
    """Where the result is; absolute addresses."""

    page: str = Field(description="Its page, for people.")
    self: str | None = Field(description="The same in this API, where it has it.")


class Hit(BaseModel):
    """One result."""

    links: HitLinks
    kind: str = Field(description="What it is: a value of the parameter `kind`.")
    title: str = Field(description="Its title.")
    extracts: list[str] = Field(
        description="Where the words were found. Escaped HTML with <mark> around them."
    )
    authors: list[str] = Field(description="Who wrote it.")
    year: int | None = Field(description="Year of publication.")
    subject: list[str] = Field(description="Slugs of subjects and topics.")
    phase: list[str] = Field(description="Slugs of phases.")
    outcome: list[str] = Field(description="Kinds of outcome.")
    design: list[str] = Field(description="Designs of the studies.")


class FacetValue(BaseModel):
    """A value to narrow the search by."""

    value: str = Field(description="The value, for the parameter.")
    count: int = Field(description="Results with it, under the other filters.")
    selected: bool = Field(description="Whether this search asks for it.")


class SearchPage(Page[Hit]):
    """Results, the best or the newest first; at most 500 pages can be reached."""

    facets: dict[str, list[FacetValue]] = Field(
        description="For each filter, the values that there are with their counts."
    )
    suggestion: str = Field(description="Another spelling that finds more, or empty.")
    relaxed: bool = Field(
        description="Nothing had all the words; these results have some of them."
    )
    degraded: bool = Field(
        description="The search server did not answer; the database did."
    )
    unsearchable: bool = Field(
        description="The query has no word to look for: everything is shown."
    )

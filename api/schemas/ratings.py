"""Ratings with the rules that fired, and the rules themselves."""

import datetime as dt

from pydantic import BaseModel, Field

from api.paging import Page
from evidence.ratings.comparison import Standing
from evidence.ratings.results import Status
from evidence.ratings.rule_sets import Certainty, Subject


class FactUsed(BaseModel):
    """A fact as a rule used it."""

    key: str = Field(description="Names the fact.")
    label: str = Field(description="The fact in words, as appraisers are asked for it.")
    value: bool | int | float | str = Field(description="What was recorded.")
    words: str = Field(description="The value in words, with its unit.")
    place: str = Field(description="Where in the paper it stands.")
    quotation: str = Field(description="The paper's own words.")
    origin: str = Field(description="Who states it: the record, or appraisers.")
    reason: str = Field("", description="Why it was judged so, where somebody judged.")


class Step(BaseModel):
    """One rule that fired, in the order of firing."""

    rule: str = Field(description="Names the rule within its rule set.")
    text: str = Field(description="The rule in words.")
    conclusion: str = Field(description="What followed from it.")
    certainty: Certainty = Field(
        description="How sure we are that the source has it so."
    )
    facts: list[FactUsed] = Field(description="The facts that it used.")


class Override(BaseModel):
    """A judge's result in place of the computed one: public, with name and reason."""

    words: str = Field(description="The judge's result.")
    reason: str = Field(description="The judge's reason.")
    judge: str = Field(description="The judge's name.")
    decided_at: dt.datetime = Field(description="When it was decided.")


class Rating(BaseModel):
    """One rule set applied to the recorded facts."""

    rule_set: str = Field(description="Names the rule set: /api/v1/rule-sets/{key}.")
    name: str = Field(description="Name of the rule set.")
    computed_with: str = Field(
        description=(
            "How a result must be introduced: it is computed by MESH with criteria that "
            "a body published; it is never that body's own rating."
        )
    )
    version: str = Field(description="Version of our rules.")
    status: Status = Field(description="Whether the rules alone came to a result.")
    result: str = Field(
        description="What holds: a judge's result, or the computed one."
    )
    rank: int | None = Field(
        description="Rank of what holds on its scale, the weakest lowest; see the rule set."
    )
    words: str = Field(description="What the rules alone say, or why nothing.")
    missing: list[str] = Field(description="Facts that nobody has recorded, in words.")
    trace: list[Step] = Field(description="The rules that fired, in order.")
    computed_at: dt.datetime | None = Field(
        description="When it was written down; null where it was computed for you now."
    )
    override: Override | None = Field(description="A judge's result in its place.")


class PlacedRating(BaseModel):
    """Where the result of a scale of trust stands, so that scales can be compared."""

    name: str = Field(description="Name of the rule set.")
    standing: Standing = Field(
        description="Where it stands: 1 low, 2 in the middle, 3 high."
    )


class Ratings(BaseModel):
    """Every rating of one study or finding, side by side."""

    about: str = Field(description="Address of the study or finding.")
    page: str = Field(description="The page of these ratings, for people.")
    retracted: bool = Field(
        description="Whether the publication was retracted. If so, do not rely on it."
    )
    scales_disagree: bool = Field(
        description="Whether scales that ask the same come to different results."
    )
    standings: list[PlacedRating] = Field(description="Scales of trust, compared.")
    ratings: list[Rating] = Field(
        description="One for each rule set that is about records of this kind."
    )


class Rule(BaseModel):
    """A rule in words that can be checked against the source."""

    key: str = Field(description="Names the rule; `rule` of a step.")
    text: str = Field(description="The rule.")
    certainty: Certainty = Field(
        description="How sure we are that the source has it so."
    )


class Level(BaseModel):
    """A result that a rule set can come to."""

    code: str = Field(description="Names the result.")
    label: str = Field(description="The result in words.")
    rank: int | None = Field(
        description="Rank on the scale, the weakest lowest; null for no step of it."
    )


class RuleSet(BaseModel):
    """The published criteria of one body, as MESH applies them."""

    key: str = Field(description="Names the rule set.")
    page: str = Field(description="The rules as a page, for people.")
    name: str = Field(description="Its name.")
    rates: Subject = Field(description="What it rates.")
    version: str = Field(description="Version of our rules.")
    edition: str = Field(description="Which edition of the criteria.")
    publisher: str = Field(description="Who published the criteria.")
    source: str = Field(description="Where, as a citation.")
    source_url: str = Field(description="Where, as an address.")
    computed_with: str = Field(description="How a result must be introduced.")
    is_own_proposal: bool = Field(description="Whether the criteria are MESH's own.")
    note: str = Field(description="What a reader must know before using a result.")
    levels: list[Level] = Field(description="Results that it can come to.")
    rules: list[Rule] = Field(description="Its rules.")
    left_open: list[str] = Field(description="What the source does not settle.")


class RuleSetPage(Page[RuleSet]):
    """Rule sets."""

"""References, studies, findings, what they are about, and the rows behind the search."""

from evidence.models.appraisals import Appraisal, AppraisalRound, FactDecision
from evidence.models.bodies import (
    BodyAppraisal,
    BodyOfEvidence,
    BodyRating,
    BodyRatingOverride,
    NewestSearch,
)
from evidence.models.computed_effects import ComputedEffect
from evidence.models.concepts import (
    Barrier,
    BarrierName,
    Intervention,
    InterventionName,
)
from evidence.models.duplicates import PossibleDuplicate
from evidence.models.edges import Edge, EdgeEvidence
from evidence.models.findings import Finding
from evidence.models.imports import ImportRun
from evidence.models.ratings import RatingOverride, RatingRecord
from evidence.models.references import Reference
from evidence.models.search import (
    SearchEntry,
    SearchFacetValue,
    SearchOutbox,
    SearchState,
    SearchWord,
)
from evidence.models.studies import Study

__all__ = [
    "Appraisal",
    "AppraisalRound",
    "Barrier",
    "BarrierName",
    "BodyAppraisal",
    "BodyOfEvidence",
    "BodyRating",
    "BodyRatingOverride",
    "ComputedEffect",
    "Edge",
    "EdgeEvidence",
    "FactDecision",
    "Finding",
    "ImportRun",
    "Intervention",
    "InterventionName",
    "NewestSearch",
    "PossibleDuplicate",
    "RatingOverride",
    "RatingRecord",
    "Reference",
    "SearchEntry",
    "SearchFacetValue",
    "SearchOutbox",
    "SearchState",
    "SearchWord",
    "Study",
]

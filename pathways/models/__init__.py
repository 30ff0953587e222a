"""The page tree, and proposals of new pathways."""

from pathways.models.fork import Fork, ForkDecision
from pathways.models.index import (
    HomePage,
    InformationPage,
    SubjectIndexPage,
    SubjectPage,
)
from pathways.models.knowledge import KnowledgePage
from pathways.models.pathway import PathwayPage
from pathways.models.proposal import PathwayProposal, ProposalQuestion
from pathways.models.registration import (
    RegisterPathwayPage,
    RegisterPathwayQuestion,
    RegisterPathwayRecipient,
)

__all__ = [
    "Fork",
    "ForkDecision",
    "HomePage",
    "InformationPage",
    "KnowledgePage",
    "PathwayPage",
    "PathwayProposal",
    "ProposalQuestion",
    "RegisterPathwayPage",
    "RegisterPathwayQuestion",
    "RegisterPathwayRecipient",
    "SubjectIndexPage",
    "SubjectPage",
]

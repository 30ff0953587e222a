"""The page tree, and proposals of new pathways."""

from pathways.models.index import (
    HomePage,
    InformationPage,
    SubjectIndexPage,
    SubjectPage,
)
from pathways.models.knowledge import KnowledgePage
from pathways.models.pathway import PathwayPage

__all__ = [
    "HomePage",
    "InformationPage",
    "KnowledgePage",
    "PathwayPage",
    "SubjectIndexPage",
    "SubjectPage",
]

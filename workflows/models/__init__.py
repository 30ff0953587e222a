"""Reviewed pages, and the records of their review.

Wagtail wants a task's own model to act, and a page to answer for its permissions: so
`tasks` and `pages` stand above `services` and `permissions`, which import the modules of
the records, never this package.
"""

from workflows.models.authorship import Authorship
from workflows.models.conflicts import ConflictDeclaration
from workflows.models.forms import ReviewForm, ReviewQuestion
from workflows.models.pages import ReviewedPageMixin
from workflows.models.reports import ReviewDraft, ReviewReport
from workflows.models.reviewed_types import ReviewedPageType
from workflows.models.rounds import ReviewAssignment, ReviewRound
from workflows.models.tasks import (
    JudgementTask,
    JudgementTaskState,
    PeerReviewTask,
    PeerReviewTaskState,
)
from workflows.models.verdicts import Verdict

__all__ = [
    "Authorship",
    "ConflictDeclaration",
    "JudgementTask",
    "JudgementTaskState",
    "PeerReviewTask",
    "PeerReviewTaskState",
    "ReviewAssignment",
    "ReviewDraft",
    "ReviewForm",
    "ReviewQuestion",
    "ReviewReport",
    "ReviewRound",
    "ReviewedPageMixin",
    "ReviewedPageType",
    "Verdict",
]

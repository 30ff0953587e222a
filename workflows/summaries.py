"""What the reports of a round say, for those who may read them."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import WorkflowState

from workflows.constants import QuestionKind
from workflows.models import ReviewRound
from workflows.models.reports import ReviewReport


@dataclass(frozen=True)
class Criterion:
    """One rated question with every reviewer's level, in the order of the reports.

    No mean: that three reviewers gave 1, 3 and 4 is the news, not 2.7.
    """

    label: str
    ratings: tuple[tuple[int, str], ...]  # level and its words

    @property
    def is_disputed(self) -> bool:
        """Whether the levels lie two or more apart."""
        levels = [level for level, _words in self.ratings]
        return max(levels, default=0) - min(levels, default=0) > 1


@dataclass(frozen=True)
class RoundSummary:
    """A round with its reports, its criteria side by side, and its verdict if any."""

    round: ReviewRound
    reports: tuple[ReviewReport, ...]
    criteria: tuple[Criterion, ...]
    verdicts: tuple[Any, ...]


def summarise(review_round: ReviewRound) -> RoundSummary:
    """The reports in an order that tells nothing of who was invited or ready first."""
    rows = review_round.assignments.submitted().select_related("report", "reviewer")
    reports = tuple(row.report for row in rows.order_by("nonce"))
    return RoundSummary(
        round=review_round,
        reports=reports,
        criteria=tuple(_criteria(reports)),
        verdicts=tuple(review_round.verdicts.select_related("judge")),
    )


def rounds_for_judge(workflow_state: WorkflowState) -> list[RoundSummary]:
    """Every round of the workflow, the newest first."""
    rounds = ReviewRound.objects.filter(workflow_state=workflow_state)
    return [summarise(row) for row in rounds.order_by("-number")]


def _criteria(reports: tuple[ReviewReport, ...]) -> list[Criterion]:
    ratings: dict[str, list[tuple[int, str]]] = {}
    for report in reports:
        for answer in report.answered():
            if answer["kind"] == QuestionKind.RATING and answer["answer"]:
                pair = (int(answer["answer"]), answer["words"])
                ratings.setdefault(answer["label"], []).append(pair)
    return [Criterion(label, tuple(pairs)) for label, pairs in ratings.items()]

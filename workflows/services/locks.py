"""One order of locks for all services: workflow state, then round.

Without it two judges, or the last two reviewers, both pass the checks: each is given an
object that was read before the other's change.
"""

from typing import Any

from wagtail.models import TaskState, WorkflowState

from workflows.exceptions import ReviewRefused
from workflows.models.rounds import ReviewAssignment, ReviewRound


def lock_round(review_round: ReviewRound) -> ReviewRound:
    """Lock the round's workflow and the round, and read it afresh."""
    WorkflowState.objects.select_for_update().get(pk=review_round.workflow_state_id)
    return ReviewRound.objects.select_for_update().get(pk=review_round.pk)


def lock_assignment(assignment: ReviewAssignment) -> ReviewAssignment:
    """Lock the round of an assignment, and read the assignment afresh."""
    review_round = lock_round(assignment.round)
    fresh = ReviewAssignment.objects.select_for_update().get(pk=assignment.pk)
    fresh.round = review_round
    return fresh


def lock_task_state(
    task_state: TaskState, refusal: type[ReviewRefused], words: str
) -> Any:
    """Lock the workflow, and read the task state afresh, as its own class.

    Raises:
        refusal: with `words`, when it is not (or no longer) the current task.
    """
    workflow_state = WorkflowState.objects.select_for_update().get(
        pk=task_state.workflow_state_id
    )
    fresh = TaskState.objects.get(pk=task_state.pk).specific
    if (
        fresh.status != TaskState.STATUS_IN_PROGRESS
        or workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
        or workflow_state.current_task_state_id != fresh.pk
    ):
        raise refusal(words)
    return fresh

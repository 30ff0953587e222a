"""Whether a version of a page may be live, and whether a judge may look at it."""

from typing import Any

from wagtail.models import Revision, WorkflowState

from workflows.constants import Decision, RoundOutcome
from workflows.hashing import content_hash
from workflows.models.rounds import ReviewRound
from workflows.models.verdicts import Verdict


def find_warrant(*, page_id: int, revision_id: int | None) -> Verdict | None:
    """The standing verdict that accepted this very revision, with its content intact.

    A revision can be overwritten in place: its key alone proves nothing, so the content
    is hashed again and compared with what was judged.
    """
    if revision_id is None:
        return None
    verdict = (
        Verdict.objects.standing()
        .for_page(page_id)
        .filter(revision_id=revision_id)
        .select_related("revision")
        .first()
    )
    if verdict and verdict.content_hash == content_hash(verdict.revision.content):
        return verdict
    return None


def is_warranted(*, page_id: int, revision_id: int | None) -> bool:
    """Cheaper than `find_warrant`, for each request: one query, nothing is hashed."""
    return (
        revision_id is not None
        and Verdict.objects.standing()
        .filter(round__page_id=page_id, revision_id=revision_id)
        .exists()
    )


def earlier_contents(
    *, page_id: int, live_revision_id: int | None, most: int
) -> list[dict[str, Any]]:
    """What the versions before the live one hold, if they still are what was judged.

    At most so many, the newest first. One query.
    """
    verdicts = Verdict.objects.standing().for_page(page_id)
    earlier = verdicts.exclude(revision_id=live_revision_id or 0)[:most]
    return [
        verdict.revision.content
        for verdict in earlier.select_related("revision")
        if verdict.content_hash == content_hash(verdict.revision.content)
    ]


def latest_round(workflow_state: WorkflowState) -> ReviewRound | None:
    """The newest round of one workflow."""
    rounds = ReviewRound.objects.filter(workflow_state_id=workflow_state.pk)
    return rounds.order_by("-number").first()


def round_covers(review_round: ReviewRound | None, revision: Revision) -> bool:
    """Whether a judge may decide on the revision without a new round of review.

    They may on what the reviewers read, and on its next version if the last verdict
    asked for minor changes only.
    """
    if review_round is None or review_round.outcome != RoundOutcome.COMPLETED:
        return False
    last = Verdict.objects.filter(round=review_round).order_by("-pk").first()
    if last is None:
        return review_round.content_hash == content_hash(revision.content)
    return last.decision == Decision.MINOR

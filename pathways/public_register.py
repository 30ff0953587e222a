"""The public register: accepted proposals with how far their pathways have come."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import WorkflowState

from pathways.constants import PathwayStage
from pathways.models.pathway import PathwayPage
from pathways.models.proposal import PathwayProposal

JUDGEMENT_TASK = "judgementtask"


@dataclass(frozen=True)
class RegisterEntry:
    """One line of the register. Holds no address; a name only with consent."""

    title: str
    subject: str
    association: str
    proposer: str
    accepted_at: dt.datetime
    stage: PathwayStage
    pathway: PathwayPage | None


def register_entries() -> list[RegisterEntry]:
    """Every accepted proposal, the latest first; the same few queries however many."""
    proposals = list(
        PathwayProposal.objects.accepted().select_related(
            "subject", "organisation", "pathway"
        )
    )
    pages = [proposal.pathway for proposal in proposals if proposal.pathway]
    in_review = _stages_in_review([page.pk for page in pages])
    return [_entry(proposal, in_review) for proposal in proposals]


def _entry(
    proposal: PathwayProposal, in_review: dict[str, PathwayStage]
) -> RegisterEntry:
    page = proposal.pathway
    stage = _stage(page, in_review)
    is_public = page is not None and stage == PathwayStage.PUBLISHED
    return RegisterEntry(
        title=page.title if page is not None and is_public else proposal.title,
        subject=proposal.subject.name,
        association=proposal.organisation.name,
        proposer=proposal.proposer_name if proposal.name_is_public else "",
        accepted_at=proposal.decided_at or proposal.received_at,
        stage=stage,
        pathway=page if is_public else None,
    )


def _stage(
    page: PathwayPage | None, in_review: dict[str, PathwayStage]
) -> PathwayStage:
    if page is None:
        return PathwayStage.NOT_CONTINUED
    if page.live:
        return PathwayStage.PUBLISHED
    return in_review.get(str(page.pk), PathwayStage.BEING_WRITTEN)


def _stages_in_review(keys: Iterable[int]) -> dict[str, PathwayStage]:
    """Where pages under review stand, by Wagtail's own record of the workflow."""
    states = (
        WorkflowState.objects.active()
        .filter(
            Q(status=WorkflowState.STATUS_IN_PROGRESS),
            base_content_type=ContentType.objects.get_by_natural_key(
                "wagtailcore", "page"
            ),
            object_id__in=[str(key) for key in keys],
        )
        .values_list("object_id", "current_task_state__task__content_type__model")
    )
    return {
        page: (
            PathwayStage.WITH_JUDGE
            if model == JUDGEMENT_TASK
            else PathwayStage.IN_PEER_REVIEW
        )
        for page, model in states
    }

"""The one place where a proposal's state changes."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from pathways.constants import ProposalAction, ProposalState
from pathways.models import PathwayProposal


class UnableToChangeProposal(Exception):
    """The proposal is not in a state in which that may be done."""


def lock(proposal: PathwayProposal) -> PathwayProposal:
    """The proposal as it is now, kept from others until the transaction ends.

    PostgreSQL locks the row; SQLite lets one writer in at a time. Two editors who
    decide at once are served one after the other, and the second is refused.
    """
    return PathwayProposal.objects.select_for_update().get(pk=proposal.pk)


def check(
    proposal: PathwayProposal,
    action: ProposalAction,
    refusal: type[UnableToChangeProposal] = UnableToChangeProposal,
) -> ProposalState:
    """The state that an action leads to.

    Raises:
        UnableToChangeProposal: it does not lead anywhere from here.
    """
    result = proposal.after(action)
    if result is None:
        message = _(
            "“%(title)s” cannot be changed this way: its state is “%(state)s”. "
            "Somebody else may have acted on it in the meantime."
        )
        values = {"title": proposal.title, "state": proposal.get_state_display()}
        raise refusal(message % values)
    return result


def record(
    proposal: PathwayProposal, action: ProposalAction, user: Any = None, **data: Any
) -> None:
    """Write the change into Wagtail's log."""
    log(
        instance=proposal,
        action=f"pathways.proposal.{action.value}",
        user=user,
        data=data or None,
    )

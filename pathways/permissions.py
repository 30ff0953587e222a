"""Who may see proposals of new pathways, and act on them."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy

from mesh.core.constants import Role
from mesh.core.models import Membership
from pathways.constants import ProposalAction
from pathways.models import PathwayProposal
from pathways.querysets import PathwayProposalQuerySet

VIEW = "pathways.view_pathwayproposal"
CHANGE = "pathways.change_pathwayproposal"
# The rights of the groups, given after each migrate. Who may only change sees the
# proposals of the own association; who may view sees all.
GROUP_RIGHTS = {Role.EDITOR: (CHANGE,), Role.TRUSTEE: (VIEW,)}

# Role x action, in words. An administrator may do all of it, everywhere; answering is
# the proposer's, by a link that nobody else has.
TABLE = (
    (gettext_lazy("Propose a pathway"), tuple(Role)),
    (
        gettext_lazy("Read the proposals to one's own association"),
        (Role.EDITOR, Role.TRUSTEE),
    ),
    (gettext_lazy("Read the proposals to every association"), (Role.TRUSTEE,)),
    (
        gettext_lazy(
            "Accept, decline, ask about, release or discard a proposal to one's own "
            "association"
        ),
        (Role.EDITOR,),
    ),
    (
        gettext_lazy(
            "Erase the personal data of a decided or held proposal to one's own "
            "association"
        ),
        (Role.EDITOR,),
    ),
    (gettext_lazy("Act on a proposal to another association"), ()),
)


def may_see_proposals(user: Any) -> bool:
    """Whether a person has the list of proposals at all."""
    return bool(user.is_active and (user.has_perm(VIEW) or user.has_perm(CHANGE)))


def visible_proposals(user: Any, on: dt.date) -> PathwayProposalQuerySet:
    """The proposals that a person may read on a day."""
    proposals = PathwayProposal.objects.all()
    if not may_see_proposals(user):
        return proposals.none()
    if user.has_perm(VIEW):
        return proposals
    return proposals.for_associations(_edited_by(user, on))


def may_read(user: Any, proposal: PathwayProposal, on: dt.date) -> bool:
    """Whether a person may read this proposal on a day."""
    return visible_proposals(user, on).filter(pk=proposal.pk).exists()


def may_act(user: Any, proposal: PathwayProposal, on: dt.date) -> bool:
    """Whether a person may decide on this proposal on a day, whatever its state."""
    if not (user.is_active and user.has_perm(CHANGE)):
        return False
    if user.is_superuser:
        return True
    return _edited_by(user, on).filter(organisation=proposal.organisation_id).exists()


def may_take(
    user: Any, proposal: PathwayProposal, action: ProposalAction, on: dt.date
) -> bool:
    """Whether a person may take an action that this proposal's state allows."""
    if action == ProposalAction.ANSWER or proposal.after(action) is None:
        return False
    return may_act(user, proposal, on)


def _edited_by(user: Any, on: dt.date) -> Any:
    """The associations whose editor a person is on a day."""
    return (
        Membership.objects.current(on)
        .editors()
        .filter(user=user)
        .values_list("organisation", flat=True)
    )

"""Who may act on proposals, fork a pathway, and move maps in and out."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from mesh.core.constants import Role
from mesh.core.models import Membership, Organisation
from pathways.constants import ProposalAction
from pathways.models import Fork, PathwayPage, PathwayProposal
from pathways.querysets import PathwayProposalQuerySet
from workflows.permissions.answers import Answer

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
    (
        gettext_lazy("Fork a published pathway for an association of one's own"),
        (Role.AUTHOR, Role.EDITOR),
    ),
    (
        gettext_lazy("Take over or leave a parent's changes, on a fork one may edit"),
        (Role.AUTHOR, Role.EDITOR),
    ),
    (gettext_lazy("Fork a pathway for another association"), ()),
    (gettext_lazy("Download the map of a published pathway"), tuple(Role)),
    (
        gettext_lazy("Download the map of a draft that one may edit"),
        (Role.AUTHOR, Role.EDITOR),
    ),
    (
        gettext_lazy("Import a map into a draft that one may edit"),
        (Role.AUTHOR, Role.EDITOR),
    ),
    (
        gettext_lazy("Import a map as a new draft pathway"),
        (Role.AUTHOR, Role.EDITOR),
    ),
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
    return proposals.for_associations(associations_edited_by(user, on))


def may_read(user: Any, proposal: PathwayProposal, on: dt.date) -> bool:
    """Whether a person may read this proposal on a day."""
    return visible_proposals(user, on).filter(pk=proposal.pk).exists()


def may_act(user: Any, proposal: PathwayProposal, on: dt.date) -> bool:
    """Whether a person may decide on this proposal on a day, whatever its state."""
    if not (user.is_active and user.has_perm(CHANGE)):
        return False
    if user.is_superuser:
        return True
    return (
        associations_edited_by(user, on)
        .filter(organisation=proposal.organisation_id)
        .exists()
    )


def may_take(
    user: Any, proposal: PathwayProposal, action: ProposalAction, on: dt.date
) -> bool:
    """Whether a person may take an action that this proposal's state allows."""
    if action == ProposalAction.ANSWER or proposal.after(action) is None:
        return False
    return may_act(user, proposal, on)


def associations_edited_by(user: Any, on: dt.date) -> Any:
    """The associations whose editor a person is on a day."""
    return (
        Membership.objects.current(on)
        .editors()
        .filter(user=user)
        .values_list("organisation", flat=True)
    )


def may_fork(user: Any, page: PathwayPage) -> bool:
    """Whether a person may fork this pathway for some association. One query at most."""
    if not (user.is_active and page.live):
        return False
    today = timezone.localdate()
    if user.is_superuser:
        return fork_owners(user, today).exists()
    groups = [role.value for role in (Role.AUTHOR, Role.EDITOR)]
    terms = Membership.objects.current(today).filter(user=user)
    return terms.filter(user__groups__name__in=groups).exists()


def fork_owners(user: Any, on: dt.date) -> models.QuerySet[Organisation]:
    """The associations for which a person may fork on a day: those of their own."""
    found = Organisation.objects.order_by("name")
    if user.is_superuser:
        return found
    terms = Membership.objects.current(on).filter(user=user)
    return found.filter(pk__in=terms.values("organisation"))


def may_see_fork(user: Any, fork: Fork) -> bool:
    """Whether a person may compare the fork with its parent: who may edit it."""
    return bool(user.is_active and fork.page.permissions_for_user(user).can_edit())


def fork_problem(user: Any, fork: Fork) -> str:
    """Why a person may not decide on the parent's changes now; empty when they may."""
    if not may_see_fork(user, fork):
        return _now("You may not edit this fork.")
    lock = fork.page.get_lock()
    if lock is not None and lock.for_user(user):
        return _now(
            "The fork is locked or in review, so its text can't change now. Decide on "
            "the parent's changes when it is open again; none of them is lost."
        )
    return ""


def may_download_map(user: Any, page: PathwayPage) -> Answer:
    """Whether a person may have the map of a pathway's latest draft as a file."""
    may_edit = page.permissions_for_user(user).can_edit()
    return Answer.unless("" if may_edit else _now("You may not edit this pathway."))


def may_import_into(user: Any, page: PathwayPage) -> Answer:
    """Whether a person may replace the map of a pathway's draft from a file.

    Wagtail's locks hold: one that somebody put, and the one of a review.
    """
    if page.alias_of_id:
        return Answer(
            allowed=False,
            reason=_now("This page mirrors another one: import into that one."),
        )
    if not page.permissions_for_user(user).can_edit():
        return Answer(allowed=False, reason=_now("You may not edit this pathway."))
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return Answer(allowed=False, reason=strip_tags(lock.get_message(user)))
    return Answer(allowed=True)


def may_import_under(user: Any, parent: Page) -> Answer:
    """Whether a person may make a new draft pathway under a page from a file."""
    if not PathwayPage.can_create_at(parent):
        reason = _now("A pathway can only stand under a subject page.")
        return Answer(allowed=False, reason=reason)
    may_add = parent.permissions_for_user(user).can_add_subpage()
    reason = "" if may_add else _now("You may not add a page here.")
    return Answer.unless(reason)

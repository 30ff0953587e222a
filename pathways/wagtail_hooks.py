"""What this app adds to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail_modeladmin.options import modeladmin_register

from pathways.constants import ProposalAction
from pathways.panels import ProposalsWaitingPanel
from pathways.permissions import may_see_proposals
from pathways.viewsets import ProposalAdmin

modeladmin_register(ProposalAdmin)

LOG_MESSAGES = {
    ProposalAction.RELEASE: (_("Release proposal"), _("Released")),
    ProposalAction.DISCARD: (_("Discard proposal"), _("Discarded")),
    ProposalAction.ASK: (_("Ask the proposer"), _("Question asked")),
    ProposalAction.ANSWER: (_("Answer an editor"), _("Question answered")),
    ProposalAction.ACCEPT: (_("Accept proposal"), _("Accepted")),
    ProposalAction.DECLINE: (_("Decline proposal"), _("Declined")),
    ProposalAction.ERASE: (_("Erase personal data"), _("Personal data erased")),
}


@hooks.register("register_log_actions")
def register_proposal_log_actions(actions: Any) -> None:
    """Name the changes of a proposal's state in Wagtail's log."""
    for action, (label, message) in LOG_MESSAGES.items():
        actions.register_action(f"pathways.proposal.{action.value}", label, message)


@hooks.register("construct_homepage_panels")
def add_proposals_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """Put the proposals that wait on the admin's first page."""
    if may_see_proposals(request.user):
        panels.append(ProposalsWaitingPanel(request.user, timezone.now()))

"""Panels on the admin's first page."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from pathways.fork_notices import notices_for
from pathways.permissions import visible_proposals

MAX_SHOWN = 5


class ProposalsWaitingPanel(Component):
    """How many proposals wait, since when, and the oldest of them."""

    name = "proposals_waiting"
    template_name = "pathways/admin/proposals_waiting.html"
    order = 120

    def __init__(self, user: Any, now: dt.datetime) -> None:
        self.user = user
        self.now = now

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """What waits for a decision and what is held, the oldest first."""
        mine = visible_proposals(self.user, timezone.localdate(self.now))
        waiting = list(mine.waiting().select_related("organisation"))
        return {
            "waiting": waiting[:MAX_SHOWN],
            "number_waiting": len(waiting),
            "oldest_days": (self.now - waiting[0].received_at).days if waiting else 0,
            "number_held": mine.held().count(),
            "list_url": reverse("pathways_pathwayproposal_modeladmin_index"),
        }


class ForkChangesPanel(Component):
    """Forks of the person whose parents have changed."""

    name = "fork_changes"
    template_name = "pathways/admin/fork_changes.html"
    order = 110

    def __init__(self, user: Any, now: dt.datetime) -> None:
        self.notices = notices_for(user, timezone.localdate(now))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The forks on which something waits."""
        return {"notices": self.notices}

"""The panel "Appraisals waiting for you" on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from evidence.appraising.waiting import waiting_for

MOST = 8  # on the home page; the section "Appraisals" has the rest


class WaitingPanel(Component):
    """What waits for the person in appraisal, the oldest first."""

    name = "appraisals_waiting"
    template_name = "evidence/appraising/home_panel.html"
    order = 101

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The oldest items, and how many more there are."""
        waiting = waiting_for(parent_context["request"].user)
        return {"waiting": waiting[:MOST], "more": len(waiting[MOST:])}

"""The panel "Appraisals waiting for you" on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from evidence.appraising.waiting import waiting_for


class WaitingPanel(Component):
    """What waits for the person in appraisal, the oldest first."""

    name = "appraisals_waiting"
    template_name = "evidence/appraising/home_panel.html"
    order = 101

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Only what the panel shows."""
        return {"waiting": waiting_for(parent_context["request"].user)}

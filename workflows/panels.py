"""The panel "Waiting for you" on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from workflows.waiting import waiting_for


class WaitingPanel(Component):
    """What waits for the person in review and judgement, the oldest first."""

    name = "reviews_waiting"
    template_name = "workflows/admin/home_panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Only what the panel shows."""
        user = parent_context["request"].user
        return {"waiting": waiting_for(user, now=timezone.now())}

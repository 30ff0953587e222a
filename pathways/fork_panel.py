"""What the editor of a fork sees above its fields: where it comes from, what waits.

Knows no model, so that the page's own module can name the panel.
"""

from typing import Any

from wagtail.admin.panels import Panel


class ForkPanel(Panel):
    """A line on the parent with a link to the comparison; nothing where there is none."""

    class BoundPanel(Panel.BoundPanel):
        """Shown on forks only."""

        template_name = "pathways/admin/fork_panel.html"

        def is_shown(self) -> bool:
            """Whether the page is a fork."""
            return bool(super().is_shown() and hasattr(self.instance, "fork"))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The fork beside what every panel has."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "page": self.instance}

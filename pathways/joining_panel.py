"""Where a person chooses between their own text and what somebody saved meanwhile.

Knows no model, so that the pages' own modules can name the panel.
"""

from typing import Any

from wagtail.admin.panels import Panel


class JoiningPanel(Panel):
    """Each clash with a choice; nothing where there is none."""

    class BoundPanel(Panel.BoundPanel):
        """Shown after a save that was refused because of a later version."""

        template_name = "pathways/admin/joining_panel.html"

        def is_shown(self) -> bool:
            """Whether there is something to choose."""
            return bool(super().is_shown() and getattr(self.form, "clashes", ()))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The clashes beside what every panel has."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "joined": self.form.joined, "data": self.form.data}

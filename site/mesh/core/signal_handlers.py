"""What must happen after each migrate."""

from typing import Any

from mesh.core.roles import ensure_groups


def make_role_groups(sender: Any, **kwargs: Any) -> None:
    """Make the roles' groups once the last app's permissions exist."""
    if sender.label == "core":
        ensure_groups()

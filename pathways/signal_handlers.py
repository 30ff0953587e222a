"""What must happen after each migrate."""

from typing import Any

from mesh.core.roles import grant
from pathways.permissions import GROUP_RIGHTS


def grant_rights(sender: Any, **kwargs: Any) -> None:
    """Give the roles' groups their rights over proposals.

    Wagtail's own turn comes after ours, when our permissions and the admin's exist.
    """
    if sender.label != "wagtailcore":
        return
    for role, permissions in GROUP_RIGHTS.items():
        grant(role, *permissions, "wagtailadmin.access_admin")

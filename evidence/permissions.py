"""Who may do what with references, studies and findings: one table, role by action.

Everybody may read a published record; the table is about the admin. An administrator
(superuser) may do all of it.
"""

from typing import Any

from django.contrib.auth import get_permission_codename
from django.db import models

from evidence.models import Finding, Reference, Study
from mesh.core.constants import Role

RECORDS = (Reference, Study, Finding)


class Action(models.TextChoices):
    """What can be done with a record in the admin."""

    VIEW = "view", "see, search and export"
    ADD = "add", "add"
    CHANGE = "change", "change"
    DELETE = "delete", "delete what nothing cites"


READ_ONLY = frozenset({Action.VIEW})
allowed: dict[Role, frozenset[Action]] = {
    Role.CURATOR: frozenset(Action),
    Role.AUTHOR: READ_ONLY,
    Role.EDITOR: READ_ONLY,
    Role.COORDINATOR: READ_ONLY,
    Role.REVIEWER: READ_ONLY,
    Role.JUDGE: READ_ONLY,
    Role.TRUSTEE: READ_ONLY,
}

# Action x roles, as docs/roles.md prints it.
TABLE = tuple(
    (
        f"Evidence records: {action.label}",
        tuple(role for role in Role if action in allowed[role]),
    )
    for action in Action
)


def codenames(role: Role) -> list[str]:
    """The model permissions of a role's group, with the right to enter the admin."""
    return [
        "wagtailadmin.access_admin",
        *(
            f"evidence.{get_permission_codename(action.value, model._meta)}"
            for model in RECORDS
            for action in sorted(allowed[role])
        ),
    ]


def user_can(user: Any, action: Action, model: type[models.Model]) -> bool:
    """Whether the person may do it with records of this model."""
    codename = get_permission_codename(action.value, model._meta)
    return user.is_active and user.has_perm(f"evidence.{codename}")


def may_see_search_index(user: Any) -> bool:
    """Whether the person looks after the site: only an administrator does."""
    return user.is_active and user.is_superuser

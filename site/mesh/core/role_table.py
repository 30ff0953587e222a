"""The table role x action of all apps, as their `permissions` modules state it.

An app's module may offer `TABLE`: pairs of an action in words and the roles that may
take it. It is looked for by name, so that the kernel need not know the apps.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from mesh.core.constants import Role

NOT_OURS = ("django", "wagtail")  # theirs are modules of another kind
HEAD = """# Roles

Written by `make roles` from each app's `permissions`; do not edit.

Two roles have no column. A **teacher** reads every published page and record without an
account. An **administrator** (superuser) may do what any role may, but no role and no
administrator gets past a rule of independence: nobody reviews or judges a page of their
own, and nothing goes live without an accepting verdict over exactly that content.
A person may have several roles; a rule of independence looks at the person.
"""


def as_markdown() -> str:
    """The whole page: one table for each app that states one."""
    parts = [HEAD]
    for title, rows in _tables():
        columns = " | ".join(str(role.label) for role in Role)
        lines = [
            f"## {title}",
            "",
            f"| Action | {columns} |",
            f"|---|{':-:|' * len(Role)}",
            *(f"| {action} | {_marks(roles)} |" for action, roles in rows),
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _marks(roles: tuple[Role, ...]) -> str:
    return " | ".join("yes" if role in roles else "–" for role in Role)


def _tables() -> Iterator[tuple[str, Any]]:
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        name = f"{app.name}.permissions"
        if app.name.startswith(NOT_OURS) or find_spec(name) is None:
            continue
        table = getattr(import_module(name), "TABLE", None)
        if table:
            yield str(app.verbose_name), table

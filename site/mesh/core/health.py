"""Whether this process can serve pages, and if not, why."""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

_parts: dict[str, Callable[[], bool]] = {}


def watch(name: str, is_degraded: Callable[[], bool]) -> None:
    """Have a part of the site that may limp, while pages are served, reported."""
    _parts[name] = is_degraded


def degraded_parts() -> list[str]:
    """Names of the parts that a person should look at; pages are served all the same."""
    return [name for name, is_degraded in sorted(_parts.items()) if is_degraded()]


def reason_not_ready() -> str:
    """Why pages cannot be served now, in words; empty when they can."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "the database does not answer"
    if plan:
        return f"{len(plan)} migration(s) are waiting: run manage.py migrate"
    return ""

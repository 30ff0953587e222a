"""Whether this process can serve pages, and if not, why."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor


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

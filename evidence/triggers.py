"""The database's own guard: what was written once stays, whoever writes SQL.

Every row that Django refuses to alter (`workflows.models.records.Record`) and every
appraisal once it was submitted or declined. Put in place after each migrate, on both
engines. SQLite empties a database row by row, so that its triggers are taken away for
the length of a flush; PostgreSQL truncates, which no row trigger sees.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from evidence.constants import KEPT_APPRAISALS
from evidence.models import Appraisal
from workflows.models.records import Record

FUNCTION = "evidence_keep_row"
MESSAGE = "This record is kept as it was written"


def kept_tables() -> dict[str, str]:
    """Tables with the condition on the old row under which no update passes.

    An empty condition: never. Deleting a row never passes.
    """
    records = {
        model._meta.db_table: ""
        for model in apps.get_app_config("evidence").get_models()
        if issubclass(model, Record)
    }
    states = ", ".join(f"'{state.value}'" for state in sorted(KEPT_APPRAISALS))
    return {**records, Appraisal._meta.db_table: f"OLD.state IN ({states})"}


def names() -> list[tuple[str, str]]:
    """Every trigger with its table."""
    return [
        (f"{table}_{verb}_kept", table)
        for table in kept_tables()
        for verb in ("update", "delete")
    ]


def install(connection: Any) -> None:
    """Put the triggers in place; harmless when they stand."""
    statements = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def drop_on_sqlite(connection: Any) -> None:
    """Take them away where a migrate rebuilds tables, or a flush empties them."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for statement in _dropped():
            cursor.execute(statement)


@contextmanager
def away(connection: Any) -> Iterator[None]:
    """Empty the database meanwhile; the triggers stand again afterwards."""
    drop_on_sqlite(connection)
    try:
        yield
    finally:
        install(connection)


def _postgresql() -> Iterator[str]:
    yield f"""CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger AS $$
        BEGIN
          RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
        END $$ LANGUAGE plpgsql"""
    for name, table, verb, when in _each():
        condition = f"WHEN ({when})" if when else ""
        yield f"""CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table}
            FOR EACH ROW {condition} EXECUTE FUNCTION {FUNCTION}()"""


def _sqlite() -> Iterator[str]:
    yield from _dropped()
    for name, table, verb, when in _each():
        condition = f"WHEN {when}" if when else ""
        yield f"""CREATE TRIGGER {name} BEFORE {verb} ON {table}
            {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""


def _dropped() -> Iterator[str]:
    for name, _table in names():
        yield f"DROP TRIGGER IF EXISTS {name}"


def _each() -> Iterator[tuple[str, str, str, str]]:
    for table, condition in kept_tables().items():
        yield f"{table}_update_kept", table, "UPDATE", condition
        yield f"{table}_delete_kept", table, "DELETE", ""

"""The database's own guard: no row goes live without a verdict, whoever writes it.

PostgreSQL gets it by migration, both engines again after each migrate. On SQLite it is
dropped before each migrate: Django rebuilds tables there, which would lose triggers on
the table and stumble over triggers that mention it.
"""

from typing import Any

LIVE_TRIGGER = "workflows_guard_live"
VERDICT_TRIGGER = "workflows_guard_verdict"
MESSAGE = "A reviewed page cannot be live without an accepting verdict"
VERDICT_MESSAGE = "A verdict is written once; it can only be revoked"

_REVIEWED = """EXISTS (SELECT 1 FROM workflows_reviewedpagetype t
    WHERE t.content_type_id = NEW.content_type_id)"""
_WARRANTED = """EXISTS (SELECT 1 FROM workflows_verdict v
    JOIN workflows_reviewround r ON r.id = v.round_id
    WHERE v.decision = 'accept' AND v.revoked_at IS NULL
    AND ((NEW.alias_of_id IS NULL
          AND r.page_id = NEW.id AND v.revision_id = NEW.live_revision_id)
      OR EXISTS (SELECT 1 FROM wagtailcore_page p
          WHERE p.id = NEW.alias_of_id AND p.live
          AND r.page_id = p.id AND v.revision_id = p.live_revision_id)))"""
_LIVE_COLUMNS = ("live", "live_revision_id", "alias_of_id", "content_type_id")
_FROZEN_COLUMNS = (
    "round_id",
    "task_state_id",
    "revision_id",
    "content_hash",
    "judge_id",
    "decision",
    "letter",
    "judged_at",
)


def _changed(columns: tuple[str, ...], distinct: str) -> str:
    return " OR ".join(f"OLD.{name} {distinct} NEW.{name}" for name in columns)


def postgresql_statements() -> list[str]:
    """Functions and triggers for PostgreSQL; each may be run again."""
    changed = _changed(_LIVE_COLUMNS, "IS DISTINCT FROM")
    frozen = _changed(_FROZEN_COLUMNS, "IS DISTINCT FROM")
    return [
        f"""CREATE OR REPLACE FUNCTION {LIVE_TRIGGER}() RETURNS trigger AS $$
        BEGIN
          IF NEW.live AND {_REVIEWED} THEN
            IF TG_OP = 'INSERT' OR ({changed}) THEN
              IF NOT {_WARRANTED} THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
              END IF;
            END IF;
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql""",
        f"""CREATE OR REPLACE TRIGGER {LIVE_TRIGGER}
        BEFORE INSERT OR UPDATE ON wagtailcore_page
        FOR EACH ROW EXECUTE FUNCTION {LIVE_TRIGGER}()""",
        f"""CREATE OR REPLACE FUNCTION {VERDICT_TRIGGER}() RETURNS trigger AS $$
        BEGIN
          IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL OR {frozen} THEN
            RAISE EXCEPTION '{VERDICT_MESSAGE}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql""",
        f"""CREATE OR REPLACE TRIGGER {VERDICT_TRIGGER}
        BEFORE UPDATE OR DELETE ON workflows_verdict
        FOR EACH ROW EXECUTE FUNCTION {VERDICT_TRIGGER}()""",
    ]


def sqlite_statements() -> list[str]:
    """Triggers for SQLite. Deleting a verdict is not among them.

    Django's `flush`, which tests use, deletes row by row there.
    """
    changed = _changed(_LIVE_COLUMNS, "IS NOT")
    frozen = _changed(_FROZEN_COLUMNS, "IS NOT")
    condition = f"NEW.live AND {_REVIEWED} AND NOT {_WARRANTED}"
    return [
        *sqlite_drop_statements(),
        f"""CREATE TRIGGER {LIVE_TRIGGER}_insert BEFORE INSERT ON wagtailcore_page
        WHEN {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
        f"""CREATE TRIGGER {LIVE_TRIGGER}_update BEFORE UPDATE ON wagtailcore_page
        WHEN ({changed}) AND {condition}
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
        f"""CREATE TRIGGER {VERDICT_TRIGGER}_update BEFORE UPDATE ON workflows_verdict
        WHEN OLD.revoked_at IS NOT NULL OR {frozen}
        BEGIN SELECT RAISE(ABORT, '{VERDICT_MESSAGE}'); END""",
    ]


def sqlite_drop_statements() -> list[str]:
    """What takes the triggers away before a migrate."""
    return [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in (
            f"{LIVE_TRIGGER}_insert",
            f"{LIVE_TRIGGER}_update",
            f"{VERDICT_TRIGGER}_update",
        )
    ]


def install(connection: Any) -> None:
    """Put the triggers in place; harmless when they stand."""
    statements = {
        "postgresql": postgresql_statements,
        "sqlite": sqlite_statements,
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]():
            cursor.execute(statement)


def drop_on_sqlite(connection: Any) -> None:
    """Take the triggers away where a migrate would stumble over them."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for statement in sqlite_drop_statements():
            cursor.execute(statement)


def missing(connection: Any) -> bool:
    """Whether a trigger that should stand does not."""
    names = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        found = {row[0] for row in cursor.fetchall()}
    wanted = {
        "postgresql": {LIVE_TRIGGER, VERDICT_TRIGGER},
        "sqlite": {
            f"{LIVE_TRIGGER}_insert",
            f"{LIVE_TRIGGER}_update",
            f"{VERDICT_TRIGGER}_update",
        },
    }
    return not wanted[connection.vendor] <= found

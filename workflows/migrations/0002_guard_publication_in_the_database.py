"""The trigger of PostgreSQL; SQLite's is set after each migrate (workflows.triggers)."""

from django.db import migrations

from workflows import triggers


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in triggers.postgresql_statements():
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, table in (
            (triggers.LIVE_TRIGGER, "wagtailcore_page"),
            (triggers.VERDICT_TRIGGER, "workflows_verdict"),
        ):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_create_review_and_judgement")]
    operations = [migrations.RunPython(install, remove)]

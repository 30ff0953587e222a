"""The full text beside SearchEntry, in the form that the database at hand has.

SQLite: an FTS5 table whose rowid is the entry's id. PostgreSQL: a tsvector column with
a GIN index. Both hold words as `evidence.search.text` analyses them.
"""

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE evidence_search_text USING fts5(
        title, keywords, summary, body, authors, tokenize = 'unicode61'
    )""",
)
SQLITE_REVERSE = ("DROP TABLE evidence_search_text",)
POSTGRESQL = (
    "ALTER TABLE evidence_searchentry ADD COLUMN words tsvector",
    """CREATE INDEX evidence_searchentry_words ON evidence_searchentry
        USING gin (words) WITH (fastupdate = off)""",
)
POSTGRESQL_REVERSE = ("ALTER TABLE evidence_searchentry DROP COLUMN words",)


def _run(schema_editor, for_sqlite, for_postgresql):
    statements = {"sqlite": for_sqlite, "postgresql": for_postgresql}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def create(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor):
    _run(schema_editor, SQLITE_REVERSE, POSTGRESQL_REVERSE)


class Migration(migrations.Migration):

    dependencies = [("evidence", "0002_create_search_index")]

    operations = [migrations.RunPython(create, drop)]

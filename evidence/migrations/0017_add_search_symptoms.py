"""A column for what pupils write and say, in the full text on SQLite.

FTS5 adds no column to a table: its rows are copied to one that has it. PostgreSQL keeps
symptoms in the `words` that it has.
"""

from django.db import migrations

OTHERS = "rowid, title, keywords, summary, body, authors"
SQLITE = (
    "ALTER TABLE evidence_search_text RENAME TO evidence_search_text_before",
    """CREATE VIRTUAL TABLE evidence_search_text USING fts5(
        title, keywords, symptoms, summary, body, authors, tokenize = 'unicode61'
    )""",
    f"""INSERT INTO evidence_search_text ({OTHERS})
        SELECT {OTHERS} FROM evidence_search_text_before""",
    "DROP TABLE evidence_search_text_before",
)
SQLITE_REVERSE = (
    "ALTER TABLE evidence_search_text RENAME TO evidence_search_text_after",
    """CREATE VIRTUAL TABLE evidence_search_text USING fts5(
        title, keywords, summary, body, authors, tokenize = 'unicode61'
    )""",
    f"""INSERT INTO evidence_search_text ({OTHERS})
        SELECT {OTHERS} FROM evidence_search_text_after""",
    "DROP TABLE evidence_search_text_after",
)


def _run(schema_editor, statements):
    if schema_editor.connection.vendor == "sqlite":
        for statement in statements:
            schema_editor.execute(statement)


def add(apps, schema_editor):
    _run(schema_editor, SQLITE)


def drop(apps, schema_editor):
    _run(schema_editor, SQLITE_REVERSE)


class Migration(migrations.Migration):

    dependencies = [("evidence", "0016_lengthen_facet_values")]

    operations = [migrations.RunPython(add, drop)]

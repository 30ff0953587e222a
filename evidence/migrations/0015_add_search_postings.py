"""Postings for the full text on PostgreSQL: which term stands where, how often.

Nothing on SQLite, whose FTS5 ranks by BM25 itself. Entries that are indexed already get
their postings from their words, so that no search is without an answer until the next
`search_index rebuild`.
"""

from django.db import migrations

CREATE = (
    """CREATE TABLE evidence_searchposting (
        generation integer NOT NULL,
        term text COLLATE "C" NOT NULL,
        entry_id bigint NOT NULL,
        frequency real NOT NULL,
        length integer NOT NULL,
        PRIMARY KEY (generation, term, entry_id) INCLUDE (frequency, length)
    )""",
    """INSERT INTO evidence_searchposting (generation, term, entry_id, frequency, length)
    SELECT e.generation, word.lexeme, e.id, (
        SELECT sum(CASE label WHEN 'A' THEN 5 WHEN 'B' THEN 2 ELSE 1 END)
        FROM unnest(word.weights) AS label
    ), whole.length
    FROM evidence_searchentry e
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(cardinality(positions)), 0) AS length FROM unnest(e.words)
    ) AS whole
    CROSS JOIN LATERAL (
        SELECT lexeme, weights FROM unnest(e.words) UNION ALL SELECT '', ARRAY['D']
    ) AS word""",
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in CREATE:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE evidence_searchposting")


class Migration(migrations.Migration):

    dependencies = [("evidence", "0014_keep_merged_records")]

    operations = [migrations.RunPython(create, drop)]

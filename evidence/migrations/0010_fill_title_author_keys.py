from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """Both are parts of the key that there is already: "title|year|author"."""
    Reference = apps.get_model("evidence", "Reference")
    known = Reference.objects.exclude(matching_key="").only("matching_key")
    batch = []
    for reference in known.iterator(chunk_size=BATCH):
        title, _year, author = reference.matching_key.split("|")
        reference.title_key, reference.author_key = title, author
        batch.append(reference)
        if len(batch) == BATCH:
            Reference.objects.bulk_update(batch, ["title_key", "author_key"])
            batch = []
    Reference.objects.bulk_update(batch, ["title_key", "author_key"])


class Migration(migrations.Migration):
    dependencies = [("evidence", "0009_add_duplicates_imports")]

    # Backwards the columns go anyway.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

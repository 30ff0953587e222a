"""A record for each intervention that findings name, and the findings filed under it.

As `evidence.graph.filing` does from now on: spellings with one key share a record,
which has the most frequent of them as its name.
"""

from collections import defaultdict

from django.db import migrations
from django.db.models import Count
from django.utils import timezone
from django.utils.text import slugify

from anyascii import anyascii

from evidence.names import name_key

BATCH = 500


def file_findings(apps, schema_editor):
    Finding = apps.get_model("evidence", "Finding")
    counted = Finding.objects.order_by().values_list("intervention")
    spellings = {}  # key: the most frequent first
    for name, _count in counted.annotate(n=Count("pk")).order_by("-n", "intervention"):
        if key := name_key(name):
            spellings.setdefault(key, " ".join(name.split()))
    records = make_records(apps, spellings)
    filed = defaultdict(list)
    unfiled = Finding.objects.filter(intervention_record=None)
    for pk, name in unfiled.values_list("pk", "intervention"):
        if key := name_key(name):
            filed[key].append(pk)
    for key, keys in filed.items():
        for start in range(0, len(keys), BATCH):
            Finding.objects.filter(pk__in=keys[start : start + BATCH]).update(
                intervention_record=records[key]
            )


def make_records(apps, spellings):
    Intervention = apps.get_model("evidence", "Intervention")
    InterventionName = apps.get_model("evidence", "InterventionName")
    now = timezone.now()
    made, taken = {}, set()
    for key, name in sorted(spellings.items()):
        wanted = slugify(anyascii(name))[:110].strip("-") or "intervention"
        slug, number = wanted, 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        taken.add(slug)
        made[key] = Intervention(name=name, slug=slug, created_at=now, updated_at=now)
    Intervention.objects.bulk_create(made.values(), batch_size=BATCH)
    InterventionName.objects.bulk_create(
        [InterventionName(key=key, intervention=each) for key, each in made.items()],
        batch_size=BATCH,
    )
    return made


class Migration(migrations.Migration):

    dependencies = [("evidence", "0007_add_interventions_barriers_edges")]

    # Backwards, 0007 drops the column and the tables: nothing to take back here.
    operations = [migrations.RunPython(file_findings, migrations.RunPython.noop)]

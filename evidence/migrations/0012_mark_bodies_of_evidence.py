from django.db import migrations
from django.utils import timezone


def mark(apps, schema_editor):
    """Have every body that exists rated: `recompute_ratings --waiting-only` does it."""
    finding = apps.get_model("evidence", "Finding")
    body = apps.get_model("evidence", "BodyOfEvidence")
    now = timezone.now()
    subjects = (
        finding.objects.filter(intervention_record__isnull=False)
        .exclude(outcome_kind="teacher_perception")
        .order_by("intervention_record", "outcome_kind")
        .values_list("intervention_record", "outcome_kind")
        .distinct()
    )
    body.objects.bulk_create(
        (
            body(intervention_id=intervention, outcome_kind=kind, stale_since=now)
            for intervention, kind in subjects.iterator()
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("evidence", "0011_add_bodies_of_evidence")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]

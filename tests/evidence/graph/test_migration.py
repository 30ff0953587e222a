"""Rows that were there before there were records."""

from importlib import import_module

import pytest
from django.apps import apps

from evidence.models import Finding, Intervention
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db

migration = import_module("evidence.migrations.0008_fill_intervention_records")


def test_findings_of_one_name_are_filed_under_its_most_frequent_spelling():
    for name in ("number line work", "Number line work", "Number line work", "A+", "A"):
        FindingFactory(intervention=name)
    Finding.objects.update(intervention_record=None)
    Intervention.objects.all().delete()

    migration.file_findings(apps, None)

    records = Intervention.objects.order_by("name")
    assert [(each.name, each.slug, each.findings.count()) for each in records] == [
        ("A", "a", 1),
        ("A+", "a-2", 1),
        ("Number line work", "number-line-work", 3),
    ]
    assert Intervention.objects.named("NUMBER-line work").get() == records[2]

"""Several curators, or imports, at once; on PostgreSQL: SQLite has one writer."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from evidence.constants import EdgeKind
from evidence.graph.edges import UnableToLink, link
from evidence.graph.filing import records_by_key
from evidence.graph.merging import UnableToMerge, merge
from evidence.models import Barrier, Edge, Intervention
from tests.factories.evidence import BarrierFactory
from tests.races import at_once

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]


def linking(source, target):
    return lambda: link(source=source, kind=EdgeKind.EXPLAINS, target=target)


def test_three_people_do_not_close_a_circle_together():
    one, two, three = BarrierFactory.create_batch(3)

    outcomes = at_once(linking(one, two), linking(two, three), linking(three, one))

    refused = [each.error for each in outcomes if each.error]
    assert [type(error) for error in refused] == [UnableToLink]
    assert Edge.objects.count() == 2


def test_the_same_edge_is_made_once():
    one, other = BarrierFactory.create_batch(2)

    outcomes = at_once(*[linking(one, other)] * 2)

    assert [type(each.error) for each in outcomes if each.error] == [UnableToLink]
    assert Edge.objects.count() == 1


def test_two_imports_make_the_records_of_the_same_names_once():
    names = [f"Intervention {n}" for n in range(40)]

    def file_all(ordered):
        with transaction.atomic():
            return records_by_key(ordered)

    outcomes = at_once(lambda: file_all(names), lambda: file_all(names[::-1]))

    assert [each.error for each in outcomes] == [None, None]
    assert outcomes[0].result == outcomes[1].result
    assert Intervention.objects.count() == 40


def test_two_records_are_not_merged_into_each_other():
    one, other = BarrierFactory.create_batch(2)
    now = timezone.now()

    outcomes = at_once(
        lambda: merge(kept=one, merged=other, now=now),
        lambda: merge(kept=other, merged=one, now=now),
    )

    refused = [type(each.error) for each in outcomes if each.error]
    assert refused == [UnableToMerge]
    assert Barrier.objects.count() == 1

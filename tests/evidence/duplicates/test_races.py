"""Two curators at once."""

import pytest
from django.utils import timezone

from evidence.duplicates.answering import UnableToAnswer, say_different, say_same
from evidence.models import PossibleDuplicate, Reference
from tests.factories.core import UserFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory
from tests.races import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair():
    FindingFactory()
    one, other = FindingFactory(), FindingFactory()
    return PossibleDuplicate.objects.create(
        first=one.study.reference, second=other.study.reference, likeness=1,
        found_at=timezone.now(),
    )  # fmt: skip


def test_of_two_answers_at_once_one_counts(pair):
    by = UserFactory(is_superuser=True)

    def same(keep):
        return lambda: say_same(pair=pair, keep=keep, by=by, now=timezone.now())

    def different():
        return say_different(pair=pair, by=by, now=timezone.now())

    outcomes = at_once(same(pair.first_id), same(pair.second_id), different)

    errors = [each.error for each in outcomes if each.error]
    assert [type(each) for each in errors] == [UnableToAnswer] * 2
    assert Reference.objects.count() in {2, 3}


def test_mergers_that_cross_leave_one_that_stands(pair):
    third = ReferenceFactory()
    by = UserFactory(is_superuser=True)
    crossing = PossibleDuplicate.objects.create(
        first=pair.second, second=third, likeness=1, found_at=timezone.now()
    )

    at_once(
        lambda: say_same(pair=pair, keep=pair.first_id, by=by, now=timezone.now()),
        lambda: say_same(pair=crossing, keep=third.pk, by=by, now=timezone.now()),
    )

    for reference in Reference.every.exclude(merged_into=None):
        assert reference.merged_into.merged_into is None

"""With a worker a save never speaks to Elasticsearch; the worker comes back for the rest."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from evidence.models import SearchEntry, SearchOutbox, SearchState
from evidence.search import tasks
from evidence.search.outbox import touch

WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def worker(settings):
    settings.TASKS = WORKER
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"


@pytest.mark.django_db
def test_a_save_leaves_the_pushing_to_the_worker(worker, sample):
    touch("sample:1")

    tasks.after_commit()

    assert DBTaskResult.objects.count() == 1
    assert SearchOutbox.objects.get().attempts == 0


@pytest.mark.django_db
def test_the_worker_comes_back_once_for_what_has_to_wait(worker, sample):
    touch("sample:1")
    tasks.after_commit()

    tasks.push_to_elasticsearch.call()
    tasks.push_to_elasticsearch.call()

    soon = (timezone.now(), timezone.now() + dt.timedelta(hours=1))
    (later,) = DBTaskResult.objects.filter(run_after__range=soon)
    assert SearchOutbox.objects.get().attempts == 1
    assert SearchState.objects.get().next_wake == later.run_after


@pytest.mark.django_db
def test_the_worker_does_not_come_back_for_nothing(worker):
    tasks.come_back(now=timezone.now())

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_a_later_attempt_that_has_passed_makes_room_for_another(worker):
    now = timezone.now()
    SearchOutbox.objects.create(uid="sample:1", created_at=now, next_try=now)
    SearchState.objects.create(pk=1, next_wake=now - dt.timedelta(seconds=1))

    tasks.come_back(now=now)

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_commit_is_followed_by_indexing_and_a_rollback_by_nothing(sample):
    with transaction.atomic():
        touch("sample:1")
    with transaction.atomic():
        touch("sample:2")
        transaction.set_rollback(True)

    assert list(SearchEntry.objects.values_list("uid", flat=True)) == ["sample:1"]
    assert not SearchOutbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_touch_in_a_savepoint_that_is_rolled_back_takes_no_other_with_it(sample):
    with transaction.atomic():
        with transaction.atomic():
            touch("sample:1")
            transaction.set_rollback(True)
        touch("sample:2")

    assert list(SearchEntry.objects.values_list("uid", flat=True)) == ["sample:2"]

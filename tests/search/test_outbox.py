import pytest
from django.db import transaction

from evidence.models import SearchOutbox
from evidence.search import tasks
from evidence.search.outbox import touch

pytestmark = pytest.mark.django_db


def test_touch_writes_a_row_for_each_document_once():
    touch("page:1", "page:2", "page:1")

    assert sorted(SearchOutbox.objects.values_list("uid", flat=True)) == [
        "page:1",
        "page:2",
    ]


def test_touch_of_nothing_writes_nothing():
    touch()

    assert not SearchOutbox.objects.exists()


@pytest.mark.parametrize("uid", ["page", "page:", ""])
def test_touch_refuses_what_names_no_row(uid):
    with pytest.raises(ValueError, match="source:key"):
        touch(uid)


def test_a_rollback_takes_the_row_back():
    with transaction.atomic():
        touch("page:1")
        transaction.set_rollback(True)

    assert not SearchOutbox.objects.exists()


def test_many_touches_in_one_transaction_are_drained_once(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as callbacks:
        touch("page:1")
        touch("page:2")

    assert callbacks.count(tasks.after_commit) == 1

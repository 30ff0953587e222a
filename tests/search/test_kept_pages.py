"""A kept page of results is never older than the index that it was made from."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from evidence.search import rebuild, sync
from evidence.search.documents import register_source
from evidence.search.references import ReferenceSource
from mesh.core.page_cache import content_version
from tests.factories.evidence import ReferenceFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _kept_pages(settings, sources, monkeypatch):
    """Pages are kept; the index is written when the test says so, and not before."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    caches["pages"].clear()
    register_source(ReferenceSource())
    monkeypatch.setattr("evidence.search.outbox.tasks.after_commit", lambda: None)


@pytest.fixture
def search(client, home):
    def fetch():
        answer = client.get(reverse("search"), {"q": "interleaving"})
        return answer.content.decode()

    return fetch


def test_writing_the_index_outdates_what_was_kept_before_it(search):
    ReferenceFactory(title="Interleaving helps")
    assert "Nothing found for" in search()
    between = content_version()

    sync.apply_waiting()

    assert content_version() > between
    assert "1 result for" in search()


def test_a_record_that_has_gone_leaves_the_kept_results(search):
    reference = ReferenceFactory(title="Interleaving helps")
    sync.apply_waiting()
    reference.delete()
    assert "1 result for" in search()

    sync.apply_waiting()

    assert "Nothing found for" in search()


def test_a_rebuilt_index_outdates_what_was_kept_before_it(search):
    ReferenceFactory(title="Interleaving helps")
    assert "Nothing found for" in search()

    rebuild.rebuild(now=timezone.now())

    assert "1 result for" in search()

"""The same documents in every engine that can be had."""

import os

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.utils import timezone

from evidence.search import documents, rebuild
from evidence.search.engines.elasticsearch import indexing, indices
from tests.search.corpus import DOCUMENTS, ListSource


@pytest.fixture(autouse=True)
def closed_breaker():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    """Only the sources that a test registers."""
    registry = {}
    monkeypatch.setattr(documents, "_sources", registry)
    return registry


@pytest.fixture
def sample(sources):
    """The sample documents as a source that a test may change."""
    source = ListSource("sample", DOCUMENTS)
    documents.register_source(source)
    return source


@pytest.fixture(scope="session")
def elasticsearch_alias(worker_id):
    """An alias of this test process; its indices are dropped at the end."""
    if not configured.ELASTICSEARCH_URL:
        pytest.skip("ELASTICSEARCH_URL is empty: no Elasticsearch to test with")
    before = configured.ELASTICSEARCH_ALIAS
    configured.ELASTICSEARCH_ALIAS = f"{before}-test-{worker_id}-{os.getpid()}"
    yield configured.ELASTICSEARCH_ALIAS
    for name in indices.made():
        indices.drop(name)
    configured.ELASTICSEARCH_ALIAS = before


@pytest.fixture
def server(elasticsearch_alias, settings):
    """A real Elasticsearch with an alias of our own and no index."""
    settings.ELASTICSEARCH_ALIAS = elasticsearch_alias
    for name in indices.made():
        indices.drop(name)
    return settings.ELASTICSEARCH_URL


@pytest.fixture(scope="session")
def filled_server(elasticsearch_alias):
    """The sample documents in Elasticsearch, made once: nothing changes them."""
    alias = f"{elasticsearch_alias}-contract"
    configured.ELASTICSEARCH_ALIAS = alias
    name = indices.make(timezone.now())
    outcome = indexing.write(
        {d.uid: documents.tidy(d) for d in DOCUMENTS},
        [],
        version=1,
        alias=indexing.building_alias(),
        seconds=30,
    )
    assert not outcome.later
    assert not outcome.refused
    indices.switch(name)
    configured.ELASTICSEARCH_ALIAS = elasticsearch_alias
    yield alias
    indices.drop(name)


@pytest.fixture(
    params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def engine(request, db, settings, sample):
    """The name of the engine that answers; the sample is in its index."""
    if request.param == "elasticsearch":
        alias = request.getfixturevalue("filled_server")
    url, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, ""
    rebuild.rebuild(now=timezone.now())
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = url
        settings.ELASTICSEARCH_ALIAS = alias
    return request.param

"""What every test of the API asks for."""

import json

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    """Requests are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def get(client, db):
    """Answers of the API: `get("/api/v1/findings?page=2")`."""

    def ask(path, **headers):
        return client.get(path, headers=headers)

    return ask


@pytest.fixture
def read(get):
    """What is in an answer that must be there."""

    def ask(path):
        response = get(path)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/json"
        return json.loads(response.content)

    return ask


@pytest.fixture
def problem(get):
    """What is said of a request that is refused."""

    def ask(path, status=400):
        response = get(path)
        assert response.status_code == status, response.content
        assert response["Content-Type"] == "application/problem+json"
        return json.loads(response.content)

    return ask

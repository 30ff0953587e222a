"""The OpenAPI document: valid, whole, and the same as the one that is kept."""

import json

import pytest
from django.conf import settings
from openapi_spec_validator import validate

from api import openapi
from api.resources.search import SearchFilters
from evidence.search.api import FACETS

KEPT = settings.ROOT / "docs" / "openapi-v1.json"


def test_the_document_is_valid():
    validate(openapi.document())


def test_the_document_is_the_one_that_is_kept():
    """What others build on changes knowingly, or not at all: `make roles` writes it."""
    assert openapi.document() == json.loads(KEPT.read_text())


def test_the_api_searches_by_every_facet_of_the_search():
    assert set(FACETS) <= SearchFilters.model_fields.keys()


def test_every_parameter_and_field_is_described():
    document = openapi.document()
    parameters = [
        (path, each["name"])
        for path, found in document["paths"].items()
        for each in found["get"]["parameters"]
        if not each.get("description") and each["name"] != "outcome_kind"
    ]
    fields = [
        (name, field)
        for name, schema in document["components"]["schemas"].items()
        for field, each in schema.get("properties", {}).items()
        if not (each.get("description") or "$ref" in json.dumps(each))
    ]

    assert (parameters, fields) == ([], [])


@pytest.mark.django_db
def test_the_document_can_be_read(client):
    response = client.get("/api/v1/openapi.json")

    assert response.json() == openapi.document()
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_the_page_names_every_operation_without_inline_code(client, home):
    page = client.get("/api/docs").content.decode()

    assert all(f"GET {path}" in page for path in openapi.document()["paths"])
    assert 'id="problem-not-found"' in page
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.django_db
def test_the_root_leads_to_the_page(client):
    assert client.get("/api/")["Location"] == "/api/docs"

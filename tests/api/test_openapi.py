"""The OpenAPI document, and the page that says the same to people."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from api import documentation, openapi, problems
from api.resources.search import SearchFilters
from evidence.constants import OutcomeKind
from evidence.search.api import FACETS

KEPT = Path(__file__).parents[2] / "docs" / "openapi-v1.json"


def test_the_document_is_valid():
    validate(openapi.document())


def test_the_document_is_served(client):
    assert client.get("/api/v1/openapi.json").json() == openapi.document()


def test_the_document_is_the_one_that_is_kept():
    """A change of the interface is seen; `make roles` writes what was meant."""
    assert json.loads(KEPT.read_text()) == openapi.document()


def test_the_api_searches_by_every_facet_of_the_search():
    assert set(FACETS) <= SearchFilters.model_fields.keys()


def test_every_parameter_and_field_says_what_it_is():
    shown = documentation.context()
    parameters = [
        (operation.name, each.name)
        for group in shown["groups"]
        for operation in group.operations
        for each in operation.parameters
        if not each.meaning
    ]
    fields = [
        (schema.name, each.name)
        for schema in shown["schemas"]
        for each in schema.fields
        if not each.meaning
    ]

    assert not parameters
    assert not fields


@pytest.mark.django_db
def test_the_page_explains_every_operation_and_problem(client, home):
    html = client.get("/api/docs").content.decode()

    for path, found in openapi.document()["paths"].items():
        assert f'id="{found["get"]["operationId"]}"' in html
        assert path in html
    for kind in problems.KINDS:
        assert f'id="problem-{kind.slug}"' in html
    assert f"<code>{OutcomeKind.TEACHER_PERCEPTION}</code>" in html


@pytest.mark.django_db
@pytest.mark.parametrize("root", ["/api/", "/api/v1/"])
def test_a_root_leads_to_the_page(client, root):
    assert client.get(root)["Location"] == "/api/docs"

"""The context, and that no two models mean different things by one term."""

import pytest
from django.urls import reverse

from evidence.json_ld import addresses
from evidence.json_ld.terms import context, every_term, fields_of, terms_of
from evidence.json_ld.vocabulary import groups_of_terms
from evidence.models import ComputedEffect, Finding, Reference, Study


def test_a_term_that_two_models_share_means_the_same():
    seen = {}
    for term in every_term():
        said = (term.iri, term.datatype, term.choices)
        assert seen.setdefault(term.name, said) == said


def test_every_field_of_a_finding_has_a_term():
    left_out = {"id", "study", "intervention_record", "created_at", "updated_at"}

    names = {each.name for each in Finding._meta.get_fields() if not each.auto_created}

    found = {term.field for term in terms_of(Finding)}
    assert names - found - left_out == set()


def test_every_field_of_a_study_has_a_term():
    names = {each.name for each in Study._meta.get_fields() if not each.auto_created}

    assert names - {term.field for term in terms_of(Study)} == {"reference"}


def test_what_is_left_out_of_a_reference_follows_from_its_csl_or_its_address():
    names = {each.name for each in Reference._meta.fields}

    assert names - {each.name for each in fields_of(Reference)} == {
        "id", "slug", "title", "authors_text", "year", "doi", "isbn", "pmid", "url",
        "language", "matching_key", "title_key", "author_key", "merged_into",
        "citation_html", "citation_key", "created_at", "updated_at",
    }  # fmt: skip


def test_when_an_effect_was_computed_is_left_out():
    assert "computed_at" not in {term.field for term in terms_of(ComputedEffect)}


@pytest.mark.django_db
def test_the_context_is_served_for_programs_of_others(client, settings):
    settings.SITE_URL = "https://mesh.example"

    response = client.get("/evidence/context.jsonld")

    assert response["Content-Type"] == "application/ld+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in response["Cache-Control"]
    served = response.json()["@context"]
    assert served == context()
    assert served["effectSize"] == {
        "@id": "https://mesh.example/evidence/terms/#effectSize",
        "@type": "http://www.w3.org/2001/XMLSchema#double",
    }


@pytest.mark.django_db
def test_every_address_of_our_own_is_a_place_on_the_page_of_terms(client):
    page = client.get(reverse("evidence:terms")).content.decode()

    def addresses_in(value):
        if isinstance(value, dict):
            for each in value.values():
                yield from addresses_in(each)
        elif str(value).startswith(addresses.of_term("")):
            yield str(value)

    for address in addresses_in(context()):
        assert f'id="{address.partition("#")[2]}"' in page, address


def test_every_term_is_explained():
    for group in groups_of_terms():
        assert group.meaning
        for shown in group.terms:
            assert shown.meaning
            assert shown.datatype


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://mesh.example/evidence/rohrer-2014/", "rohrer-2014"),
        ("/evidence/rohrer-2014/", "rohrer-2014"),
        ("https://mesh.example/search/", ""),
        ("https://doi.org/10.5555/a", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_records_slug_is_read_from_its_address(address, slug):
    assert addresses.slug_of(address) == slug

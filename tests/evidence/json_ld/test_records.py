"""`as_json_ld`: what a processor of others reads in it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rdflib import RDF, XSD, Literal, Namespace, URIRef

from evidence.json_ld.records import as_json_ld, fetched
from evidence.json_ld.terms import every_term
from evidence.models import Reference
from tests.evidence.json_ld.graphs import graph_of
from tests.factories.core import PhaseFactory, SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db
SCHEMA = Namespace("http://schema.org/")
SITE = "https://mesh.example"
MESH = Namespace(f"{SITE}/evidence/terms/#")


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def reference():
    return ReferenceFactory(
        csl={
            "type": "article-journal",
            "title": "Interleaved <i>practice</i>",
            "author": [
                {"family": "Rohrer", "given": "Doug"},
                {"family": "Gogh", "given": "V", "non-dropping-particle": "van"},
                {"literal": "Institute of Sums"},
            ],
            "issued": {"date-parts": [[2014, 5, 2]]},
            "container-title": "Journal of Examples",
            "ISSN": "1069-9384",
            "DOI": "10.5555/a",
        },
        abstract="We “tested”\nit.",
    )


def document(reference):
    return as_json_ld(fetched(Reference.objects.filter(pk=reference.pk)).get())


def test_the_publication_is_told_in_the_words_of_schema_org(reference):
    graph = graph_of(document(reference))

    node = URIRef(f"{SITE}/evidence/{reference.slug}/")
    assert graph.value(node, RDF.type) == SCHEMA.ScholarlyArticle
    assert graph.value(node, SCHEMA.name) == Literal("Interleaved practice")
    assert graph.value(node, SCHEMA.datePublished) == Literal("2014-05-02")
    assert graph.value(node, SCHEMA.sameAs) == URIRef("https://doi.org/10.5555/a")
    assert graph.value(node, SCHEMA.abstract) == Literal("We “tested”\nit.")
    families = {str(each) for each in graph.objects(None, SCHEMA.familyName)}
    assert families == {"Rohrer", "van Gogh"}
    journal = graph.value(node, SCHEMA.isPartOf)
    assert graph.value(journal, RDF.type) == SCHEMA.Periodical
    assert graph.value(journal, SCHEMA.issn) == Literal("1069-9384")


def test_its_csl_is_there_whole(reference):
    assert document(reference)["cslItem"] == reference.csl


def test_a_retraction_is_said_always(reference):
    before = document(reference)
    Reference.objects.update(retracted=True, retraction_note="Data were made up.")

    after = document(reference)

    assert (before["retracted"], after["retracted"]) == (False, True)
    assert after["retractionNote"] == "Data were made up."


def test_numbers_choices_and_links_keep_their_types(reference):
    study = StudyFactory(reference=reference, label="Part 1", multisite=False)
    study.subjects.add(SubjectFactory(slug="maths", name="Mathematics"))
    study.phases.add(PhaseFactory(slug="ks3", name="Key stage 3"))
    other = ReferenceFactory()
    study.further_references.add(other)
    FindingFactory(study=study, key="k1", effect_size=1e-7, ci_low=-1, sample_size=9)

    graph = graph_of(document(reference))

    node = URIRef(f"{SITE}/evidence/{reference.slug}/#finding-k1")
    assert set(graph.objects(node, RDF.type)) == {SCHEMA.Observation, MESH.Finding}
    assert graph.value(node, MESH.effectSize) == Literal("1E-7", datatype=XSD.double)
    assert graph.value(node, MESH.sampleSize) == Literal("9", datatype=XSD.integer)
    assert graph.value(node, MESH.effectMetric) == MESH["effectMetric-g"]
    assert graph.value(node, SCHEMA.variableMeasured) == Literal("Fraction magnitude")
    about = URIRef(f"{SITE}/evidence/{reference.slug}/#study-Part%201")
    assert graph.value(about, MESH.findings) == node
    assert graph.value(about, MESH.multisite) == Literal(False)
    assert graph.value(about, MESH.studyDesign) == MESH["studyDesign-rct"]
    assert graph.value(about, MESH.furtherReferences) == URIRef(
        f"{SITE}/evidence/{other.slug}/"
    )
    subject = graph.value(about, SCHEMA.about)
    assert graph.value(subject, SCHEMA.termCode) == Literal("maths")


def test_what_is_not_known_is_left_out(reference):
    finding = FindingFactory(study__reference=reference, comparison="")

    (study,) = document(reference)["studies"]

    (node,) = study["findings"]
    assert "comparison" not in node
    assert "interventionSd" not in node
    assert node["isSubgroup"] is False
    assert "computed" not in node
    assert node["key"] == finding.key


def test_the_effect_of_our_own_code_stands_beside_the_published_one(reference):
    FindingFactory(
        study__reference=reference, intervention_mean=103, comparison_mean=100,
        intervention_sd=5.5, comparison_sd=4.5, intervention_n=50, comparison_n=50,
    )  # fmt: skip

    graph = graph_of(document(reference))

    node = graph.value(None, RDF.type, MESH.ComputedEffect)
    assert float(graph.value(node, MESH.g)) == pytest.approx(0.5924, abs=5e-5)
    assert graph.value(node, MESH.method) == MESH["method-means"]


def test_every_triple_has_a_term_that_is_known(reference):
    """A name that the context lacks would become a word of schema.org's that is none."""
    study = StudyFactory(reference=reference, weakness="One school.")
    study.subjects.add(SubjectFactory())
    FindingFactory(study=study)
    known = {
        "name", "author", "datePublished", "isPartOf", "sameAs", "abstract", "issn",
        "familyName", "givenName", "termCode", "about", "variableMeasured",
    }  # fmt: skip
    ours = {term.iri for term in every_term()} | {MESH.studies, MESH.findings}

    graph = graph_of(document(reference))

    used = {str(predicate) for predicate in graph.predicates() if predicate != RDF.type}
    assert used <= {str(SCHEMA[name]) for name in known} | {str(each) for each in ours}


def test_many_records_need_no_more_queries_than_one():
    def queries(number):
        for _each in range(number):
            finding = FindingFactory()
            finding.study.subjects.add(SubjectFactory())
        with CaptureQueriesContext(
            connection,
        ) as seen:
            for each in fetched(Reference.objects.all()):
                json.dumps(as_json_ld(each))
        return len(seen)

    assert queries(1) == queries(5) == 6


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"issued": {"date-parts": [[2014]]}}, {"datePublished": "2014"}),
        ({"issued": {"literal": "spring 2014"}}, {"datePublished": "2014"}),
        ({"type": "webpage"}, {"@type": "WebPage"}),
        ({"type": "pamphlet"}, {"@type": "CreativeWork"}),
        (
            {"type": "chapter", "container-title": "Sums"},
            {"isPartOf": {"@type": "Book", "name": "Sums"}},
        ),
        ({"author": "nobody"}, {}),
        ({"author": [{"suffix": "Jr"}]}, {}),
        (
            {"publisher": "Press"},
            {"publisher": {"@type": "Organization", "name": "Press"}},
        ),
    ],
)
def test_every_kind_of_publication_is_told(item, expected):
    reference = ReferenceFactory(csl={"title": "T", **item})

    node = document(reference)

    assert expected.items() <= node.items()
    assert ("author" in node) == ("author" in expected)

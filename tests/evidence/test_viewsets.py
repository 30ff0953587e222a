"""The evidence in the admin, as a curator meets it."""

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from evidence.constants import Design, StudyKind
from evidence.models import Reference, Study
from mesh.core.constants import Role
from tests.factories.core import SubjectFactory
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db

REFERENCE = {
    "item_type": "article-journal",
    "item_title": "The benefit of interleaved practice",
    "authors": "Rohrer, Doug\r\nDedrick, Robert F.\r\nOfcom",
    "item_year": "2014",
    "container": "Psychonomic Bulletin & Review",
    "volume": "21",
    "item_doi": "https://doi.org/10.3758/S13423-014-0588-3",
    "abstract": "Pupils practised.",
}


@pytest.fixture
def curator(client, person):
    client.force_login(person(Role.CURATOR))
    return client


def address(model, view, *args):
    return reverse(f"evidence_{model}_modeladmin_{view}", args=args)


def edit(client, reference, **changes):
    form = client.get(address("reference", "edit", reference.pk)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {
        name: value for name, value in values.items() if value not in (None, False)
    }
    return client.post(
        address("reference", "edit", reference.pk), {**values, **changes}
    )


# --- References -----------------------------------------------------------------------


def test_the_fields_of_a_reference_write_its_csl(curator):
    response = curator.post(address("reference", "create"), REFERENCE)

    assert response.status_code == 302
    reference = Reference.objects.get()
    assert reference.csl == {
        "type": "article-journal",
        "title": "The benefit of interleaved practice",
        "author": [
            {"family": "Rohrer", "given": "Doug"},
            {"family": "Dedrick", "given": "Robert F."},
            {"literal": "Ofcom"},
        ],
        "issued": {"date-parts": [[2014]]},
        "container-title": "Psychonomic Bulletin & Review",
        "volume": "21",
        "DOI": "10.3758/s13423-014-0588-3",
    }
    assert reference.abstract == "Pupils practised."
    assert "<i>Psychonomic Bulletin &amp; Review</i>" in reference.citation


def test_a_reference_can_be_made_from_its_csl_alone(curator):
    raw = json.dumps({"type": "book", "title": "How to solve it", "note": "kept"})

    curator.post(
        address("reference", "create"),
        {"item_type": "book", "item_title": "x", "raw": raw},
    )

    assert Reference.objects.get().csl == json.loads(raw)


def test_editing_one_field_leaves_the_rest_of_the_csl(curator):
    reference = ReferenceFactory(
        csl={
            "type": "motion_picture",
            "title": "Old",
            "author": [{"family": "Kleij", "given": "F.", "suffix": "Jr"}],
            "issued": {"date-parts": [[2014, 10]]},
            "note": "kept",
        }
    )

    response = edit(curator, reference, item_title="New")

    assert response.status_code == 302
    reference.refresh_from_db()
    assert reference.csl == {
        "type": "motion_picture",
        "title": "New",
        "author": [{"family": "Kleij", "given": "F.", "suffix": "Jr"}],
        "issued": {"date-parts": [[2014, 10]]},
        "note": "kept",
    }


def test_saving_a_reference_unchanged_changes_nothing(curator):
    reference = ReferenceFactory()
    before = reference.csl

    assert edit(curator, reference).status_code == 302
    reference.refresh_from_db()
    assert reference.csl == before


def test_emptying_a_field_takes_it_out_of_the_csl(curator):
    reference = ReferenceFactory()

    edit(curator, reference, item_doi="", item_year="", authors="", container="")

    reference.refresh_from_db()
    assert set(reference.csl) == {"type", "title"}
    assert reference.doi is None


def test_the_csl_itself_can_be_edited(curator):
    reference = ReferenceFactory()

    edit(curator, reference, raw=json.dumps({**reference.csl, "note": "brave"}))

    reference.refresh_from_db()
    assert reference.csl["note"] == "brave"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"item_title": ""}, "item_title", "required"),
        ({"item_year": "20155"}, "item_year", "20155 is not between"),
        ({"item_year": "soon"}, "item_year", "whole number"),
        ({"item_doi": "see text"}, "item_doi", "not a DOI"),
        ({"item_url": "javascript:alert(1)"}, "item_url", "not a web address"),
        ({"item_isbn": "123"}, "item_isbn", "not a valid ISBN"),
        ({"raw": "{"}, "raw", "not valid JSON"),
        ({"raw": "[1]"}, "raw", "set of named values"),
        ({"raw": '{"title": "A"}', "item_title": "B"}, "raw", "not both"),
        ({"raw": '{"title": "A", "type": "x"}'}, "item_type", "not a type"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(curator, changes, field, message):
    reference = ReferenceFactory()
    before = reference.csl

    response = edit(curator, reference, **changes)

    assert response.status_code == 200
    assert message in str(response.context["form"].errors[field])
    reference.refresh_from_db()
    assert reference.csl == before


def test_a_doi_that_another_reference_has_is_refused_by_name(curator):
    ReferenceFactory(title="First", doi="10.3758/s13423-014-0588-3")

    response = curator.post(address("reference", "create"), REFERENCE)

    assert "Another reference has this DOI" in str(response.context["form"].errors)


# --- Studies and findings -------------------------------------------------------------


def test_a_study_names_further_publications_one_a_line(curator):
    reference, thesis, report = ReferenceFactory.create_batch(3)
    subject = SubjectFactory()

    response = curator.post(
        address("study", "create"),
        {
            "reference": reference.pk,
            "kind": StudyKind.PRIMARY,
            "design": Design.RCT,
            "independence": "independent",
            "subjects": [subject.pk],
            "further": f"https://doi.org/{thesis.doi}\r\n/evidence/{report.slug}/\r\n",
        },
    )

    assert response.status_code == 302
    study = Study.objects.get()
    assert set(study.further_references.all()) == {thesis, report}
    assert study.subjects.get() == subject


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"further": "10.5555/unknown"}, "further", "No reference is called"),
        ({"design": Design.META_ANALYSIS}, "design", "design of a review"),
        ({"sample_size": "-3"}, "sample_size", "greater than or equal to 0"),
        ({"label": "Experiment 1"}, "__all__", "label of its own"),
    ],
)
def test_a_wrong_study_is_refused_at_its_field(curator, changes, field, message):
    study = StudyFactory(label="Experiment 1")
    values = {
        "reference": study.reference_id,
        "kind": StudyKind.PRIMARY,
        "design": Design.RCT,
        "independence": "unknown",
    }

    response = curator.post(address("study", "create"), {**values, **changes})

    assert response.status_code == 200
    assert message in str(response.context["form"].errors[field])


def test_the_main_publication_is_not_a_further_one(curator):
    study = StudyFactory()

    response = curator.post(
        address("study", "edit", study.pk),
        {
            "reference": study.reference_id,
            "kind": study.kind,
            "design": study.design,
            "independence": study.independence,
            "further": study.reference.slug,
        },
    )

    assert "main reference already" in str(response.context["form"].errors["further"])


def test_the_form_of_a_study_shows_its_further_publications(curator):
    study = StudyFactory()
    study.further_references.add(ReferenceFactory(doi="10.5555/further"))

    html = curator.get(address("study", "edit", study.pk)).content.decode()

    assert "10.5555/further</textarea>" in html


def test_a_wrong_interval_is_refused_at_its_field(curator):
    finding = FindingFactory()
    values = {
        "key": finding.key,
        "study": finding.study_id,
        "intervention": "A",
        "outcome": "B",
        "outcome_kind": "attainment",
        "measure": "unknown",
        "effect_metric": "g",
        "effect_size": "0.4",
    }

    response = curator.post(
        address("finding", "edit", finding.pk),
        {**values, "ci_low": "0.6", "ci_high": "0.2"},
    )

    assert "wrong way round" in str(response.context["form"].errors["ci_low"])


# --- Lists, export, inspection, deletion ----------------------------------------------


@pytest.mark.parametrize("model", ["reference", "study", "finding"])
def test_lists_need_no_query_per_row(curator, model, django_assert_max_num_queries):
    FindingFactory.create_batch(20)

    with django_assert_max_num_queries(25):
        response = curator.get(address(model, "index"))

    assert response.context["result_count"] == 20


@pytest.mark.parametrize(
    ("model", "words"),
    [("reference", "interleaving"), ("study", "interleaving"), ("finding", "mixed")],
)
def test_lists_are_searched(curator, model, words):
    FindingFactory(
        study__reference__title="Interleaving in maths", intervention="Mixed practice"
    )
    FindingFactory()

    response = curator.get(address(model, "index"), {"q": words})

    assert response.context["result_count"] == 1


def test_a_list_is_filtered(curator):
    FindingFactory(pooled=True)
    FindingFactory()

    response = curator.get(
        address("finding", "index"), {"study__kind__exact": "review"}
    )

    assert response.context["result_count"] == 1


@pytest.mark.parametrize(
    "query", ["p=x", "p=99", "o=99", "nonsense=1", "year__isnull=x", "export=exe"]
)
def test_a_strange_address_of_a_list_is_no_error(curator, query):
    response = curator.get(f"{address('reference', 'index')}?{query}", follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize("view", ["edit", "inspect", "delete", "history"])
def test_a_key_that_is_no_number_is_not_found(curator, view):
    assert curator.get(address("reference", view, "abc")).status_code == 404


def test_the_exported_csv_computes_nothing(curator):
    FindingFactory(
        intervention="=HYPERLINK(1)", outcome="@x", effect_size=-0.2, ci_low=None,
        ci_high=None,
    )  # fmt: skip

    response = curator.get(address("finding", "index"), {"export": "csv"})

    text = b"".join(response.streaming_content).decode()
    assert "'=HYPERLINK(1)" in text
    assert "'@x" in text
    assert ",-0.2," in text


def test_the_exported_workbook_computes_nothing_and_keeps_zero(curator):
    FindingFactory(intervention="=1+1", effect_size=0, ci_low=None, ci_high=None)

    response = curator.get(address("finding", "index"), {"export": "xlsx"})

    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cells = [cell.value for cell in list(book.active)[1]]
    assert "'=1+1" in cells
    assert 0 in cells


def test_inspection_leads_up_down_and_to_the_public(curator):
    finding = FindingFactory()
    study, reference = finding.study, finding.study.reference
    links = {
        model: address(model, "inspect", row.pk)
        for model, row in (
            ("finding", finding), ("study", study), ("reference", reference)
        )
    }  # fmt: skip

    for model, link in links.items():
        html = curator.get(link).content.decode()
        for other in links.keys() - {model}:
            assert f'href="{links[other]}"' in html
        assert f'href="{reference.get_absolute_url()}"' in html


def test_what_nothing_cites_is_deleted(curator):
    reference = ReferenceFactory()

    response = curator.post(address("reference", "delete", reference.pk), follow=True)

    assert "was deleted" in response.content.decode()
    assert not Reference.objects.exists()


@pytest.mark.parametrize("model", ["reference", "study"])
def test_what_has_results_is_not_deleted_but_says_why(curator, model):
    finding = FindingFactory()
    row = finding.study if model == "study" else finding.study.reference

    response = curator.post(address(model, "delete", row.pk))

    assert response.status_code == 200
    assert "could not be deleted" in response.content.decode()
    assert str(finding.study) in response.content.decode()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_further_publication_of_a_study_is_not_deleted(curator):
    study, further = StudyFactory(), ReferenceFactory()
    study.further_references.add(further)

    response = curator.post(address("reference", "delete", further.pk))

    assert "could not be deleted" in response.content.decode()
    assert Reference.objects.filter(pk=further.pk).exists()

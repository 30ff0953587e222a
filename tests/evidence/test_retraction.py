"""A retraction is said wherever the publication, or what it reports, is named."""

import json

import pytest
from django.urls import reverse

from evidence.constants import OutcomeKind
from evidence.search.sync import apply_waiting
from evidence.synthesis.presentation import address
from mesh.core.constants import Role
from tests.factories.evidence import (
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    ReferenceFactory,
)
from tests.factories.pathways import KnowledgePageFactory

pytestmark = pytest.mark.django_db

NOTE = "Withdrawn in 2021: data made up."


@pytest.fixture
def finding():
    reference = ReferenceFactory(
        title="Made-up fractions", retracted=True, retraction_note=NOTE
    )
    return FindingFactory(study__reference=reference)


@pytest.fixture
def reference(finding):
    return finding.study.reference


@pytest.mark.parametrize(
    "name", ["evidence:record", "evidence:record_ratings", "rating of the study"]
)
def test_the_record_and_its_ratings_say_it_above_everything(client, reference, name):
    if name == "rating of the study":
        study = reference.studies.get()
        url = reverse("evidence:study_ratings", args=[reference.slug, study.pk])
    else:
        url = reverse(name, args=[reference.slug])

    html = client.get(url).text

    assert "This publication has been retracted" in html
    assert NOTE in html


def test_a_search_result_says_it(client, reference):
    ReferenceFactory(title="Other fractions")
    apply_waiting()

    html = client.get("/search/?q=fractions").text

    assert html.count('<strong class="retracted">retracted</strong>') == 1
    assert html.index("Made-up") < html.index('class="retracted"')


def test_it_is_said_without_indexing_anew(client, reference):
    apply_waiting()
    type(reference).objects.update(retracted=False)

    assert 'class="retracted"' not in client.get("/search/?q=fractions").text


def test_a_knowledge_page_says_it_in_the_list_and_at_the_finding(
    subject_page, rf, finding, reference
):
    page = KnowledgePageFactory(
        parent=subject_page, references=[reference], findings=[finding]
    )

    html = page.serve(rf.get("/")).render().content.decode()

    assert html.count(NOTE) == 2
    assert f"Record of {reference.short_name} (retracted)" in html


def test_a_synthesis_leaves_it_out_and_says_so(client, finding):
    for effect in (0.3, 0.5):
        FindingFactory(effect_size=effect, ci_low=effect - 0.2, ci_high=effect + 0.2)

    html = client.get(address(finding.intervention, OutcomeKind.ATTAINMENT)).text

    excluded = html[html.index('id="excluded"') :]
    assert "The publication has been retracted." in excluded
    assert f"{finding.study.reference.short_name} (retracted)" in excluded
    plot = html[html.index("<svg") : html.index('id="excluded"')]
    assert finding.study.reference.short_name not in plot


def test_the_page_of_the_intervention_says_it_at_the_finding(client, finding):
    html = client.get(finding.intervention_record.get_absolute_url()).text

    assert "<strong>Retracted.</strong>" in html
    assert NOTE in html


def test_an_edge_says_it_of_what_speaks_for_it(client, finding):
    edge = EdgeFactory()
    EdgeEvidenceFactory(edge=edge, finding=finding)

    html = client.get(edge.source.get_absolute_url()).text

    assert "<strong>Retracted.</strong>" in html
    assert NOTE in html


def test_a_gap_map_leaves_it_out_and_says_so(client, finding):
    html = client.get(reverse("evidence:gaps")).text

    assert "Retracted publications are not counted." in html
    assert finding.intervention not in html


def test_the_table_of_findings_and_json_ld_carry_it(client, reference):
    url = reference.get_absolute_url()

    table = client.get(f"{url}csv/").getvalue().decode()
    data = client.get(f"{url}jsonld/").getvalue().decode()
    page = client.get(url).text

    assert NOTE in table
    assert NOTE in json.dumps(json.loads(data))
    assert '"creativeWorkStatus": "Retracted"' in page.replace('":"', '": "')


def test_the_api_carries_it(client, reference):
    (found,) = client.get("/api/v1/records?retracted=true").json()["results"]

    assert found["retracted"] is True
    assert found["retraction_note"] == NOTE


@pytest.mark.parametrize("model", ["reference", "study", "finding"])
def test_the_lists_of_the_admin_say_it(client, person, finding, model):
    client.force_login(person(Role.CURATOR))

    html = client.get(reverse(f"evidence_{model}_modeladmin_index")).text

    if model == "reference":
        row = html[html.index(finding.study.reference.title) :]
        assert 'alt="True"' in row or "icon-success" in row
    else:
        assert f"{finding.study.reference.short_name} (retracted)" in html


@pytest.mark.parametrize("name", ["reference", "study", "finding"])
def test_the_choosers_say_it(client, person, reference, name):
    client.force_login(person(Role.CURATOR))

    html = client.get(reverse(f"evidence_{name}_chooser:choose_results")).text

    assert "(retracted)" in html


def test_who_appraises_the_paper_is_told(client, person, reference):
    assert str(reference) == (f"{reference.short_name} Made-up fractions (retracted)")
    assert str(reference.studies.get()) == f"{reference.short_name} (retracted)"

"""Picking a reference or a finding in the admin."""

import pytest
from django.urls import reverse

from evidence.choosers import FindingChooserBlock, ReferenceChooserBlock
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory


@pytest.fixture
def administrator_client(client, administrator):
    client.force_login(administrator)
    return client


def results(client, name, **parameters):
    return client.get(
        reverse(f"evidence_{name}_chooser:choose_results"), parameters
    ).content.decode()


def test_the_window_lists_references_with_their_doi(administrator_client):
    ReferenceFactory(title="Whole-number bias", doi="10.5555/bias")

    response = administrator_client.get(reverse("evidence_reference_chooser:choose"))

    html = response.json()["html"]
    assert "Whole-number bias" in html
    assert "10.5555/bias" in html


def test_a_reference_is_found_by_words_of_title_author_and_year(administrator_client):
    ReferenceFactory(
        title="Whole-number bias", authors=["Ni, Yujing", "Zhou, Yong-Di"], year=2005
    )
    ReferenceFactory(title="Interleaving", authors=["Rohrer, Doug"], year=2014)

    html = results(administrator_client, "reference", q="zhou bias 2005")

    assert "Whole-number bias" in html
    assert "Interleaving" not in html


def test_a_finding_is_found_by_its_publication(administrator_client):
    wanted = FindingFactory(intervention="Refutation text")
    FindingFactory(intervention="Concept maps")

    html = results(
        administrator_client, "finding", q=f"{wanted.study.reference.authors_text}"
    )

    assert "Refutation text" in html
    assert "Concept maps" not in html


def test_the_list_of_findings_needs_no_query_per_row(
    administrator_client, django_assert_max_num_queries
):
    FindingFactory.create_batch(15)

    with django_assert_max_num_queries(8):
        results(administrator_client, "finding")


def test_choosing_a_finding_answers_with_its_key(administrator_client):
    finding = FindingFactory()

    response = administrator_client.get(
        reverse("evidence_finding_chooser:chosen", args=[finding.pk])
    )

    assert response.json()["result"]["id"] == str(finding.pk)


@pytest.mark.parametrize("pk", ["0", "999999", "abc"])
def test_choosing_what_is_not_there_is_not_found(administrator_client, pk):
    response = administrator_client.get(
        reverse("evidence_finding_chooser:chosen", args=[pk])
    )

    assert response.status_code == 404


def test_choosing_several_ignores_keys_that_are_no_numbers(administrator_client):
    reference = ReferenceFactory()

    response = administrator_client.get(
        reverse("evidence_reference_chooser:chosen_multiple"),
        {"id": [str(reference.pk), "x"]},
    )

    assert [item["id"] for item in response.json()["result"]] == [str(reference.pk)]


def test_a_reader_without_admin_rights_sees_no_chooser(client, person):
    client.force_login(person())

    response = client.get(reverse("evidence_reference_chooser:choose"))

    assert response.status_code == 302


def test_blocks_read_findings_with_their_records_in_one_query(
    db, django_assert_num_queries
):
    findings = [FindingFactory() for _ in range(3)]
    pks = [finding.pk for finding in findings]

    with django_assert_num_queries(1):
        values = FindingChooserBlock().bulk_to_python([*pks, pks[0], 0])
        titles = [str(value.study.reference) for value in values if value]

    assert values == [*findings, findings[0], None]
    assert len(titles) == 4


def test_a_block_stores_the_reference_by_its_key(db):
    reference = ReferenceFactory()
    block = ReferenceChooserBlock()

    assert block.get_prep_value(reference) == reference.pk
    assert block.to_python(reference.pk) == reference
    assert next(iter(block.extract_references(reference)))[1] == str(reference.pk)


@pytest.mark.parametrize("name", ["reference", "study", "finding"])
def test_every_list_has_a_link_that_chooses_the_row(administrator_client, name):
    finding = FindingFactory()
    row = {
        "reference": finding.study.reference,
        "study": finding.study,
        "finding": finding,
    }[name]

    html = results(administrator_client, name)

    assert reverse(f"evidence_{name}_chooser:chosen", args=[row.pk]) in html


def test_a_study_is_found_by_its_publication(administrator_client):
    StudyFactory(reference__title="Whole-number bias")
    StudyFactory(reference__title="Interleaving")

    html = results(administrator_client, "study", q="bias")

    assert "Whole-number bias" in html
    assert "Interleaving" not in html

"""The public pages of barriers and interventions."""

import pytest
from django.urls import reverse

from evidence.constants import EdgeKind, OutcomeKind, Stance
from evidence.graph.merging import merge
from tests.factories.core import SubjectFactory
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    InterventionFactory,
    ReferenceFactory,
    StudyFactory,
)

pytestmark = pytest.mark.django_db


def shown(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def page_of(client, record, **query):
    return shown(client, record.get_absolute_url(), **query)


def test_an_edge_stands_on_both_pages_with_the_other_end_as_a_link(client):
    barrier = BarrierFactory(name="Whole-number bias")
    intervention = InterventionFactory(name="Number <line> work")
    EdgeFactory(source=barrier, target=intervention, note="In primary school.")

    html = page_of(client, barrier)
    assert (
        '<b>Whole-number bias</b> is addressed by <a href="/evidence/interventions/'
        'number-line-work/">Number &lt;line&gt; work</a>' in html
    )
    assert "In primary school." in html
    assert (
        '<a href="/evidence/barriers/whole-number-bias/">Whole-number bias</a> is '
        "addressed by <b>Number &lt;line&gt; work</b>" in page_of(client, intervention)
    )


def test_evidence_stands_under_its_side_with_the_weakness_of_the_study(client):
    edge = EdgeEvidenceFactory(note="It holds here.").edge
    study = StudyFactory(weakness="No control group.")
    EdgeEvidenceFactory(
        edge=edge,
        finding=FindingFactory(
            study=study, outcome_kind=OutcomeKind.TEACHER_PERCEPTION
        ),
        stance=Stance.AGAINST,
    )

    html = page_of(client, edge.source)

    assert html.index("Evidence for it") < html.index("It holds here.")
    assert html.index("Evidence against it") < html.index("No control group.")
    assert "g\u00a0=\u00a00.40" in html or "0.4" in html
    assert "this is what teachers thought" in html


def test_a_publication_as_evidence_names_its_retraction_and_weaknesses(client):
    reference = ReferenceFactory(retracted=True, retraction_note="By the editors.")
    StudyFactory(reference=reference, weakness="Few pupils.")
    edge = EdgeEvidenceFactory(finding=None, reference=reference).edge

    html = page_of(client, edge.source)

    assert reference.get_absolute_url() in html
    assert "Few pupils." in html
    assert "Retracted." in html
    assert "By the editors." in html


def test_findings_are_counted_by_outcome_kind_and_named(client):
    FindingFactory.create_batch(2, intervention="Mixing")
    other = FindingFactory(
        intervention="mixing", outcome_kind=OutcomeKind.TEACHER_PERCEPTION
    )

    html = page_of(client, other.intervention_record)

    assert "2 findings" in html
    assert "of 2 studies" in html
    assert "/evidence/synthesis/attainment/?intervention=Mixing" in html
    assert "which is not attainment" in html
    assert "all findings on teacher perception together" not in html
    assert other.get_absolute_url() in html


def test_many_findings_turn_pages(client):
    FindingFactory.create_batch(30, intervention="Mixing", study=StudyFactory())
    record = FindingFactory(intervention="Mixing").intervention_record

    listed = page_of(client, record).partition('id="findings"')[2]
    assert listed.count("#finding-") == 25
    rest = page_of(client, record, page="2").partition('id="findings"')[2]
    assert rest.count("#finding-") == 6


def test_names_subjects_and_summary_are_shown(client):
    record = BarrierFactory(other_names=["Bias <1>"], summary="What it is.")
    record.subjects.add(SubjectFactory(name="Geometry"))

    html = page_of(client, record)

    assert "Bias &lt;1&gt;" in html
    assert "Geometry" in html
    assert "What it is." in html


def test_an_empty_record_says_so(client):
    html = page_of(client, InterventionFactory())

    assert "No link to another record has been made yet." in html
    assert "No finding on it has been recorded yet." in html


@pytest.mark.parametrize("factory", [BarrierFactory, InterventionFactory])
def test_a_merged_record_leads_on(client, now, factory):
    kept, merged = factory(), factory()
    address = merged.get_absolute_url()
    merge(kept=kept, merged=merged, now=now)

    response = client.get(address)

    assert response.status_code == 301
    assert response["Location"] == kept.get_absolute_url()


@pytest.mark.parametrize("kind", ["barriers", "interventions"])
def test_an_unknown_record_is_not_found(client, kind):
    assert client.get(f"/evidence/{kind}/nothing/").status_code == 404


def test_the_page_takes_as_many_queries_for_many_edges(
    client, django_assert_max_num_queries
):
    record = InterventionFactory(name="Mixing")
    for _each in range(8):
        edge = EdgeFactory(target=record)
        EdgeEvidenceFactory(edge=edge)
        EdgeEvidenceFactory(edge=edge, finding=None, reference=StudyFactory().reference)
        FindingFactory(intervention="Mixing")
    EdgeFactory(kind=EdgeKind.SUPPORTED_BY, source=record, target=InterventionFactory())

    client.get(record.get_absolute_url(), {"q": "warm"})
    with django_assert_max_num_queries(20):
        client.get(record.get_absolute_url())


def names(client, kind, **query):
    return shown(client, reverse(f"evidence:{kind}"), **query)


def test_the_list_is_searched_in_names_other_names_and_summaries(client):
    InterventionFactory(name="Interleaved practice", other_names=["Mixing it"])
    InterventionFactory(name="Retrieval", summary="Ask again.")

    assert "Interleaved practice" in names(client, "interventions", q="mixing")
    assert "Retrieval" not in names(client, "interventions", q="mixing")
    assert "Retrieval" in names(client, "interventions", q="again")
    assert "Nothing fits" in names(client, "interventions", q="nothing\0")


def test_the_list_is_narrowed_to_a_subject_or_one_of_its_topics(client):
    maths = SubjectFactory(name="Mathematics")
    fractions = SubjectFactory(name="Fractions", parent=maths)
    by_word = InterventionFactory(name="By its own word")
    by_word.subjects.add(fractions)
    study = StudyFactory()
    study.subjects.add(maths)
    FindingFactory(intervention="By a study", study=study)
    InterventionFactory(name="Something else")

    html = names(client, "interventions", subject=maths.slug)

    assert "By its own word" in html
    assert "By a study" in html
    assert "Something else" not in html
    assert "Something else" in names(client, "interventions", subject="unknown")


def test_a_barrier_is_found_by_its_own_subject(client):
    subject = SubjectFactory()
    BarrierFactory(name="With").subjects.add(subject)
    BarrierFactory(name="Other one")

    html = names(client, "barriers", subject=subject.slug)

    assert "With" in html
    assert "Other one" not in html


def test_an_entry_says_how_much_hangs_on_it(client):
    record = FindingFactory(intervention="Mixing").intervention_record
    EdgeFactory(target=record)

    html = names(client, "interventions")

    for words in ("1 finding", "1 study", "1 link", "1 record"):
        assert words in html


@pytest.mark.parametrize("kind", ["barriers", "interventions"])
def test_an_empty_list_says_so(client, kind):
    assert "has been recorded yet" in names(client, kind)


def test_the_list_takes_as_many_queries_for_many_records(
    client, django_assert_max_num_queries
):
    InterventionFactory.create_batch(40)

    with django_assert_max_num_queries(14):
        html = names(client, "interventions", page="2")
    assert "40 records" in html

"""JSON-LD that is not as it should be."""

import json

import pytest
from django.utils import timezone

from evidence.duplicates.merging import merge_references
from evidence.exporting.selections import everything
from evidence.exporting.writing import pieces
from evidence.formats.items import UnreadableFile
from evidence.importing.files import Form
from evidence.importing.services import import_file
from evidence.models import Edge, Finding, Reference, Study
from tests.factories.evidence import (
    BarrierFactory,
    EdgeEvidenceFactory,
    EdgeFactory,
    FindingFactory,
    ReferenceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    def load(text, **options):
        path = tmp_path / "file.jsonld"
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return import_file(path=path, this_year=timezone.now().year, **options)

    return load


def document(*nodes):
    return {"@context": "https://mesh.example/evidence/context.jsonld", "@graph": nodes}


def exported():
    return "".join(pieces(everything(), Form.JSON_LD))


RECORD = {
    "@id": "https://mesh.example/evidence/sums-2014/",
    "cslItem": {"type": "book", "title": "Sums"},
}
STUDY = {"studyKind": "primary", "studyDesign": "rct"}
FINDING = {
    "key": "k1",
    "intervention": "Counting",
    "outcome": "Sums",
    "outcomeKind": "attainment",
    "effectMetric": "g",
}


def with_finding(**fields):
    return RECORD | {"studies": [STUDY | {"findings": [FINDING | fields]}]}


def test_a_record_of_another_site_keeps_its_address(load):
    report = load(document(with_finding(effectSize=0.4)))

    assert report.counts["created"] == 1
    assert Reference.objects.get().slug == "sums-2014"
    assert Finding.objects.get(key="k1").effect_size == 0.4


def test_a_single_record_without_a_graph_is_read_too(load):
    assert load(RECORD | {"@context": "x"}).counts["created"] == 1


@pytest.mark.parametrize(
    ("node", "reason"),
    [
        (5, "not a record but a plain value"),
        ({"name": "x"}, "it has no cslItem"),
        (RECORD | {"cslItem": "Sums"}, "cslItem: this must be an object"),
        (RECORD | {"cslItem": {"type": "book"}}, "title"),
        (RECORD | {"studies": [5]}, "studies: this must be a list of things"),
        (RECORD | {"studies": [{"studyKind": "magic"}]}, "magic"),
        (with_finding(effectSize="much"), "effectSize: “much” value must be a float"),
        (with_finding(effectSize=[1]), "effectSize: this must be a plain value"),
        (with_finding(key=""), "A finding has no key"),
        (with_finding(outcomeKind="joy"), "joy"),
        (with_finding(ciLow=2, ciHigh=1, effectSize=1), "wrong way round"),
        (RECORD | {"studies": [STUDY | {"subjects": [{"termCode": "x"}]}]}, "“x” is not known"),
        (RECORD | {"studies": [STUDY | {"subjects": [{}]}]}, "a termCode is missing"),
        ({"@type": "Barrier"}, "It has no name"),
        ({"@type": "Barrier", "name": "x", "otherNames": "y"}, "otherNames: this must be a list"),
        ({"@type": "Edge", "edgeKind": "magic"}, "edgeKind: this is not a kind of edge"),
        ({"@type": "Edge", "edgeKind": "explains", "source": "x"}, "source: there is no barrier or intervention “x”"),
    ],
)  # fmt: skip
def test_a_wrong_node_is_refused_with_its_reason_and_the_others_go_in(
    load, node, reason
):
    other = {"cslItem": {"type": "book", "title": "Other"}}

    report = load(document(node, other))

    (refusal,) = report.refusals
    assert refusal.line == 1
    assert reason in refusal.reason
    assert [each.title for each in Reference.objects.all()] == ["Other"]
    assert not Study.objects.exists()


def test_a_file_that_was_cut_off_says_so_and_keeps_what_is_whole(load):
    ReferenceFactory.create_batch(2)
    text = exported()
    Reference.objects.all().delete()

    report = load(text[: text.rindex('"cslItem"')])

    assert "not valid JSON" in report.refusals[0].reason
    assert "before it is complete" in report.refusals[1].reason
    assert Reference.objects.count() == 1


@pytest.mark.parametrize(
    "text", ['{"@graph": 5', '{"@graph": [NaN]}', '[{"@id": 1} 2]']
)
def test_what_is_no_json_is_unreadable(load, text):
    with pytest.raises(UnreadableFile, match="not valid JSON"):
        load(text)


def test_a_file_of_which_only_the_first_line_came_says_so(load):
    assert "before it is complete" in load('{"@graph": [').refusals[0].reason


def test_a_dry_run_writes_nothing(load):
    report = load(document(with_finding()), dry_run=True)

    assert report.counts["created"] == 1
    assert not Reference.objects.exists()


def test_the_same_record_twice_is_refused_the_second_time(load):
    report = load(document(RECORD, RECORD))

    assert "Line 1 is about the same publication." in report.refusals[0].reason


def test_a_key_of_another_study_is_refused(load):
    FindingFactory(key="k1")

    assert (
        "belongs to another study" in load(document(with_finding())).refusals[0].reason
    )


def test_the_same_key_in_two_records_is_refused(load):
    other = with_finding() | {"cslItem": {"type": "book", "title": "Other"}}

    report = load(document(with_finding(), other))

    assert "is in line 1 already" in report.refusals[0].reason


def test_a_retraction_comes_in_and_is_never_taken_back(load):
    load(document(RECORD | {"retracted": True, "retractionNote": "Made up."}))

    load(document(RECORD | {"retracted": False}))

    reference = Reference.objects.get()
    assert (reference.retracted, reference.retraction_note) == (True, "Made up.")


def test_a_further_publication_that_is_unknown_is_told(load):
    address = "https://mesh.example/evidence/none/"
    study = STUDY | {"furtherReferences": [address]}

    report = load(document(RECORD | {"studies": [study]}))

    assert f"There is no reference “{address}”." in report.refusals[0].reason
    assert Study.objects.exists()


def test_evidence_of_an_edge_that_is_unknown_is_told(load):
    edge = EdgeFactory()
    EdgeEvidenceFactory(edge=edge, finding=FindingFactory(key="gone"))
    text = exported().replace("#finding-gone", "#finding-none")

    report = load(text)

    assert "there is no finding or reference" in report.refusals[-1].reason


def test_an_edge_that_would_close_a_circle_is_refused(load):
    first, second = BarrierFactory(), BarrierFactory()
    EdgeFactory(source=first, kind="explains", target=second)
    text = exported()
    Edge.objects.all().delete()
    EdgeFactory(source=second, kind="explains", target=first)

    assert load(text).refusals


def test_what_names_a_publication_that_was_merged_finds_the_one_it_is_now(
    load, administrator
):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    now = timezone.now()
    merge_references(kept=kept, dropped=dropped, by=administrator, now=now)
    barriers = BarrierFactory(), BarrierFactory()
    edge = EdgeFactory(source=barriers[0], kind="explains", target=barriers[1])
    edge_node = {
        "@type": "Edge",
        "edgeKind": "explains",
        "source": barriers[0].get_absolute_url(),
        "target": barriers[1].get_absolute_url(),
        "evidence": [{"stance": "for", "citation": f"/evidence/{dropped.slug}/"}],
    }
    study = STUDY | {"furtherReferences": [f"/evidence/{dropped.slug}/"]}

    report = load(document(RECORD | {"studies": [study]}, edge_node))

    assert report.refusals == []
    assert Study.objects.get().further_references.get() == kept
    assert edge.evidence.get().reference == kept

"""What a page lacks before it may be reviewed."""

import pytest

from pathways.constants import PARTS, KnowledgeKind
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, full_body, node

BARRIER = KnowledgeKind.BARRIER
REQUIRED = [
    (kind, part) for kind in KnowledgeKind for part in PARTS if kind in part.required_on
]


@pytest.mark.parametrize("kind", KnowledgeKind)
def test_a_page_with_every_required_part_lacks_nothing(subject_page, kind):
    page = KnowledgePageFactory(parent=subject_page, kind=kind, complete=True)

    assert page.missing_for_review() == []


@pytest.mark.parametrize(
    ("kind", "part"), REQUIRED, ids=[f"{kind}-{part.name}" for kind, part in REQUIRED]
)
def test_each_required_part_is_named_when_it_is_not_there(subject_page, kind, part):
    body = [item for item in full_body(kind) if item["type"] != part.name]
    page = KnowledgePageFactory(parent=subject_page, kind=kind, body=body)

    assert page.missing_for_review() == [str(part.heading)]


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("what_you_see", "<p data-block-key='a1'>  </p>"),
        ("references", []),
        ("evidence", {"introduction": "", "findings": []}),
        ("barrier_card", {"in_short": "", "look_for": " ", "do_first": ""}),
    ],
)
def test_a_part_with_nothing_in_it_counts_as_missing(subject_page, name, empty):
    body = full_body(BARRIER)
    part = next(item for item in body if item["type"] == name)
    part["value"] = empty
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER, body=body)

    heading = next(str(rule.heading) for rule in PARTS if rule.name == name)
    assert heading in page.missing_for_review()


def test_a_part_of_the_other_kind_has_to_go(subject_page):
    body = [*full_body(BARRIER), block("gaps", "<p>Much.</p>")]
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER, body=body)

    assert page.missing_for_review() == [
        "“What is not known yet” belongs on a page of the other kind"
    ]


def test_a_page_without_kind_and_summary_says_so(subject_page):
    page = KnowledgePageFactory(parent=subject_page, kind="", summary=" ")

    assert page.missing_for_review() == ["kind", "summary"]


def test_what_the_blocks_find_wrong_is_named_with_its_place(subject_page):
    body = full_body(BARRIER)
    check = next(item for item in body if item["type"] == "how_to_check")
    probe = check["value"]["probes"][0]["value"]
    probe["options"][0]["value"]["correct"] = False
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER, body=body)

    assert page.missing_for_review() == [
        "How to check › Probes › Probe 1 › Answers: "
        "Mark one answer, and only one, as right."
    ]


def test_a_map_without_nodes_is_not_ready(subject_page):
    page = PathwayPageFactory(parent=subject_page)

    assert page.missing_for_review() == ["The map: it has no node"]


def test_a_map_names_the_node_that_is_out_of_place(subject_page):
    page = PathwayPageFactory(
        parent=subject_page, nodes=[node("Start", level=1), node("Deep", level=3)]
    )

    assert page.missing_for_review() == [
        "Node 2 (Deep) › Level: The node before has level 1, so this one can have "
        "level 2 at most."
    ]


def test_a_map_names_the_picture_without_alt_text(subject_page, picture):
    figure = {
        "image": {"image": picture.pk, "alt_text": "", "decorative": False},
        "caption": "",
    }
    nodes = [node("Start", level=1, media=[block("figure", figure)])]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)

    missing = page.missing_for_review()

    assert len(missing) == 1
    assert missing[0].startswith("Node 1 (Start) › Beneath the node › Picture")


def test_a_full_map_lacks_nothing(subject_page):
    page = PathwayPageFactory(parent=subject_page, nodes=12)

    assert page.missing_for_review() == []

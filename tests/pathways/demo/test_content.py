"""The demo's data: true where it speaks of research, complete where a page needs it."""

import re
import tomllib

import pytest

from evidence.constants import Design, EdgeKind, EffectMetric, OutcomeKind, StudyKind
from pathways.blocks.nodes import level_errors
from pathways.constants import PART_BY_NAME, NodeKind
from pathways.demo import catalogue
from pathways.demo.bodies import required_parts
from pathways.demo.drawings import DRAWINGS

DOI = re.compile(r"10\.\d{4,9}/\S+")
REFERENCES = {entry["key"]: entry for entry in catalogue.references()}
FINDINGS = {finding["key"]: (entry, finding) for entry, finding in catalogue.findings()}
KNOWLEDGE = {entry["slug"]: entry for entry in catalogue.knowledge()}
PATHWAYS = {entry["slug"]: entry for entry in catalogue.pathways()}
REVISED = catalogue.revised_pathways()
TOPICS = (
    "fractions-as-numbers",
    "motion-implies-force",
    "decoding",
    "reading-comprehension",
    "causal-reasoning",
    "forgetting-vocabulary",
    "contours",
    "variables-and-loops",
    "feedback",
)


def of_each(entries):
    return pytest.mark.parametrize("slug", sorted(entries))


def citations(entry):
    text = str(entry)
    return set(re.findall(r"\[@{1,2}([\w-]+)\]", text))


@pytest.mark.parametrize("key", sorted(FINDINGS))
def test_each_finding_was_seen_in_a_source_and_has_a_doi(key):
    reference, finding = FINDINGS[key]

    assert finding["mark"] == "V"
    assert DOI.fullmatch(reference["doi"])


@pytest.mark.parametrize("key", sorted(FINDINGS))
def test_each_finding_says_in_words_what_was_found(key):
    reference, finding = FINDINGS[key]

    assert finding["statement"].endswith((".", ")."))
    assert finding["effect_metric"] in EffectMetric.values
    assert finding["outcome_kind"] in OutcomeKind.values
    assert reference["study"]["weakness"]


@pytest.mark.parametrize("key", sorted(FINDINGS))
def test_a_pooled_result_is_a_finding_of_a_review(key):
    reference, finding = FINDINGS[key]

    if "effects_pooled" in finding or "prediction_low" in finding:
        assert reference["study"]["kind"] == StudyKind.REVIEW


@pytest.mark.parametrize(
    "key",
    [
        "rowland-2014",
        "kingston-nash-2011",
        "rohrer-2020",
        "galuschka-2014",
        "rosenshine-meister-1994",
        "graham-perin-2007",
        "uchihara-2019",
        "scherer-2019",
        "lortie-forgues-inglis-2019",
        "bisra-2018",
        "hattie-timperley-2007",
        "dignath-buettner-2008",
    ],
)
def test_a_figure_that_is_only_remembered_is_no_finding(key):
    assert "finding" not in REFERENCES[key]


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("brunmair-2019-words", "effect_size", -0.39),
        ("ldq-2024-overall", "prediction_low", -0.36),
        ("ldq-2024-overall", "prediction_high", 1.8),
        ("rojo-2023-overall", "effect_size", 1.02),
        ("okkinga-2018-standardised", "effect_size", 0.186),
        ("hake-1998-interactive", "clusters", 48),
        ("stoel-2017-strategy", "effect_size", 0.09),
        ("pan-rickard-2018-transfer", "effects_pooled", 192),
        ("uttal-2013-training", "standard_error", 0.04),
        ("matthews-2022-accessibility", "ci_high", 1.2),
    ],
)
def test_a_checked_figure_stands_as_it_was_seen(key, name, value):
    assert FINDINGS[key][1][name] == value


TABLES = [entry for entry in REFERENCES.values() if "table" in entry]


@pytest.mark.parametrize("entry", TABLES, ids=lambda entry: entry["key"])
def test_a_reviews_table_gives_one_primary_study_for_each_row(entry):
    _own, *tabled = catalogue.studies(entry)

    assert len(tabled) == len(entry["table"]["rows"])
    assert len({study["label"] for study, _findings in tabled}) == len(tabled)
    for study, (finding,) in tabled:
        assert study["kind"] == StudyKind.PRIMARY
        assert study["weakness"]
        assert finding["outcome"]
        assert "{" not in finding["statement"]
        assert finding["standard_error"] > 0


def test_a_null_result_is_a_finding_without_a_size():
    assert "effect_size" not in FINDINGS["stoel-2017-essay"][1]


@pytest.mark.parametrize("key", sorted(REFERENCES))
def test_each_reference_can_be_cited(key):
    item = catalogue.csl(REFERENCES[key])

    assert item["title"]
    assert item["issued"]["date-parts"][0][0] > 1900
    assert "author" in item or item["note"]
    assert REFERENCES[key]["study"]["design"] in Design.values


def test_all_keys_are_unique():
    assert len(REFERENCES) == len(catalogue.references())
    assert len(FINDINGS) == len(catalogue.findings())


@of_each(KNOWLEDGE)
def test_each_knowledge_page_has_every_required_part(slug):
    entry = KNOWLEDGE[slug]

    missing = [name for name in required_parts(entry["kind"]) if not entry.get(name)]

    assert missing == []


@of_each(KNOWLEDGE)
def test_each_knowledge_page_has_no_part_of_the_other_kind(slug):
    entry = KNOWLEDGE[slug]

    parts = [PART_BY_NAME[name] for name in entry if name in PART_BY_NAME]

    assert all(part.belongs_on(entry["kind"]) for part in parts)


@of_each(KNOWLEDGE)
def test_what_a_knowledge_page_cites_is_in_its_list(slug):
    entry = KNOWLEDGE[slug]
    sources = {
        FINDINGS[item["finding"]][0]["key"] for item in entry["evidence"]["findings"]
    }

    listed = set(entry["references"])

    assert citations(entry) <= listed
    assert sources <= listed


@of_each(PATHWAYS)
def test_the_nodes_of_each_pathway_make_a_tree(slug):
    nodes = PATHWAYS[slug]["node"]

    assert level_errors(node["level"] for node in nodes) == {}
    assert all(node["kind"] in NodeKind.values for node in nodes)
    assert all(node["edge"] in EdgeKind.values for node in nodes if "edge" in node)


@of_each(PATHWAYS)
def test_each_pathway_points_only_to_what_is_there(slug):
    nodes = PATHWAYS[slug]["node"]

    assert {node["page"] for node in nodes if "page" in node} <= set(KNOWLEDGE)
    assert {node["image"] for node in nodes if "image" in node} <= set(DRAWINGS)
    assert citations(PATHWAYS[slug]) <= set(REFERENCES)


@pytest.mark.parametrize("slug", TOPICS)
def test_each_of_the_nine_pathways_has_eight_nodes_and_a_knowledge_page(slug):
    nodes = PATHWAYS[slug]["node"]

    assert len(nodes) >= 8
    assert any("page" in node for node in nodes)


def test_at_least_four_pathways_are_full():
    maps = {**PATHWAYS, "feedback": REVISED["feedback"]}

    full = [
        slug
        for slug in TOPICS
        if len(maps[slug]["node"]) >= 12
        and len({n["page"] for n in maps[slug]["node"] if "page" in n}) >= 3
        and max(node["level"] for node in maps[slug]["node"]) >= 3
    ]

    assert len(full) >= 4


def test_the_second_version_of_the_feedback_pathway_rests_on_newer_reviews():
    first, second = PATHWAYS["feedback"], REVISED["feedback"]

    assert citations(first) == {"hattie-timperley-2007"}
    assert {"wisniewski-2020", "van-der-kleij-2015"} <= citations(second)


def test_every_picture_is_drawn_and_described():
    pictures = catalogue.read("media")["image"]

    assert {entry["key"] for entry in pictures} == set(DRAWINGS)
    assert all(20 < len(entry["alt"]) <= 255 for entry in pictures)


def test_the_files_of_the_demo_stay_small():
    files = [path for path in catalogue.CONTENT.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) < 1_000_000


def test_every_data_file_is_toml():
    for path in catalogue.CONTENT.rglob("*.toml"):
        assert tomllib.loads(path.read_text("utf-8"))


def test_people_are_plainly_fictitious():
    people = catalogue.read("people")

    assert all(entry["name"].startswith("Demo ") for entry in people["person"])
    assert all(entry["name"].startswith("Demo ") for entry in people["organisation"])

"""What an import would store: nodes known again, links found, media kept or made."""

import json

import pytest
import wagtail_factories

from mesh.core.constants import Role
from pathways.interchange.documents import MapFormat, Topic
from pathways.interchange.exporting import export_map
from pathways.models import PathwayPage
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node


def exported(page, form=MapFormat.CSV, *, public=False):
    return export_map(page=page, form=form, public=public).text


def said(plan, topic):
    return [remark.words for remark in plan.remarks if remark.topic == topic]


def row(**cells):
    return ",".join(cells) + "\n" + ",".join(str(cell) for cell in cells.values())


@pytest.mark.parametrize("form", list(MapFormat))
def test_bringing_a_map_back_changes_nothing(draft, plan, form):
    result = plan(exported(draft, form), f"map.{form}", page=draft)

    assert result.nodes == [*draft.nodes.get_prep_value()]
    assert (result.known, result.changes, result.remarks) == (3, [], [])


@pytest.mark.parametrize("form", list(MapFormat))
def test_a_map_that_was_renamed_elsewhere_keeps_its_media(draft, plan, form):
    text = exported(draft, form).replace("Adds tops", "Adds tops and bottoms")

    result = plan(text, f"map.{form}", page=draft)

    before = [*draft.nodes.get_prep_value()]
    assert result.nodes[1]["id"] == before[1]["id"]
    assert result.nodes[1]["value"]["media"] == before[1]["value"]["media"]
    assert result.sentences == ["“Adds tops” renamed to “Adds tops and bottoms”"]
    assert result.remarks == []


def test_a_note_that_was_changed_elsewhere_is_told_not_taken(draft, plan):
    text = exported(draft).replace("becomes 4/6", "becomes 5/6")

    result = plan(text, "map.csv", page=draft)

    assert result.changes == []
    [words] = said(result, Topic.NOTE)
    assert "3/4 + 1/2 becomes 5/6." in words


def test_a_node_without_media_takes_its_note(draft, plan):
    text = exported(draft, MapFormat.MARKDOWN) + "\n    > A new \\<note\\>\n"

    result = plan(text, page=draft)

    [media] = result.nodes[2]["value"]["media"]
    assert (media["type"], media["value"]) == ("text", "<p>A new &lt;note&gt;</p>")


def test_the_public_file_takes_no_link_away(draft, subject_page, plan):
    hidden = KnowledgePageFactory(parent=subject_page)
    draft.nodes[1].value["page"] = hidden
    draft.save_revision()
    draft = draft.get_latest_revision_as_object()

    result = plan(exported(draft, public=True), "map.csv", page=draft)

    assert result.changes == []
    assert said(result, Topic.PAGE) == [
        "The file names no knowledge page; the node keeps its own."
    ]


def test_nodes_that_the_file_has_no_longer_are_told(draft, plan):
    lines = exported(draft).splitlines()

    result = plan("\n".join(lines[:-1]), "map.csv", page=draft)

    assert result.sentences == ["“Number line” removed"]


def test_kinds_are_kept_where_the_file_has_none(draft, plan):
    ids = [each.id for each in draft.nodes]
    text = f"level,label,id\n1,The start,{ids[0]}\n2,Number line,{ids[2]}\n"

    result = plan(text, "map.csv", page=draft)

    value = result.nodes[1]["value"]
    assert (value["kind"], value["edge"]) == ("intervention", "addressed_by")


def test_missing_kinds_are_counted(plan, db):
    assert said(plan("# A\n- b"), Topic.KIND) == [
        "2 nodes have no kind yet. Choose one for each in the editor before the review."
    ]


@pytest.fixture
def knowledge(subject_page):
    return KnowledgePageFactory(parent=subject_page, title="Whole-number bias")


@pytest.mark.parametrize(
    ("url", "reference"),
    [
        ("", "{page.pk}/{page.slug}"),
        ("{page.full_url}", ""),
        ("{page.url}", ""),
        ("https://other.example/x/", "{page.pk}/{page.slug}"),
    ],
)
def test_a_knowledge_page_is_found(knowledge, plan, url, reference):
    url, reference = url.format(page=knowledge), reference.format(page=knowledge)
    text = row(level=1, label="a", kind="barrier", page_url=url, page_ref=reference)

    result = plan(text, "map.csv")

    assert result.nodes[0]["value"]["page"] == knowledge.pk
    assert result.remarks == []


def test_a_knowledge_page_of_another_site_is_found_by_its_name(knowledge, plan):
    url = "https://other.example/subjects/maths/whole-number-bias/"
    text = row(level=1, label="a", page_url=url, page_ref="9999/whole-number-bias")

    result = plan(text, "map.csv")

    assert result.nodes[0]["value"]["page"] == knowledge.pk
    [words] = said(result, Topic.PAGE)
    assert "“Whole-number bias” here has the same name" in words


def test_a_name_that_two_pages_have_is_not_guessed(knowledge, home, plan):
    other = KnowledgePageFactory(parent=home, slug=knowledge.slug)
    text = row(level=1, label="a", page_ref=f"{other.pk + 1}/{knowledge.slug}")

    result = plan(text, "map.csv")

    assert result.nodes[0]["value"]["page"] is None
    assert said(result, Topic.PAGE) == [
        f"The knowledge page “{knowledge.slug}” is not here. Choose one in the editor."
    ]


def test_a_link_out_of_the_site_stands_beneath_the_node(db, plan):
    result = plan("- [See](https://example.org/a?b=c)")

    value = result.nodes[0]["value"]
    assert value["page"] is None
    assert [(each["type"], each["value"]) for each in value["media"]] == [
        (
            "embed",
            {"url": "https://example.org/a?b=c", "title": "See", "transcript": ""},
        )
    ]
    assert "https://example.org/a?b=c" in said(result, Topic.LINK)[0]


def test_a_link_that_stands_there_already_is_not_doubled(draft, plan):
    embed = block(
        "embed", {"url": "https://example.org/", "title": "x", "transcript": "y"}
    )
    draft.nodes[1].value["media"] = (
        draft.nodes[1].value["media"].stream_block.to_python([embed])
    )
    text = row(
        level=2,
        label="Adds tops",
        id=draft.nodes[1].id,
        page_url="https://example.org/",
    )

    result = plan(text, "map.csv", page=draft)

    assert result.nodes[0]["value"]["media"] == [embed]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "http://[", "mailto:a@b.c", "x"],
)
def test_what_is_no_address_of_a_page_is_kept_as_text(db, plan, url):
    text = json.dumps(
        {
            "format": "mesh-pathway",
            "version": 1,
            "nodes": [{"label": "a", "level": 1, "page": {"url": url}}],
        }
    )

    result = plan(text, "map.json")

    [media] = result.nodes[0]["value"]["media"]
    assert media["type"] == "text"
    assert url in media["value"]
    assert url in said(result, Topic.LINK)[0]


def test_planning_reads_little_however_large_the_map(
    subject_page, author, plan, django_assert_max_num_queries
):
    pages = [KnowledgePageFactory(parent=subject_page) for _page in "abc"]
    page = PathwayPageFactory(parent=subject_page, nodes=120, pages=pages)
    text = exported(page, MapFormat.JSON)
    page = PathwayPage.objects.get(pk=page.pk)

    with django_assert_max_num_queries(14):
        result = plan(text, "map.json", page=page, by=author)

    assert result.changes == []


def test_a_person_gets_no_picture_that_they_may_not_choose(
    subject_page, plan, picture_map
):
    curator = UserFactory(roles=[Role.REVIEWER])

    result = plan(picture_map, "map.json", by=curator)

    [media] = result.nodes[0]["value"]["media"]
    assert media["type"] == "embed"


@pytest.fixture
def picture_map(subject_page, settings, tmp_path):
    """The JSON of a map with a picture that is here."""
    settings.MEDIA_ROOT = tmp_path
    picture = wagtail_factories.ImageFactory(title="A number line")
    figure = {
        "image": {"image": picture.pk, "alt_text": "From 0 to 2", "decorative": False},
        "caption": "",
    }
    page = PathwayPageFactory(
        parent=subject_page,
        nodes=[node("a", level=1, media=[block("figure", figure)])],
    )
    return exported(page, MapFormat.JSON)

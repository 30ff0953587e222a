"""Media from a file: cleaned, found again here, or kept as a link to where they were."""

import json
import uuid

import pytest
import wagtail_factories
from wagtail.images.models import Filter
from wagtail.models import Collection

from mesh.core.constants import Role
from pathways.blocks.media import MediaStreamBlock
from pathways.interchange.documents import MapFormat, Topic
from pathways.interchange.exporting import document_of, export_map, losses
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node


def mesh_json(*media, resources=None):
    return json.dumps(
        {
            "format": "mesh-pathway",
            "version": 1,
            "nodes": [{"label": "a", "level": 1, "kind": "note", "media": media}],
            "resources": resources or {},
        }
    )


@pytest.fixture
def imported(plan, db):
    """The media that a file's media become, and what is said of them."""

    def make(*media, resources=None, by=None):
        result = plan(mesh_json(*media, resources=resources), "map.json", by=by)
        blocks = result.nodes[0]["value"]["media"]
        words = [(remark.topic, remark.words) for remark in result.remarks]
        return [(each["type"], each["value"]) for each in blocks], words

    return make


def facts(**named):
    return {"1": {"url": "https://other.example/media/x", **named}}


@pytest.mark.parametrize(
    "rich",
    [
        '<p data-block-key="a1b2c">Plain &amp; <b>bold</b> <i>it</i></p>',
        '<ul><li data-block-key="x">one</li><li>two</li></ul>',
        "<p>H<sub>2</sub>O, 5<sup>2</sup>, a\u00a0b<br/>c</p>",
        '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
        '<p><a href="/evidence/some-study/">cited</a></p>',
    ],
)
def test_texts_as_the_editor_writes_them_stay_as_they_are(imported, rich):
    assert imported(block("text", rich)) == ([("text", rich)], [])


@pytest.mark.parametrize(
    ("rich", "expected"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p><a>a</a></p>"),
        ('<p><img src="x" onerror="x()"/>a</p>', "<p>a</p>"),
        ("<h1>a</h1><iframe src='//x'></iframe>", "a"),
        ('<embed embedtype="image" id="1"/>', ""),
        ('<p style="color:red"><u>a</u></p>', "<p>a</p>"),
    ],
)
def test_markup_that_the_editor_cannot_write_is_taken_out(imported, rich, expected):
    blocks, _words = imported(block("text", rich))

    assert blocks == [("text", expected)]


def test_it_is_said_that_formatting_was_taken_out(imported):
    _blocks, words = imported(block("text", "<h1>a</h1>"))

    assert words == [
        (Topic.NOTE, "Formatting that texts here can’t have was taken out.")
    ]


def test_a_link_to_a_page_here_is_found_by_key_and_slug(imported, subject_page):
    page = KnowledgePageFactory(parent=subject_page)
    rich = f'<p><a linktype="page" id="{page.pk}">x</a></p>'
    resources = {
        "pages": {str(page.pk): {"slug": page.slug, "url": "https://o.example/"}}
    }

    assert imported(block("text", rich), resources=resources) == ([("text", rich)], [])


def test_a_link_to_a_page_that_has_another_key_here_is_turned(imported, subject_page):
    page = KnowledgePageFactory(parent=subject_page)
    rich = '<p><a id="99999" linktype="page">x</a></p>'
    resources = {"pages": {"99999": {"slug": page.slug, "url": "https://o.example/"}}}

    blocks, words = imported(block("text", rich), resources=resources)

    assert blocks == [("text", f'<p><a linktype="page" id="{page.pk}">x</a></p>')]
    assert words == []


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (
            {"pages": {"9": {"slug": "gone", "url": "https://o.example/gone/"}}},
            '<p><a href="https://o.example/gone/">x</a></p>',
        ),
        ({"pages": {"9": {"slug": "gone", "url": "javascript:x"}}}, "<p>x</p>"),
        ({"pages": {"9": "odd"}}, "<p>x</p>"),
        ({"pages": ["odd"]}, "<p>x</p>"),
        ({}, "<p>x</p>"),
    ],
)
def test_a_link_to_what_is_not_here_goes_where_it_was(imported, resources, expected):
    rich = '<p><a linktype="page" id="9">x</a></p>'

    blocks, words = imported(block("text", rich), resources=resources)

    assert blocks == [("text", expected)]
    assert words == [
        (Topic.LINK, "A link in its text leads to something that is not here.")
    ]


def figure(key, alt="A line", caption="From 0 to 2"):
    image = {"image": key, "alt_text": alt, "decorative": False}
    return block("figure", {"image": image, "caption": caption})


def test_a_picture_is_found_by_its_only_title(imported, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = wagtail_factories.ImageFactory(title="A number line")

    blocks, words = imported(
        figure(1), resources={"images": facts(title="A number line")}
    )

    assert blocks[0][0] == "figure"
    assert blocks[0][1]["image"]["image"] == picture.pk
    assert words == []


def test_of_two_pictures_with_one_title_the_one_with_the_key_is_meant(
    imported, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    first, second = wagtail_factories.ImageFactory.create_batch(2, title="A line")

    def result(key):
        named = {"images": {str(key): {"title": "A line"}}}
        [(name, value)], _words = imported(figure(key), resources=named)
        return value["image"]["image"] if name == "figure" else None

    assert result(first.pk) == first.pk
    assert result(second.pk) == second.pk
    assert result(second.pk + 1) is None


def test_a_picture_that_is_not_here_is_kept_as_a_link(imported):
    blocks, words = imported(figure(1), resources={"images": facts(title="Gone")})

    assert blocks == [
        (
            "embed",
            {
                "url": "https://other.example/media/x",
                "title": "A line",
                "transcript": "From 0 to 2",
            },
        )
    ]
    assert words == [
        (
            Topic.MEDIA,
            "“A line” is not among the files here; a link to "
            "https://other.example/media/x was kept.",
        )
    ]


def test_a_key_alone_is_not_believed(imported, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = wagtail_factories.ImageFactory(title="Somebody’s photo")

    [(name, value)], words = imported(figure(picture.pk))

    assert (name, value["url"]) == ("embed", "")
    assert words[0][1].endswith("only its words were kept.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("video", {"title": "F", "file": 1, "captions": 1, "transcript": "Words"}),
        ("audio", {"title": "F", "file": 1, "transcript": "Words"}),
        ("document", {"title": "F", "file": 1}),
    ],
)
def test_sound_film_and_documents_are_found_or_linked(
    imported, settings, tmp_path, name, value
):
    settings.MEDIA_ROOT = tmp_path
    named = {"documents": facts(title="The file")}

    [(gone, link)], words = imported(block(name, value), resources=named)
    document = wagtail_factories.DocumentFactory(title="The file")
    [(found, kept)], silence = imported(block(name, value), resources=named)

    assert (gone, link["url"]) == ("embed", "https://other.example/media/x")
    assert link["transcript"] == value.get("transcript", "")
    assert words[0][0] == Topic.MEDIA
    changed = {key: document.pk for key in ("file", "captions") if key in value}
    assert (found, kept) == (name, value | changed)
    assert silence == []


def test_links_and_quotations_keep_their_words(imported):
    embed = {"url": "https://example.org/", "title": "T", "transcript": "W"}
    quote = {"quote": "Words", "source": "Somebody"}

    blocks, words = imported(block("embed", embed | {"x": 1}), block("quote", quote))

    assert blocks == [("embed", embed), ("quote", quote)]
    assert words == []


def test_an_address_that_is_none_is_left_out(imported):
    embed = {"url": "javascript:x", "title": "T", "transcript": "W"}

    blocks, words = imported(block("embed", embed))

    assert blocks == [("embed", embed | {"url": ""})]
    assert words == [
        (Topic.LINK, "“javascript:x” is no address of a page and was left out.")
    ]


@pytest.mark.parametrize(
    "media",
    [
        block("game", {"x": 1}),
        block("text", {"not": "text"}),
        block("quote", "not an object"),
    ],
)
def test_media_of_another_kind_are_reported(imported, media):
    blocks, words = imported(media)

    assert blocks == []
    assert "are not known here and were left out" in words[0][1]


def test_what_is_no_block_is_reported(imported):
    blocks, words = imported("text", {"value": "x"}, 3)

    assert blocks == []
    assert words[0][1] == "A part of its media is not a block and was left out."


def test_odd_values_become_empty_ones(imported):
    blocks, _words = imported(block("quote", {"quote": 3, "source": None}))

    assert blocks == [("quote", {"quote": "", "source": ""})]


def test_identities_of_blocks_are_kept_when_they_are_any(plan, db):
    good = str(uuid.uuid4())
    media = [block("text", "<p>a</p>") | {"id": each} for each in (good, "x", None)]

    result = plan(mesh_json(*media), "map.json")

    first, *others = [each["id"] for each in result.nodes[0]["value"]["media"]]
    assert first == good
    assert all(uuid.UUID(other) for other in others)


@pytest.fixture
def full(subject_page, settings, tmp_path):
    """A map with every kind of media."""
    settings.MEDIA_ROOT = tmp_path
    library = Collection.get_first_root_node()
    picture = wagtail_factories.ImageFactory(title="A number line", collection=library)
    picture.create_rendition(Filter(spec="width-400"))
    file = wagtail_factories.DocumentFactory(title="The file", collection=library)
    page = KnowledgePageFactory(parent=subject_page, live=True)
    rich = f'<p><a linktype="page" id="{page.pk}">page</a> <a linktype="document" id="{file.pk}">file</a></p>'
    film = {"title": "Film", "file": file.pk, "captions": file.pk, "transcript": "Said"}
    media = [
        block("text", rich),
        figure(picture.pk),
        block("video", film),
        block("audio", {"title": "Sound", "file": file.pk, "transcript": "Heard"}),
        block("document", {"title": "Paper", "file": file.pk}),
        block("embed", {"url": "https://e.org/", "title": "There", "transcript": "W"}),
        block("quote", {"quote": "Words", "source": "Somebody"}),
    ]
    assert {each["type"] for each in media} == set(MediaStreamBlock().child_blocks)
    nodes = [node("The start", level=1, kind="symptom", media=media)]
    return PathwayPageFactory(parent=subject_page, nodes=nodes)


def test_all_media_come_back_from_our_json_on_a_new_page(full, plan):
    author = UserFactory(roles=[Role.AUTHOR])
    text = export_map(page=full, form=MapFormat.JSON, public=True).text

    result = plan(text, "map.json", by=author)

    assert result.nodes == [*full.nodes.get_prep_value()]
    assert result.remarks == []


def test_other_formats_carry_words_and_addresses(full):
    note = document_of(page=full, public=True).nodes[0].note

    for words in ("From 0 to 2 http://localhost", "Film http://localhost/documents/"):
        assert words in note
    for words in (
        "Said",
        "Heard",
        "Paper",
        "There https://e.org/",
        "“Words” (Somebody)",
    ):
        assert words in note
    assert "page (http://localhost/subjects/" in note


def test_it_is_said_what_other_formats_do_not_carry(full):
    exports = [
        export_map(page=full, form=form, public=True).losses for form in MapFormat
    ]

    assert exports[-1] == []
    assert exports[0] == losses(document_of(page=full, public=True))
    assert [words[:6] for words in exports[0]] == ["1 node", "The te"]

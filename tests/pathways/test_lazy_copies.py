"""A map's form: copies, nodes without a seal, odd drafts, and maps that are locked."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mesh.core.constants import Role
from pathways.blocks.lazy import Sealer
from pathways.models import PathwayPage
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node
from tests.pathways.editing import edit_url, line, untouched

NEW = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def pathway(subject_page):
    text = block("text", "<p>Draw it.</p>")
    nodes = [node("Start", level=1), node("Line", level=2, media=[text])]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)
    page.save_revision()
    return page


def form_of(client, page):
    return client.get(edit_url(page)).context["form"]


def nodes_of(page):
    latest = PathwayPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return list(latest.nodes.raw_data)


def with_copy(data, seal, source):
    """The form with a copy of node 1 at its end, as the outline sends it."""
    return data | {
        "nodes-count": 3,
        "nodes-2-deleted": "",
        "nodes-2-order": 2,
        "nodes-2-type": "node",
        "nodes-2-id": NEW,
        "nodes-2-value-__raw": seal,
        "nodes-2-value-__from": source,
        **{
            f"nodes-2-value-{name}": data[f"nodes-1-value-{name}"]
            for name in ("label", "level", "kind", "edge", "page")
        },
    }


def test_a_copy_brings_the_seal_of_its_source_and_has_ids_of_its_own(
    signed_in, pathway
):
    data = untouched(form_of(signed_in, pathway))
    data = with_copy(data, data["nodes-1-value-__raw"], data["nodes-1-id"])

    for _again in range(2):  # as the editor's own saving does
        assert signed_in.post(edit_url(pathway), data).status_code == 302

    _start, original, copied = nodes_of(pathway)
    assert copied["id"] == NEW
    assert copied["value"]["label"] == "Line"
    (first,), (second,) = original["value"]["media"], copied["value"]["media"]
    assert (second["type"], second["value"]) == (first["type"], first["value"])
    assert second["id"] != first["id"]


@pytest.mark.parametrize("source", ["", "another"])
def test_a_copy_with_the_seal_of_another_node_is_refused(signed_in, pathway, source):
    data = untouched(form_of(signed_in, pathway))
    data = with_copy(data, data["nodes-1-value-__raw"], source)

    response = signed_in.post(edit_url(pathway), data)

    assert list(response.context["form"].errors.as_data()["nodes"][0].block_errors) == [
        2
    ]
    assert len(nodes_of(pathway)) == 2


def test_a_copy_with_the_seal_of_another_page_is_refused(
    signed_in, pathway, administrator
):
    data = untouched(form_of(signed_in, pathway))
    sealer = Sealer(page=pathway.pk + 1, user=administrator.pk)
    data = with_copy(data, sealer.seal("x", {"media": []}), "x")

    assert signed_in.post(edit_url(pathway), data).status_code == 200


def test_a_stored_node_without_its_seal_keeps_what_lies_beneath(signed_in, pathway):
    before = nodes_of(pathway)
    data = untouched(form_of(signed_in, pathway))
    del data["nodes-1-value-__raw"]

    signed_in.post(edit_url(pathway), data)

    assert nodes_of(pathway) == before


def test_a_node_is_renamed_and_moved_without_being_opened(signed_in, pathway):
    data = untouched(form_of(signed_in, pathway))
    data["nodes-1-value-label"], data["nodes-1-value-level"] = "New", "3"

    signed_in.post(edit_url(pathway), data)

    value = nodes_of(pathway)[1]["value"]
    assert (value["label"], value["level"]) == ("New", 3)
    assert "Draw it." in value["media"][0]["value"]


@pytest.mark.parametrize(
    "odd",
    [
        {"level": 7},
        {"level": None},
        {"label": " two  spaces ", "kind": ""},
        {"label": "Zahl 😀 مرحبا <b>&amp;</b>"},
        {"page": 987_654},
        {"kind": "unheard-of", "edge": "unheard-of"},
    ],
)
def test_an_odd_draft_saved_untouched_is_the_same(signed_in, subject_page, odd):
    raw = node("Odd", level=2)
    raw["value"] |= odd
    page = PathwayPageFactory(parent=subject_page, nodes=[node("Start", 1), raw])
    page.save_revision()
    before = json.dumps(nodes_of(page))
    data = untouched(form_of(signed_in, page))

    response = signed_in.post(edit_url(page), data)

    if odd.get("kind") == "unheard-of":
        assert "is not one of the available choices" in response.content.decode()
    else:
        assert response.status_code == 302
    assert json.dumps(nodes_of(page)) == before


def test_a_page_that_was_deleted_stays_named_until_another_is_chosen(
    signed_in, subject_page
):
    knowledge = KnowledgePageFactory(parent=subject_page)
    nodes = [node("Start", 1), node("Bias", 2, page=987_654)]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)
    page.save_revision()
    form = form_of(signed_in, page)
    state = form.fields["nodes"].widget.form_state(form["nodes"].value())
    data = untouched(form)

    data |= line(1, state[1]["value"] | {"page": {"id": str(knowledge.pk)}})
    signed_in.post(edit_url(page), data)

    assert state[1]["value"]["page"]["state"] == "gone"
    assert nodes_of(page)[1]["value"]["page"] == knowledge.pk


def test_a_locked_map_is_plain_text_and_sends_nothing(signed_in, pathway):
    pathway.locked, pathway.locked_by = True, UserFactory()
    pathway.save()

    response = signed_in.get(edit_url(pathway))
    html = response.content.decode()
    form = response.context["form"]

    assert "outline--locked" in html
    assert "mesh.WritingOutline" not in html
    assert "1 part beneath it" in html
    widget = form.fields["nodes"].widget
    assert widget.value_from_datadict({}, {}, "nodes") == form.instance.nodes


def test_the_form_of_a_map_costs_the_same_for_any_number_of_nodes(
    signed_in, subject_page
):
    pages = [KnowledgePageFactory(parent=subject_page) for _ in range(3)]
    small = PathwayPageFactory(parent=subject_page, nodes=4, pages=pages)
    large = PathwayPageFactory(parent=subject_page, nodes=60, pages=pages)
    for page in (small, large):
        page.save_revision()
        signed_in.get(edit_url(page))

    counts = []
    for page in (small, large):
        with CaptureQueriesContext(connection) as seen:
            signed_in.get(edit_url(page))
        counts.append(len(seen))

    assert counts[1] <= counts[0]


@pytest.mark.parametrize(
    ("role", "may_start"), [(Role.AUTHOR, True), (Role.REVIEWER, False), (None, False)]
)
def test_only_who_may_add_pages_is_offered_to_start_one(
    pathway, person, role, may_start
):
    form_class = PathwayPage.get_edit_handler().get_form_class()
    user = person(role) if role else None
    form = form_class(instance=pathway, parent_page=pathway.get_parent(), for_user=user)

    assert bool(form.fields["nodes"].widget.frame["startUrl"]) is may_start


def test_a_level_that_is_no_number_comes_back_as_it_was_written(signed_in, pathway):
    data = untouched(form_of(signed_in, pathway))
    data["nodes-1-value-level"] = "deep"

    response = signed_in.post(edit_url(pathway), data)

    assert response.status_code == 200
    state = response.context["form"].fields["nodes"].widget
    shown = state.form_state(response.context["form"]["nodes"].value())
    assert shown[1]["value"]["level"] == "deep"

"""A map's form: closed nodes come back as they went, or not at all."""

import json
import re

import pytest
from django.core import signing

from pathways.blocks.lazy import NEW_PAGE_SECONDS, Sealer
from pathways.models import PathwayPage
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node
from tests.pathways.editing import add_url, edit_url, opened, plain_fields, untouched

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def pathway(subject_page, picture):
    knowledge = KnowledgePageFactory(parent=subject_page)
    figure = {
        "image": {"image": picture.pk, "alt_text": "A line", "decorative": False},
        "caption": "From 0 to 2",
    }
    page = PathwayPageFactory(
        parent=subject_page,
        nodes=[
            node("Start", level=1, media=[block("figure", figure)]),
            node("Bias", level=2, page=knowledge),
            node("Line", level=3, media=[block("text", "<p>Draw <b>it</b>.</p>")]),
        ],
    )
    page.save_revision()
    return page


def form_of(client, url):
    return client.get(url).context["form"]


def nodes_of(page):
    latest = PathwayPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return list(latest.nodes.raw_data)


def labels_of(page):
    return [raw["value"]["label"] for raw in nodes_of(page)]


def test_saving_an_untouched_map_changes_nothing(signed_in, pathway):
    before = nodes_of(pathway)
    data = untouched(form_of(signed_in, edit_url(pathway)))

    response = signed_in.post(edit_url(pathway), data)

    assert response.status_code == 302
    assert nodes_of(pathway) == before
    assert pathway.revisions.count() == 2


def test_a_closed_node_is_its_line_and_one_sealed_value(signed_in, pathway):
    html = signed_in.get(edit_url(pathway)).content.decode()
    data = untouched(form_of(signed_in, edit_url(pathway)))

    assert "dist/editor.js" in html
    assert "mesh.WritingOutline" in html
    assert sum(key.startswith("nodes-1-") for key in data) == 10


@pytest.mark.parametrize("size", [60, 200])
def test_a_large_map_stays_far_below_the_limit_of_form_fields(
    signed_in, subject_page, settings, size
):
    page = PathwayPageFactory(parent=subject_page, nodes=size)
    data = untouched(form_of(signed_in, edit_url(page)))

    assert len(data) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 8
    assert signed_in.post(edit_url(page), data).status_code == 302
    assert len(nodes_of(page)) == size


def test_an_opened_node_is_read_from_its_fields(signed_in, pathway):
    data = untouched(form_of(signed_in, edit_url(pathway)))
    del data["nodes-1-value-__raw"]
    data |= opened(1, "Edited", 2, id=data["nodes-1-id"])

    signed_in.post(edit_url(pathway), data)

    assert labels_of(pathway) == ["Start", "Edited", "Line"]


def test_nodes_come_back_in_the_order_that_the_author_gave_them(signed_in, pathway):
    data = untouched(form_of(signed_in, edit_url(pathway)))
    data["nodes-1-order"], data["nodes-2-order"] = 2, 1

    signed_in.post(edit_url(pathway), data)

    assert labels_of(pathway) == ["Start", "Line", "Bias"]


def unsigned(data, pathway):
    value = {**nodes_of(pathway)[2]["value"], "media": [block("text", SCRIPT)]}
    return json.dumps(value)


def altered(data, pathway):
    text = data["nodes-2-value-__raw"]
    return text[:20] + ("A" if text[20] != "A" else "B") + text[21:]


def from_another_node(data, pathway):
    return data["nodes-1-value-__raw"]


def of_another_person(data, pathway):
    raw = nodes_of(pathway)[2]
    sealer = Sealer(page=pathway.pk, user=UserFactory().pk)
    return sealer.seal(raw["id"], {**raw["value"], "label": SCRIPT})


def of_another_page(data, pathway):
    raw = nodes_of(pathway)[2]
    user = pathway.tester.pk
    sealer = Sealer(page=pathway.pk + 1, user=user)
    return sealer.seal(raw["id"], {**raw["value"], "label": SCRIPT})


def signed_for_something_else(data, pathway):
    salt = f"pathways.node.{pathway.tester.pk}"
    return signing.dumps(["no", "payload"], salt=salt)


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        altered,
        from_another_node,
        of_another_person,
        of_another_page,
        signed_for_something_else,
    ],
)
def test_a_seal_that_is_not_ours_is_refused_and_nothing_else_is_lost(
    signed_in, pathway, administrator, forge
):
    pathway.tester = administrator
    data = untouched(form_of(signed_in, edit_url(pathway)))
    data["nodes-2-value-__raw"] = forge(data, pathway)
    data["nodes-2-value-label"] = "My new words"
    data["nodes-1-value-label"] = "Edited"

    response = signed_in.post(edit_url(pathway), data)

    assert response.status_code == 200
    form = response.context["form"]
    error = form.errors.as_data()["nodes"][0]
    assert list(error.block_errors) == [2]
    (refusal,) = error.block_errors[2].non_block_errors.as_data()
    assert "did not come back as it was sent" in refusal.message
    values = [child.value["label"] for child in form["nodes"].value()]
    assert values == ["Start", "Edited", "My new words"]
    assert SCRIPT not in response.content.decode()
    assert labels_of(pathway) == ["Start", "Bias", "Line"]


def test_the_form_that_comes_back_can_be_saved(signed_in, pathway):
    data = untouched(form_of(signed_in, edit_url(pathway)))
    data["nodes-2-value-__raw"] = "forged"
    response = signed_in.post(edit_url(pathway), data)

    again = untouched(response.context["form"])
    signed_in.post(edit_url(pathway), again)

    assert labels_of(pathway) == ["Start", "Bias", "Line"]


def test_a_forged_node_that_was_never_saved_keeps_only_its_line(signed_in, pathway):
    data = untouched(form_of(signed_in, edit_url(pathway)))
    data["nodes-2-id"] = "00000000-0000-0000-0000-000000000000"

    response = signed_in.post(edit_url(pathway), data)

    assert response.status_code == 200
    value = response.context["form"]["nodes"].value()[2].value
    assert value["label"] == "Line"
    assert not value["media"]


def test_a_map_is_made_in_the_form_for_a_new_page(signed_in, subject_page):
    url = add_url(subject_page, PathwayPage)
    organisation = PathwayPageFactory(parent=subject_page).organisation
    data = plain_fields(form_of(signed_in, url)) | {
        "title": "New map",
        "slug": "new-map",
        "summary": "Short.",
        "organisation": organisation.pk,
        "nodes-count": 2,
        **opened(0, "Start", 1),
        **opened(1, "Next", 2),
    }

    response = signed_in.post(url, data)

    assert response.status_code == 302
    page = PathwayPage.objects.get(slug="new-map")
    assert labels_of(page) == ["Start", "Next"]


def test_a_seal_from_the_form_of_a_new_page_holds_for_the_page_that_it_made(
    signed_in, pathway, administrator
):
    raw = nodes_of(pathway)[2]
    data = untouched(form_of(signed_in, edit_url(pathway)))
    sealer = Sealer(page=None, user=administrator.pk)
    data["nodes-2-value-__raw"] = sealer.seal(raw["id"], raw["value"])

    assert signed_in.post(edit_url(pathway), data).status_code == 302


def test_a_seal_of_a_new_page_does_not_hold_for_ever(monkeypatch):
    sealer = Sealer(page=None, user=1)
    text = sealer.seal("node", {"label": "Start"})
    stamp = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: stamp + NEW_PAGE_SECONDS + 5)

    with pytest.raises(signing.SignatureExpired):
        Sealer(page=7, user=1).unseal("node", text)


def test_an_error_stands_at_its_node_and_the_others_stay_closed(signed_in, pathway):
    data = untouched(form_of(signed_in, edit_url(pathway)))
    del data["nodes-1-value-__raw"]
    data |= opened(1, "x" * 161, 2, id=data["nodes-1-id"])

    response = signed_in.post(edit_url(pathway), data)

    error = response.context["form"].errors.as_data()["nodes"][0]
    assert list(error.block_errors) == [1]
    assert list(error.block_errors[1].block_errors) == ["label"]


def test_the_comparison_of_revisions_shows_the_node_that_changed(signed_in, pathway):
    first = pathway.latest_revision
    data = untouched(form_of(signed_in, edit_url(pathway)))
    del data["nodes-1-value-__raw"]
    data |= opened(1, "Bias of whole numbers", 2, id=data["nodes-1-id"])
    signed_in.post(edit_url(pathway), data)
    second = PathwayPage.objects.get(pk=pathway.pk).latest_revision

    response = signed_in.get(
        f"/admin/pages/{pathway.pk}/revisions/compare/{first.pk}...{second.pk}/"
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'class="addition">[^<]*of whole numbers', html)
    assert html.count('class="addition"') == 1


def test_the_preview_shows_what_the_form_holds(signed_in, pathway):
    data = untouched(form_of(signed_in, edit_url(pathway)))
    url = f"/admin/pages/{pathway.pk}/edit/preview/"

    answer = signed_in.post(url, data).json()
    html = signed_in.get(url).content.decode()

    assert answer == {"is_valid": True, "is_available": True}
    assert "Bias" in html

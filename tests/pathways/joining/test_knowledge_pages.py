"""Two editors save the same knowledge page."""

import json

import pytest
from django.test import Client

from pathways.constants import KnowledgeKind
from pathways.models import KnowledgePage
from tests.factories.pathways import KnowledgePageFactory
from tests.pathways.editing import edit_url, plain_fields, stream_prefix

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(subject_page, association, ada):
    made = KnowledgePageFactory(
        parent=subject_page,
        kind=KnowledgeKind.BARRIER,
        organisation=association,
        owner=ada,
        title="Whole-number bias",
    )
    made.save_revision(user=ada)
    return made


@pytest.fixture
def opened_by(page):
    """Opens the editor: the person's browser and what it would send."""

    def open_editor(user):
        client = Client()
        client.force_login(user)
        form = client.get(edit_url(page)).context["form"]
        return client, plain_fields(form) | stream_prefix("body", [])

    return open_editor


def written(text):
    """A paragraph as the rich text editor sends it."""
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def latest(page):
    return KnowledgePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_parts_that_one_wrote_come_with_the_title_that_the_other_gave(
    page, opened_by, ada, ben
):
    adas, from_ada = opened_by(ada)
    bens, from_ben = opened_by(ben)
    parts = stream_prefix("body", [("what_you_see", written("They add tops."))])

    adas.post(edit_url(page), from_ada | parts)
    bens.post(edit_url(page), from_ben | {"title": "A bias"})

    draft = latest(page)
    assert draft.title == "A bias"
    assert [block.block_type for block in draft.body] == ["what_you_see"]


def test_parts_that_both_wrote_are_chosen(page, opened_by, ada, ben):
    adas, from_ada = opened_by(ada)
    bens, from_ben = opened_by(ben)
    seen = stream_prefix("body", [("what_you_see", written("Seen."))])
    why = stream_prefix("body", [("why_it_happens", written("Why."))])

    adas.post(edit_url(page), from_ada | seen)
    response = bens.post(edit_url(page), from_ben | why)

    (clash,) = response.context["form"].clashes
    assert clash.field == "body"
    assert [block.block_type for block in latest(page).body] == ["what_you_see"]
    token = response.context["form"]["loaded_version"].value()
    chosen = {clash.name: "mine", "loaded_version": token}
    bens.post(edit_url(page), from_ben | why | chosen)
    assert [block.block_type for block in latest(page).body] == ["why_it_happens"]

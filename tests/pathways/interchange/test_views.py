"""The public downloads: what is live, for anybody, and nothing else."""

import json

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from pathways.interchange.documents import MapFormat
from pathways.interchange.reading import read_map
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node
from workflows.models import Verdict

TYPES = {
    "mm": "application/x-freemind",
    "opml": "text/x-opml",
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
}


def export_url(page, form="json"):
    return reverse("pathways:export", args=[page.pk, form])


@pytest.fixture
def hidden(subject_page):
    return KnowledgePageFactory(parent=subject_page, title="Hidden barrier")


@pytest.fixture
def pathway(subject_page, hidden):
    """A live map with a link to a live page, one to a draft, and texts that link."""
    shown = KnowledgePageFactory(parent=subject_page, live=True, title="Shown barrier")
    links = (
        f'<p><a linktype="page" id="{shown.pk}">here</a> and '
        f'<a linktype="page" id="{hidden.pk}">there</a></p>'
    )
    nodes = [
        node("The start", level=1, kind="symptom"),
        node("Größe", page=shown, media=[block("text", links)]),
        node("Not yet", page=hidden),
    ]
    return PathwayPageFactory(
        parent=subject_page, live=True, nodes=nodes, title="Adding fractions"
    )


@pytest.mark.parametrize("form", [form.value for form in MapFormat])
def test_every_format_is_sent_with_its_type_and_name(client, pathway, form):
    response = client.get(export_url(pathway, form))

    assert response.status_code == 200
    assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="adding-fractions.{form}"'
    )
    read = read_map(data=response.content, name=f"map.{form}")
    labels = [(each.label, each.level) for each in read.nodes]
    assert labels == [("The start", 1), ("Größe", 2), ("Not yet", 2)]
    assert [each.id for each in read.nodes] == [each.id for each in pathway.nodes]


@pytest.mark.parametrize("form", [form.value for form in MapFormat])
def test_no_format_names_a_page_that_readers_cannot_see(client, pathway, hidden, form):
    text = client.get(export_url(pathway, form)).content.decode()

    assert "shown-barrier" in text
    assert "hidden-barrier" not in text
    assert f"{hidden.pk}/{hidden.slug}" not in text
    assert "there" in text  # the words of the link stay


def test_the_json_holds_the_media_as_they_are_stored(client, pathway):
    data = json.loads(client.get(export_url(pathway)).content)

    media = data["nodes"][1]["media"]
    assert media[0]["id"] == pathway.nodes[1].value["media"][0].id
    assert media[0]["value"].startswith('<p><a linktype="page" id="')
    assert media[0]["value"].endswith("here</a> and there</p>")
    assert data["url"] == pathway.full_url


def test_an_unknown_format_is_not_found(client, pathway):
    assert client.get(export_url(pathway, "xmind")).status_code == 404


def test_a_draft_is_not_found(client, subject_page):
    draft = PathwayPageFactory(parent=subject_page, nodes=3)

    assert client.get(export_url(draft)).status_code == 404


def test_what_is_live_without_a_verdict_is_not_found(client, pathway, now):
    verdict = Verdict.objects.get(round__page_id=pathway.pk)
    verdict.revoke(by=verdict.judge, now=now, reason="A figure was wrong")

    assert client.get(export_url(pathway)).status_code == 404


def test_a_page_for_some_readers_only_is_not_found(client, pathway, subject_page):
    PageViewRestriction.objects.create(
        page=subject_page, restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(export_url(pathway)).status_code == 404


def test_a_newer_draft_is_not_sent(client, pathway):
    pathway.nodes = [("node", {"label": "Not judged yet", "level": 1})]
    pathway.save_revision()

    assert "Not judged yet" not in client.get(export_url(pathway)).content.decode()


def test_it_is_only_read(client, pathway):
    assert client.post(export_url(pathway)).status_code == 405


def test_an_unchanged_map_is_sent_once(client, pathway):
    first = client.get(export_url(pathway))

    again = client.get(export_url(pathway), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_queries_do_not_grow_with_the_nodes(
    client, subject_page, django_assert_max_num_queries
):
    pages = [KnowledgePageFactory(parent=subject_page, live=True) for _page in "abc"]
    large = PathwayPageFactory(parent=subject_page, live=True, nodes=80, pages=pages)

    with django_assert_max_num_queries(12):
        client.get(export_url(large))

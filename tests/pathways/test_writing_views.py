"""What the writing outline asks of the server."""

import json

import pytest
from django.urls import reverse

from mesh.core.constants import Role
from pathways.models import KnowledgePage
from tests.factories.core import OrganisationFactory
from tests.factories.pathways import KnowledgePageFactory

CHECK = "/admin/writing/check/"


@pytest.fixture
def author(client, person):
    author = person(Role.AUTHOR)
    client.force_login(author)
    return author


def line(**fields):
    return {"id": "a", "label": "Bias", "level": 1, "kind": "symptom", **fields}


def ask(client, *lines, **parts):
    return client.post(CHECK, {"lines": json.dumps(lines), **parts})


def rules(answer):
    return [point["rule"] for point in answer.json()["points"]]


def test_the_checklist_names_the_node_and_what_to_do(client, author):
    answer = ask(client, line(label=""))

    assert answer.json()["points"] == [
        {
            "node": "a",
            "rule": "label",
            "message": "Give it a label.",
            "required": True,
        }
    ]


def test_pages_are_told_as_they_are_now(client, author, subject_page):
    draft = KnowledgePageFactory(parent=subject_page, title="Bias")

    answer = ask(client, line(page=str(draft.pk)), line(id="b", level=2, page="999999"))

    assert answer.json()["pages"][str(draft.pk)] == {
        "id": str(draft.pk),
        "title": "Bias",
        "state": "draft",
        "url": f"/admin/pages/{draft.pk}/edit/",
    }
    assert answer.json()["pages"]["999999"]["state"] == "gone"
    assert rules(answer) == ["page_draft", "page_gone"]


def test_the_parts_of_an_opened_node_are_read_from_its_fields(client, author):
    prefix = "nodes-0-value-media"
    fields = {
        f"{prefix}-count": "1",
        f"{prefix}-0-deleted": "",
        f"{prefix}-0-order": "0",
        f"{prefix}-0-type": "audio",
        f"{prefix}-0-id": "",
        f"{prefix}-0-value-title": "Recording",
        f"{prefix}-0-value-file": "",
        f"{prefix}-0-value-transcript": " ",
    }

    missing = ask(client, line(media=prefix, faults=["no_alt"]), **fields)
    fields[f"{prefix}-0-value-transcript"] = "One half."
    given = ask(client, line(media=prefix, faults=["no_alt"]), **fields)

    assert rules(missing) == ["no_transcript"]
    assert rules(given) == []


def test_the_parts_of_a_closed_node_are_as_they_were_told(client, author):
    assert rules(ask(client, line(faults=["no_alt", "nonsense"]))) == ["no_alt"]


@pytest.mark.parametrize(
    "sent", ["", "{", "3", '["text"]', '[{"id": "a", "level": {}, "faults": 3}]']
)
def test_a_map_that_cannot_be_read_is_refused(client, author, sent):
    answer = client.post(CHECK, {"lines": sent})

    assert answer.status_code == 400
    assert answer.json() == {"error": "The map could not be read."}


def test_the_checklist_is_for_those_who_may_enter_the_admin(client, db):
    assert ask(client, line()).status_code == 302


def test_checking_costs_the_same_for_any_number_of_nodes(
    client, author, subject_page, django_assert_max_num_queries
):
    pages = [KnowledgePageFactory(parent=subject_page) for _ in range(5)]
    lines = [line(id=str(page.pk), level=2, page=page.pk) for page in pages * 20]

    with django_assert_max_num_queries(8):
        ask(client, *lines)


@pytest.fixture
def start(client, subject_page):
    url = reverse("writing:start_page", args=[subject_page.pk])

    def post(**changes):
        given = {
            "title": "Whole-number bias",
            "kind": "barrier",
            "organisation": OrganisationFactory().pk,
        }
        return client.post(url, given | changes)

    return post


def test_a_page_is_started_and_told(author, start):
    answer = start()

    page = KnowledgePage.objects.get()
    assert answer.status_code == 201
    assert answer.json()["page"]["id"] == str(page.pk)
    assert page.owner == author


@pytest.mark.parametrize(
    "changes", [{"title": ""}, {"organisation": "x"}, {"organisation": "99999"}]
)
def test_a_page_that_cannot_be_started_says_why(author, start, changes):
    answer = start(**changes)

    assert answer.status_code == 422
    assert answer.json()["error"]


def test_starting_a_page_wants_the_right_to_write(client, person, start):
    client.force_login(person(Role.REVIEWER))

    assert start().status_code == 422
    assert not KnowledgePage.objects.exists()


def test_a_page_cannot_be_started_under_what_is_no_subject(client, author):
    answer = client.post(reverse("writing:start_page", args=[999_999]))

    assert answer.status_code == 404

"""The lists of review records are read by some, written by nobody, and keep secrets."""

import pytest
from django.urls import reverse

from mesh.core.constants import Role
from tests.factories import workflows
from workflows.models import ReviewAssignment, ReviewRound, Verdict

MODELS = (ReviewRound, ReviewAssignment, Verdict)


def address(model, action, *args):
    name = f"{model._meta.app_label}_{model._meta.model_name}_modeladmin_{action}"
    return reverse(name, args=args)


@pytest.fixture
def records(page):
    """A round, an assignment and a verdict on the author's page."""
    workflows.make_live(page)
    return {model: model.objects.first() for model in MODELS}


def is_shown(response):
    return response.status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.TRUSTEE])
def test_coordinators_and_trustees_read_the_records(
    client, records, person, role, model
):
    client.force_login(person(role))

    assert is_shown(client.get(address(model, "index")))
    assert is_shown(client.get(address(model, "inspect", records[model].pk)))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.REVIEWER, Role.JUDGE])
def test_nobody_else_reads_them(client, records, person, role, model):
    client.force_login(person(role))

    assert not is_shown(client.get(address(model, "index")))
    assert not is_shown(client.get(address(model, "inspect", records[model].pk)))


@pytest.mark.parametrize("model", MODELS)
def test_an_author_who_coordinates_learns_nothing_of_their_own_page(
    client, records, author, coordinator, model
):
    author.groups.add(coordinator.groups.get())
    client.force_login(author)

    listed = client.get(address(model, "index")).context["object_list"]

    assert list(listed) == []
    assert not is_shown(client.get(address(model, "inspect", records[model].pk)))


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_an_administrator_can_not_change_a_record(
    client, records, administrator, action
):
    client.force_login(administrator)

    for model, record in records.items():
        assert not is_shown(client.get(address(model, action, record.pk)))

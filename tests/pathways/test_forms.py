"""The editor's form: a draft is always saved, a review asks for what is missing."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from mesh.core.constants import Role
from pathways.constants import PARTS, KnowledgeKind
from pathways.forms import KnowledgePageForm
from pathways.models import KnowledgePage, PathwayPage
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import full_body
from tests.pathways.editing import edit_url, opened, plain_fields, stream_prefix

BARRIER = KnowledgeKind.BARRIER


def form_for(page, data, user):
    form_class = type(page).get_edit_handler().get_form_class()
    return form_class(
        data, {}, instance=page, parent_page=page.get_parent(), for_user=user
    )


def filled(page, user, **changes):
    """The page's form as a browser sends it, its streams replaced by `changes`."""
    form_class = type(page).get_edit_handler().get_form_class()
    fresh = form_class(instance=page, parent_page=page.get_parent(), for_user=user)
    return plain_fields(fresh) | changes


def errors_of(page, data, user, name="body"):
    form = form_for(page, data, user)
    assert not form.is_valid()
    return form.errors.as_data()[name][0]


def messages_of(error):
    return [message for each in error.non_block_errors.as_data() for message in each]


def test_a_draft_without_any_part_is_saved(client, administrator, subject_page):
    client.force_login(administrator)
    page = KnowledgePageFactory(parent=subject_page)
    data = filled(page, administrator, **stream_prefix("body", []))

    response = client.post(edit_url(page), data)

    assert response.status_code == 302
    assert page.revisions.count() == 1


def test_a_draft_without_kind_or_summary_is_saved(client, administrator, subject_page):
    client.force_login(administrator)
    page = KnowledgePageFactory(parent=subject_page, kind="", summary="")
    data = filled(page, administrator, **stream_prefix("body", []))

    assert client.post(edit_url(page), data).status_code == 302


def test_a_draft_of_a_map_with_gaps_in_its_levels_is_saved(
    client, administrator, subject_page
):
    client.force_login(administrator)
    page = PathwayPageFactory(parent=subject_page)
    data = filled(
        page,
        administrator,
        **{"nodes-count": 2},
        **opened(0, "", ""),
        **opened(1, "Deep", 5),
    )

    assert client.post(edit_url(page), data).status_code == 302


def test_sending_to_review_names_every_missing_part_and_where_to_add_it(
    administrator, subject_page
):
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER)
    data = filled(page, administrator, **stream_prefix("body", []))

    error = errors_of(page, data, administrator)

    required = [part for part in PARTS if BARRIER in part.required_on]
    assert len(messages_of(error)) == len(required)
    assert messages_of(error)[0] == (
        "“30-second card” is missing. Add it with the + button, under “For a barrier”."
    )


def test_an_empty_part_is_named_at_its_place(administrator, subject_page):
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER)
    body = stream_prefix("body", [("what_you_see", "null")])
    data = filled(page, administrator, **body)

    error = errors_of(page, data, administrator)

    assert error.block_errors[0].messages == [
        "“What you see” is empty. Write it before the page goes to review."
    ]


def test_a_part_of_the_other_kind_is_named_at_its_place(administrator, subject_page):
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER)
    body = stream_prefix("body", [("gaps", "null")])
    data = filled(page, administrator, **body)

    error = errors_of(page, data, administrator)

    assert "“What is not known yet” belongs on a page of the other kind" in str(
        error.block_errors[0]
    )


def test_without_a_kind_only_the_kind_is_asked_for(administrator, subject_page):
    page = KnowledgePageFactory(parent=subject_page, kind="")
    data = filled(page, administrator, **stream_prefix("body", []))

    form = form_for(page, data, administrator)

    assert list(form.errors) == ["kind"]


def test_an_empty_map_is_not_sent_to_review(administrator, subject_page):
    page = PathwayPageFactory(parent=subject_page)
    data = filled(page, administrator, **{"nodes-count": 0})

    error = errors_of(page, data, administrator, "nodes")

    assert messages_of(error) == ["The map is empty. Add its first line."]


@pytest.mark.parametrize(
    ("levels", "wrong"),
    [
        ([2], {0: "The first node is the start of the map: give it level 1."}),
        ([1, 1], {1: "A map has one start. Give this node level 2 or more."}),
        (
            [1, 2, 4],
            {2: "The node before has level 2, so this one can have level 3 at most."},
        ),
        ([1, 2, 3, 2, 3], {}),
    ],
)
def test_a_node_out_of_place_is_told_so_at_its_level(
    administrator, subject_page, levels, wrong
):
    page = PathwayPageFactory(parent=subject_page)
    data = filled(page, administrator, **{"nodes-count": len(levels)})
    for index, level in enumerate(levels):
        data |= opened(index, f"Node {index}", level)

    form = form_for(page, data, administrator)

    found = {}
    if not form.is_valid():
        errors = form.errors.as_data()["nodes"][0].block_errors
        found = {
            index: error.block_errors["level"].messages[0]
            for index, error in errors.items()
        }
    assert found == wrong


def test_a_level_out_of_place_joins_what_else_is_wrong_with_the_node(
    administrator, subject_page
):
    page = PathwayPageFactory(parent=subject_page)
    data = filled(page, administrator, **{"nodes-count": 1}, **opened(0, "", 2))

    error = errors_of(page, data, administrator, "nodes")

    assert set(error.block_errors[0].block_errors) == {"label", "level"}


def test_a_form_without_the_streams_is_no_reason_to_fail(administrator, subject_page):
    page = KnowledgePageFactory(parent=subject_page, body=full_body(BARRIER))
    form_class = KnowledgePage.get_edit_handler().get_form_class()
    form = form_class({}, {}, instance=page, for_user=administrator)
    del form.fields["body"]

    form.full_clean()

    assert "body" not in form.errors
    assert isinstance(form, KnowledgePageForm)


@pytest.fixture
def author(person, subject_page):
    """An author who may edit everything, and a workflow that begins at the root."""
    user = person(Role.AUTHOR)
    group = user.groups.get()
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=Page.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    workflow = Workflow.objects.first() or Workflow.objects.create(name="Review")
    WorkflowPage.objects.update_or_create(
        page=Page.get_first_root_node(), defaults={"workflow": workflow}
    )
    return user


def test_submitting_in_the_editor_is_refused_while_a_part_is_missing(
    client, author, subject_page
):
    client.force_login(author)
    page = KnowledgePageFactory(parent=subject_page, kind=BARRIER)
    data = filled(page, author, **stream_prefix("body", []))

    response = client.post(edit_url(page), data | {"action-submit": "1"})

    assert response.status_code == 200
    assert "is missing. Add it with the + button" in response.content.decode()
    assert not page.revisions.exists()
    assert page.current_workflow_state is None


def test_the_map_form_without_nodes_in_it_is_no_reason_to_fail(
    administrator, subject_page
):
    page = PathwayPageFactory(parent=subject_page)
    form_class = PathwayPage.get_edit_handler().get_form_class()
    form = form_class({}, {}, instance=page, for_user=administrator)
    del form.fields["nodes"]

    form.full_clean()

    assert "nodes" not in form.errors

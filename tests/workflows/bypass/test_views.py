"""Ways to publish through Wagtail's admin, as the strongest user: all refused."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page

from pathways.blocks.lazy import Sealer
from pathways.blocks.nodes import SEALED
from tests.factories import workflows
from workflows.models import Verdict


def form_of(pathway, user, **changes):
    """What the editor's form posts, each node closed and sealed."""
    data = {
        "title": pathway.title,
        "slug": pathway.slug,
        "summary": pathway.summary,
        "organisation": pathway.organisation_id,
        "nodes-count": len(pathway.nodes),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    sealer = Sealer(page=pathway.pk, user=user.pk)
    for number, node in enumerate(pathway.nodes):
        name = f"nodes-{number}"
        data |= {
            f"{name}-deleted": "",
            f"{name}-order": number,
            f"{name}-type": "node",
            f"{name}-id": node.id,
            f"{name}-value-{SEALED}": sealer.seal(
                node.id, node.block.get_prep_value(node.value)
            ),
        }
    return {**data, **changes}


def edit(client, pathway, user, **changes):
    client.force_login(user)
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[pathway.pk]),
        form_of(pathway, user, **changes),
        follow=True,
    )


def test_an_author_submits_and_the_page_goes_live_by_reports_and_verdict(
    client, pathway, author
):
    edit(client, pathway, author, **{"title": "Fractions", "action-submit": "1"})
    pathway.refresh_from_db()
    assert pathway.current_workflow_state is not None

    workflows.report(pathway.review_rounds.get())
    workflows.judge(pathway)

    assert pathway.live
    assert client.get(pathway.url).status_code == 200
    assert Page.objects.get(pk=pathway.pk).title == "Fractions"


def test_submitting_an_empty_map_says_so_and_loses_nothing(client, pathway, author):
    pathway.nodes = []

    response = edit(client, pathway, author, **{"action-submit": "1", "title": "New"})

    pathway.refresh_from_db()
    assert "The map is empty" in response.content.decode()
    assert 'value="New"' in response.content.decode()
    assert pathway.current_workflow_state is None


def test_publishing_from_the_editor_saves_a_draft(client, pathway, administrator):
    edit(client, pathway, administrator, **{"action-publish": "1", "title": "Sneak"})

    pathway.refresh_from_db()
    assert not pathway.live
    assert pathway.get_latest_revision_as_object().title == "Sneak"


def test_publishing_a_new_page_saves_a_draft_and_loses_no_text(
    client, pathway, administrator
):
    client.force_login(administrator)
    add = reverse(
        "wagtailadmin_pages:add",
        args=["pathways", "pathwaypage", pathway.get_parent().pk],
    )
    data = form_of(pathway, administrator, title="New", slug="new")
    data |= {
        key: Sealer(page=None, user=administrator.pk).seal(
            node.id, node.block.get_prep_value(node.value)
        )
        for number, node in enumerate(pathway.nodes)
        for key in [f"nodes-{number}-value-{SEALED}"]
    }

    client.post(add, {**data, "action-publish": "1"})

    assert not Page.objects.get(slug="new").live


@pytest.mark.parametrize("view", ["add", "edit"])
def test_the_editor_offers_no_publish_button(client, pathway, administrator, view):
    client.force_login(administrator)
    args = {
        "add": ["pathways", "pathwaypage", pathway.get_parent().pk],
        "edit": [pathway.pk],
    }

    html = client.get(
        reverse(f"wagtailadmin_pages:{view}", args=args[view])
    ).content.decode()

    assert "action-publish" not in html
    assert "action-submit" in html


def test_editing_during_a_review_is_refused(client, pathway, administrator):
    workflows.submit(pathway)

    edit(client, pathway, administrator, title="Sneak")

    assert pathway.get_latest_revision_as_object().title != "Sneak"


def test_autosave_does_not_overwrite_what_was_reviewed(client, pathway, author):
    workflows.report(workflows.submit(pathway))
    workflows.judge(pathway, "minor")
    reviewed = pathway.latest_revision

    edit(
        client,
        pathway,
        author,
        title="Mended",
        overwrite_revision_id=reviewed.pk,
        loaded_revision_id=reviewed.pk,
        loaded_revision_created_at=reviewed.created_at.isoformat(),
    )

    pathway.refresh_from_db()
    reviewed.refresh_from_db()
    assert reviewed.content["title"] != "Mended"
    assert pathway.latest_revision != reviewed


def test_bulk_publishing_publishes_no_reviewed_page(client, pathway, administrator):
    client.force_login(administrator)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for chosen in (pathway.pk, pathway.get_parent().pk):
        client.post(
            f"{address}?id={chosen}&next=/admin/", {"include_descendants": "on"}
        )

    pathway.refresh_from_db()
    assert not pathway.live


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("publish", {}),
        ("copy", {"keep_live": True, "slug": "copy"}),
        ("revert_to_page_revision", {}),
        ("create_alias", {"update_slug": "alias"}),
    ],
)
def test_the_admins_interface_publishes_nothing(
    client, pathway, administrator, action, data
):
    client.force_login(administrator)
    if action == "revert_to_page_revision":
        data = {"revision_id": pathway.latest_revision_id}

    client.post(
        reverse("wagtailadmin_api:pages:action", args=[pathway.pk, action]),
        json.dumps(data),
        content_type="application/json",
    )

    assert not Page.objects.type(type(pathway)).live().exists()


def test_a_copy_in_the_admin_is_a_draft(client, pathway, administrator):
    workflows.make_live(pathway)
    client.force_login(administrator)

    client.post(
        reverse("wagtailadmin_pages:copy", args=[pathway.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": pathway.get_parent().pk,
            "publish_copies": "on",
        },
    )

    assert not Page.objects.filter(slug="copy", live=True).exists()


def test_the_state_of_another_page_cannot_be_acted_on(
    client, pathway, page, administrator
):
    """Wagtail does not check that the state in the address is the page's."""
    workflows.report(workflows.submit(pathway))
    workflows.submit(page)
    state = workflows.waiting_task_state(pathway)
    client.force_login(administrator)

    for action in ("approve", "accept", "reject"):
        client.post(
            reverse(
                "wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]
            ),
            {"workflow-action-extra-data": json.dumps({"update": False})},
        )

    pathway.refresh_from_db()
    assert not pathway.live
    assert not Verdict.objects.exists()
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_deleting_a_reviewed_page_is_refused_in_words(client, pathway, administrator):
    workflows.submit(pathway)
    client.force_login(administrator)
    subject = pathway.get_parent()

    for chosen in (pathway, subject):
        response = client.post(
            reverse("wagtailadmin_pages:delete", args=[chosen.pk]), follow=True
        )
        assert response.status_code == 200
        assert Page.objects.filter(pk=chosen.pk).exists()

    html = client.post(
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}"
        f"?id={subject.pk}&next=/admin/",
        follow=True,
    ).content.decode()
    assert "cannot be deleted" in html
    assert Page.objects.filter(pk=pathway.pk).exists()


def test_a_draft_that_was_never_in_review_can_be_deleted(
    client, pathway, administrator
):
    client.force_login(administrator)

    client.post(reverse("wagtailadmin_pages:delete", args=[pathway.pk]))

    assert not Page.objects.filter(pk=pathway.pk).exists()


@pytest.mark.parametrize("fixture", ["reviewer", "judge"])
def test_reviewers_and_judges_have_no_editor(client, pathway, request, fixture):
    client.force_login(request.getfixturevalue(fixture))

    response = client.get(reverse("wagtailadmin_pages:edit", args=[pathway.pk]))

    assert response.status_code == 302

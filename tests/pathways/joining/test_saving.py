"""Two editors save the same pathway: nothing is overwritten without being said."""

import pytest
from wagtail.models import PageLogEntry, Revision

from pathways.concurrency import Loaded
from pathways.differences import stored_nodes
from pathways.models import PathwayPage
from tests.factories.workflows import submit
from tests.pathways.forks.maps import BASE, changed, labels, without

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def nodes_of(draft):
    return stored_nodes(draft().nodes)


def log(pathway):
    return PageLogEntry.objects.filter(page=pathway.pk, action="pathways.join")


def clash_names(response):
    return [clash.name for clash in response.context["form"].clashes]


def test_alone_nothing_is_joined(adas, draft, pathway):
    adas.edit_node(1, label="Natural-number bias").save()

    assert nodes_of(draft) == changed(BASE, "bias", label="Natural-number bias")
    assert not log(pathway).exists()


def test_saving_an_untouched_map_twice_changes_nothing(adas, bens, draft, pathway):
    adas.save()
    bens.save()

    assert nodes_of(draft) == BASE
    assert not log(pathway).exists()


def test_changes_of_different_nodes_are_joined_and_said(adas, bens, draft, pathway):
    adas.edit_node(1, label="Natural-number bias").save()
    response = bens.edit_node(4, label="Language").save()

    both = changed(
        changed(BASE, "bias", label="Natural-number bias"), "words", label="Language"
    )
    assert nodes_of(draft) == both
    assert "Ada One saved meanwhile. Joined with your text:" in text_of(response)
    assert "“Whole-number bias” renamed to “Natural-number bias”" in text_of(response)
    entry = log(pathway).get()
    assert entry.user == bens.user
    assert len(entry.data["taken"]) == 1


def test_an_untouched_form_takes_over_all_that_was_saved_meanwhile(adas, bens, draft):
    adas.edit_node(1, label="New").delete_node(4).type(title="Other title").save()
    response = bens.save()

    assert nodes_of(draft) == without(changed(BASE, "bias", label="New"), "words")
    assert draft().title == "Other title"
    assert "“title”: Other title" in text_of(response)


def test_other_fields_are_joined_too(adas, bens, draft):
    adas.type(title="Ada’s title").save()
    bens.type(summary="Ben’s summary.").save()

    assert (draft().title, draft().summary) == ("Ada’s title", "Ben’s summary.")


def test_the_same_node_changed_by_both_is_refused_with_the_text_kept(
    adas, bens, draft, pathway
):
    adas.edit_node(1, label="Ada’s name").save()
    before = Revision.objects.count()
    response = bens.edit_node(1, label="Ben’s name").edit_node(4, label="Mine").save()

    assert Revision.objects.count() == before
    assert labels(nodes_of(draft))[1] == "Ada’s name"
    text = text_of(response)
    assert "Ada One saved a later version" in text
    assert "Take what Ada One saved" in text
    assert "Save mine over it" in text
    assert "Ben’s name" in text
    (error,) = response.context["form"].errors.as_data()["nodes"]
    assert list(error.block_errors) == [1]


def test_a_refused_save_is_not_let_through_by_trying_again(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    bens.edit_node(1, label="Ben’s name").save()
    response = bens.save()

    assert labels(nodes_of(draft))[1] == "Ada’s name"
    assert response.context["form"].clashes


def test_mine_is_saved_over_theirs_when_chosen_and_that_is_logged(
    adas, bens, draft, pathway
):
    adas.edit_node(1, label="Ada’s name").edit_node(4, label="Kept").save()
    (name,) = clash_names(bens.edit_node(1, label="Ben’s name").save())
    response = bens.save(**{name: "mine"})

    assert labels(nodes_of(draft))[1] == "Ben’s name"
    assert labels(nodes_of(draft))[4] == "Kept"
    assert "You saved your text over what Ada One had saved:" in text_of(response)
    entry = log(pathway).get()
    assert entry.data["overwritten"] == ["“Whole-number bias” renamed to “Ada’s name”"]


def test_theirs_is_taken_when_chosen(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    (name,) = clash_names(
        bens.edit_node(1, label="Ben’s name").edit_node(4, label="Mine").save()
    )
    bens.save(**{name: "theirs"})

    assert labels(nodes_of(draft))[1] == "Ada’s name"
    assert labels(nodes_of(draft))[4] == "Mine"


def test_a_node_that_one_deleted_and_the_other_edited_is_chosen(adas, bens, draft):
    adas.edit_node(4, label="Language").save()
    response = bens.delete_node(4).save()
    (name,) = clash_names(response)
    bens.save(**{name: "mine"})

    assert nodes_of(draft) == without(BASE, "words")


def test_both_changed_the_same_field(adas, bens, draft):
    adas.type(title="Ada’s title").save()
    response = bens.type(title="Ben’s title").save()

    (clash,) = response.context["form"].clashes
    assert (clash.theirs, clash.mine) == (
        "“title”: Ada’s title",
        ("“title”: Ben’s title",),
    )
    bens.save(**{clash.name: "theirs"})
    assert draft().title == "Ada’s title"


def test_both_made_the_same_change(adas, bens, draft):
    adas.type(title="Same").edit_node(1, label="Same").save()
    response = bens.type(title="Same").edit_node(1, label="Same").save()

    assert labels(nodes_of(draft))[1] == "Same"
    assert "Joined with your text" not in text_of(response)


def test_a_choice_does_not_hold_for_a_still_later_version(adas, bens, draft):
    adas.type(title="First").save()
    (name,) = clash_names(bens.type(title="Ben’s").save())
    adas.open().type(title="Second").save()
    response = bens.save(**{name: "mine"})

    assert draft().title == "Second"
    assert "Second" in response.context["form"].clashes[0].theirs


def test_people_and_topics_are_joined_by_key(adas, bens, draft, ben):
    adas.type(contributors=[ben.pk]).save()
    response = bens.edit_node(1, label="New").save()

    assert list(draft().contributors.all()) == [ben]
    assert "“contributors” changed" in text_of(response)


def test_a_submission_is_joined_before_it_is_submitted(adas, bens, pathway):
    adas.edit_node(1, label="Ada’s name").save()
    bens.edit_node(4, label="Language").save(**{"action-submit": "1"})

    state = PathwayPage.objects.get(pk=pathway.pk).current_workflow_task_state
    nodes = stored_nodes(state.revision.as_object().nodes)
    assert labels(nodes)[1::3] == ["Ada’s name", "Language"]


def test_a_submission_that_clashes_is_not_submitted(adas, bens, pathway):
    adas.edit_node(1, label="Ada’s name").save()
    bens.edit_node(1, label="Ben’s name").save(**{"action-submit": "1"})

    page = PathwayPage.objects.get(pk=pathway.pk)
    assert page.current_workflow_state is None


def test_what_was_joined_has_to_be_fit_for_a_review_too(adas, bens, pathway):
    adas.edit_node(1, label="").save()
    response = bens.edit_node(4, label="Language").save(**{"action-submit": "1"})

    assert response.context["form"].errors["nodes"]
    page = PathwayPage.objects.get(pk=pathway.pk)
    assert page.current_workflow_state is None


def test_a_page_without_any_version_has_no_later_one():
    assert not Loaded(None).is_stale(None)


def test_a_save_into_a_review_is_refused_as_ever(adas, bens, pathway, draft):
    submit(pathway, by=adas.user)
    response = bens.edit_node(1, label="Ben’s name").save()

    assert "locked" in text_of(response)
    assert nodes_of(draft) == BASE


def test_the_editor_saves_by_itself_while_nobody_else_has(adas, draft):
    first = adas.edit_node(1, label="One").save_by_itself().json()
    second = adas.edit_node(1, label="Two").save_by_itself(
        overwrite_revision_id=first["revision_id"]
    )

    assert second.status_code == 200
    assert labels(nodes_of(draft))[1] == "Two"


@pytest.mark.parametrize("fields", [{}, {"loaded_revision_id": ""}])
def test_a_save_by_itself_is_refused_once_somebody_else_has_saved(
    adas, bens, draft, fields
):
    adas.edit_node(1, label="Ada’s name").save()
    response = bens.edit_node(4, label="Language").save_by_itself(**fields)

    assert response.status_code == 400
    assert response.json()["error_code"] == "invalid_revision"
    assert labels(nodes_of(draft))[4] == "Words of fractions"


def test_a_refused_form_does_not_save_by_itself(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    bens.edit_node(1, label="Ben’s name").save()

    response = bens.save_by_itself()

    assert response.json()["error_code"] == "invalid_revision"
    assert labels(nodes_of(draft))[1] == "Ada’s name"


def test_after_saving_by_itself_the_own_version_is_the_base(adas, bens, draft):
    own = bens.edit_node(4, label="Ben’s first").save_by_itself().json()
    adas.open().edit_node(1, label="Ada’s name").save()
    bens.edit_node(4, label="Ben’s second").save(
        overwrite_revision_id=own["revision_id"]
    )

    assert labels(nodes_of(draft))[1::3] == ["Ada’s name", "Ben’s second"]


def test_a_version_that_others_have_open_is_not_overwritten_in_place(adas, bens, draft):
    own = adas.edit_node(1, label="One").save_by_itself().json()
    bens.open()
    second = adas.edit_node(1, label="Two").save_by_itself(
        overwrite_revision_id=own["revision_id"]
    )
    bens.edit_node(4, label="Language").save()

    assert second.json()["revision_id"] != own["revision_id"]
    assert labels(nodes_of(draft))[1::3] == ["Two", "Language"]


def test_a_version_overwritten_under_a_form_leaves_the_choice_to_the_person(
    adas, bens, draft, pathway
):
    revision = pathway.revisions.get()
    content = revision.content
    content["title"] = "Overwritten"
    revision.content = content
    revision.created_at = revision.created_at.replace(microsecond=1)
    revision.save()
    PathwayPage.objects.filter(pk=pathway.pk).update(
        latest_revision_created_at=revision.created_at
    )
    response = bens.edit_node(1, label="Ben’s name").save()

    fields = {clash.field for clash in response.context["form"].clashes}
    assert fields == {"title", "nodes"}
    names = clash_names(response)
    bens.save(**dict.fromkeys(names, "mine"))
    assert labels(nodes_of(draft))[1] == "Ben’s name"
    assert draft().title == "Fractions"


@pytest.mark.parametrize("theirs", ["mine", "theirs"])
def test_without_a_base_one_whole_map_is_chosen(adas, bens, draft, theirs):
    adas.edit_node(1, label="Ada’s name").save()
    bens.data["loaded_version"] = "forged"
    response = bens.edit_node(4, label="Language").save()
    (clash,) = response.context["form"].clashes
    bens.save(**{clash.name: theirs})

    expected = {
        "mine": ["Whole-number bias", "Language"],
        "theirs": ["Ada’s name", "Words of fractions"],
    }
    assert labels(nodes_of(draft))[1::3] == expected[theirs]


def test_a_seal_of_another_person_or_page_is_no_base(pathway, ada, ben):
    loaded = Loaded(5, "2026-01-01T00:00:00+00:00")

    mine = loaded.sign(page=pathway.pk, user=ada.pk)

    assert Loaded.unsign(mine, page=pathway.pk, user=ada.pk) == loaded
    assert Loaded.unsign(mine, page=pathway.pk, user=ben.pk) == Loaded(0)
    assert Loaded.unsign(mine, page=pathway.pk + 1, user=ada.pk) == Loaded(0)


def test_a_form_that_names_no_version_is_taken_as_it_is(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    for name in ("loaded_version", "loaded_revision_id", "loaded_revision_created_at"):
        bens.data.pop(name)
    bens.save()

    assert nodes_of(draft) == BASE


def test_wagtails_own_fields_serve_where_ours_is_missing(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    bens.data.pop("loaded_version")
    bens.save()

    assert labels(nodes_of(draft))[1] == "Ada’s name"


def test_what_is_sent_cannot_pose_as_the_servers_own_mark(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    latest = draft().latest_revision_id
    bens.edit_node(1, label="Ben’s").save(**{"mesh-joining": f"{latest}|"})

    assert labels(nodes_of(draft))[1] == "Ada’s name"


def test_errors_in_a_node_are_shown_and_nothing_is_joined_yet(adas, bens, draft):
    adas.edit_node(1, label="Ada’s name").save()
    response = bens.edit_node(4, label="x" * 161).save()

    assert response.context["form"].errors["nodes"]
    assert labels(nodes_of(draft))[1] == "Ada’s name"
    bens.edit_node(4, label="Short").save()
    assert labels(nodes_of(draft))[1::3] == ["Ada’s name", "Short"]


def test_the_history_tells_of_it(adas, bens, pathway):
    adas.edit_node(1, label="Ada’s name").edit_node(4, label="Words").save()
    (name,) = clash_names(bens.edit_node(1, label="Ben’s name").save())
    bens.save(**{name: "mine"})

    text = text_of(bens.client.get(f"/admin/pages/{pathway.pk}/history/"))

    assert "Joined: “Words of fractions” renamed to “Words”" in text
    assert "Saved over what Ada One had saved:" in text

"""The admin's pages of forks."""

import pytest
from django.urls import reverse

from mesh.core.constants import Role
from pathways.differences import stored_nodes
from pathways.models import Fork, PathwayPage
from tests.factories.core import UserFactory
from tests.factories.forks import publish_with, save_draft
from tests.factories.pathways import PathwayPageFactory
from tests.factories.workflows import submit
from tests.pathways.forks.maps import BASE, changed, named, without

pytestmark = pytest.mark.django_db

RENAMED = changed(BASE, "bias", label="Natural-number bias")


def address(name, page):
    return reverse(f"pathways_forks:{name}", args=[page.pk])


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def key_of(client, fork):
    (change,) = client.get(address("compare", fork.page)).context["changes"]
    return change.key


def draft_nodes(fork):
    page = PathwayPage.objects.get(pk=fork.page_id)
    return stored_nodes(page.get_latest_revision_as_object().nodes)


def test_the_form_begins_with_the_parents_title_and_place(signed_in, parent, wales):
    form = signed_in.get(address("fork", parent)).context["form"]

    assert form.initial == {"title": "Fractions", "under": parent.get_parent().pk}
    assert list(form.fields["organisation"].queryset) == [wales]


def test_a_fork_is_made_and_opened_in_the_editor(signed_in, parent, wales):
    response = signed_in.post(
        address("fork", parent),
        {
            "title": "Fractions in Wales",
            "for_whom": "Teachers in Wales",
            "organisation": wales.pk,
            "under": parent.get_parent().pk,
        },
        follow=True,
    )

    fork = Fork.objects.get()
    assert response.request["PATH_INFO"] == reverse(
        "wagtailadmin_pages:edit", args=[fork.page_id]
    )
    assert "Change what differs for Teachers in Wales" in text_of(response)
    assert "Adapted from “Fractions” by Association of Science Teaching" in text_of(
        response
    )


def test_a_refusal_keeps_what_was_typed(signed_in, parent, wales):
    response = signed_in.post(
        address("fork", parent),
        {
            "title": "Fractions",
            "for_whom": "Teachers in Wales",
            "organisation": wales.pk,
            "under": parent.get_parent().pk,
        },
    )

    assert "has a page called “Fractions” already" in text_of(response)
    assert 'value="Teachers in Wales"' in text_of(response)
    assert not Fork.objects.exists()


def test_an_association_of_others_cannot_be_chosen(signed_in, parent):
    response = signed_in.post(
        address("fork", parent),
        {
            "title": "Mine",
            "for_whom": "x",
            "organisation": parent.organisation_id,
            "under": parent.get_parent().pk,
        },
    )

    assert response.context["form"].errors["organisation"]
    assert not Fork.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUTHOR])
def test_who_may_not_fork_gets_no_form(client, parent, role):
    client.force_login(UserFactory(roles=[role]))

    assert client.get(address("fork", parent)).status_code == 302


def test_a_draft_has_no_form(signed_in, subject_page):
    draft = PathwayPageFactory(parent=subject_page, nodes=BASE)

    assert signed_in.get(address("fork", draft)).status_code == 302


def test_the_comparison_shows_what_was_is_there_and_is_here(signed_in, fork, parent):
    publish_with(parent, RENAMED)

    text = text_of(signed_in.get(address("compare", fork.page)))

    assert "“Whole-number bias” renamed to “Natural-number bias”" in text
    assert "1 change is not in your fork." in text
    assert '<span class="addition">Natural</span>' in text
    assert "Take over the 1 change that meets none of yours" in text


def test_every_kind_of_change_can_be_shown(signed_in, fork, parent):
    nodes = changed(
        without([*BASE, named("new", "New")], "words"),
        "probe",
        media=[{"type": "text", "value": "<p>Look at it.</p>", "id": "m"}],
    )
    nodes = [
        {**node, "value": {**node["value"], "level": 2}}
        if node["id"] == "line"
        else node
        for node in nodes
    ]
    publish_with(parent, nodes)

    text = text_of(signed_in.get(address("compare", fork.page)))

    for words in (
        "“New” added under “Adds tops and bottoms”",
        "“Words of fractions” removed",
        "“Number line” moved from “Whole-number bias” to “Adds tops and bottoms”",
        "what opens beneath it was changed",
        "Look at it.",
    ):
        assert words in text


def test_a_conflict_shows_both_texts_and_a_choice(signed_in, fork, parent, editor):
    save_draft(fork.page, changed(BASE, "bias", label="Ours"), by=editor)
    publish_with(parent, RENAMED)

    text = text_of(signed_in.get(address("compare", fork.page)))

    assert "This meets a change of yours:" in text
    assert "“Whole-number bias” renamed to “Ours”" in text
    assert "Use the parent’s" in text
    assert "Keep ours" in text
    assert "Take over the 1 change" not in text


def test_a_conflict_with_what_was_deleted_here_says_so(signed_in, fork, parent, editor):
    save_draft(fork.page, without(BASE, "words"), by=editor)
    publish_with(parent, changed(BASE, "words", label="Language"))

    text = text_of(signed_in.get(address("compare", fork.page)))

    assert "The node was removed" in text


def test_one_change_is_taken_over_by_its_button(signed_in, fork, parent):
    publish_with(parent, RENAMED)
    key = key_of(signed_in, fork)

    response = signed_in.post(address("take", fork.page), {"key": key}, follow=True)

    assert "The change is taken over into the draft." in text_of(response)
    assert "Nothing waits" in text_of(response)
    assert draft_nodes(fork) == RENAMED


def test_all_changes_are_taken_over_by_one_button(signed_in, fork, parent):
    publish_with(parent, changed(RENAMED, "words", label="Language"))

    response = signed_in.post(address("take_all", fork.page), follow=True)

    assert "2 changes are taken over into the draft." in text_of(response)


def test_a_change_is_left_and_considered_again(signed_in, fork, parent):
    publish_with(parent, RENAMED)
    key = key_of(signed_in, fork)

    response = signed_in.post(address("leave", fork.page), {"key": key}, follow=True)
    assert "Consider again" in text_of(response)
    decision = fork.decisions.get()
    response = signed_in.post(
        address("reconsider", fork.page), {"decision": decision.pk}, follow=True
    )

    assert "The change waits again." in text_of(response)
    assert key_of(signed_in, fork) == key


@pytest.mark.parametrize("chosen", ["", "x", "999"])
def test_an_unknown_decision_is_not_found(signed_in, fork, chosen):
    response = signed_in.post(address("reconsider", fork.page), {"decision": chosen})

    assert response.status_code == 404


def test_a_change_that_waits_no_more_is_said_so(signed_in, fork):
    response = signed_in.post(address("take", fork.page), {"key": "gone"}, follow=True)

    assert "This change does not wait any more" in text_of(response)


def test_a_fork_in_review_shows_the_changes_without_buttons(
    signed_in, fork, parent, editor
):
    publish_with(parent, RENAMED)
    submit(fork.page, by=editor)

    text = text_of(signed_in.get(address("compare", fork.page)))

    assert "The fork is locked or in review" in text
    assert "Take over" not in text


@pytest.mark.parametrize("name", ["take", "take_all", "leave", "reconsider"])
def test_nothing_is_decided_by_following_a_link(signed_in, fork, name):
    assert signed_in.get(address(name, fork.page)).status_code == 405


@pytest.mark.parametrize("name", ["take", "take_all", "leave", "reconsider"])
def test_strangers_decide_nothing(client, fork, parent, name):
    publish_with(parent, RENAMED)
    client.force_login(UserFactory(roles=[Role.AUTHOR]))

    response = client.post(address(name, fork.page), {"key": "x", "decision": "1"})

    assert response.status_code == 302
    assert draft_nodes(fork) == BASE


def test_strangers_see_no_comparison(client, fork):
    client.force_login(UserFactory(roles=[Role.EDITOR]))

    assert client.get(address("compare", fork.page)).status_code == 302


def test_a_page_that_is_no_fork_has_no_comparison(signed_in, parent):
    assert signed_in.get(address("compare", parent)).status_code == 404


def test_a_parent_off_line_or_gone_is_said_so(signed_in, fork, parent):
    parent.unpublish()
    text = text_of(signed_in.get(address("compare", fork.page)))
    assert "The parent is not published now." in text

    Fork.objects.update(parent=None)
    text = text_of(signed_in.get(address("compare", fork.page)))
    assert "The parent has been deleted." in text


def test_the_editor_of_a_fork_says_what_waits(signed_in, fork, parent, editor):
    save_draft(fork.page, changed(BASE, "bias", label="Ours"), by=editor)
    publish_with(parent, changed(RENAMED, "words", label="Language"))

    text = text_of(
        signed_in.get(reverse("wagtailadmin_pages:edit", args=[fork.page_id]))
    )

    assert "2 changes in the parent wait for you." in text
    assert "1 of them needs a choice." in text


def test_the_editor_of_a_page_that_is_no_fork_says_nothing(client, parent):
    client.force_login(UserFactory(is_superuser=True))

    text = text_of(client.get(reverse("wagtailadmin_pages:edit", args=[parent.pk])))

    assert "Adapted from another pathway" not in text


def test_the_admins_first_page_names_forks_on_which_something_waits(
    signed_in, fork, parent
):
    home = reverse("wagtailadmin_home")
    assert "Parents of your forks have changed" not in text_of(signed_in.get(home))

    publish_with(parent, RENAMED)

    text = text_of(signed_in.get(home))
    assert "1 change in “Fractions” waits" in text
    assert address("compare", fork.page) in text


def test_the_menu_of_a_page_offers_what_a_person_may_do(
    signed_in, fork, parent, subject_page
):
    text = text_of(
        signed_in.get(reverse("wagtailadmin_explore", args=[subject_page.pk]))
    )

    assert address("fork", parent) in text
    assert address("fork", fork.page) not in text
    assert address("compare", fork.page) in text
    assert address("compare", parent) not in text


def test_the_history_reads_in_words(signed_in, fork, parent):
    publish_with(parent, changed(RENAMED, "words", label="Language"))
    first, second = (
        change.key
        for change in signed_in.get(address("compare", fork.page)).context["changes"]
    )
    signed_in.post(address("take", fork.page), {"key": first})
    signed_in.post(address("leave", fork.page), {"key": second})
    decision = fork.decisions.latest("pk")
    signed_in.post(address("reconsider", fork.page), {"decision": decision.pk})

    text = text_of(
        signed_in.get(reverse("wagtailadmin_pages:history", args=[fork.page_id]))
    )

    assert "Forked from “Fractions” for Teachers in Wales" in text
    assert "Taken over from the parent: “Whole-number bias” renamed to" in text
    assert "Left in the parent: “Words of fractions” renamed to" in text
    assert "Considered again" in text

"""Two people have one pathway open: each sees what the other did, nothing is lost."""

import pytest
from django.urls import reverse

from pathways.differences import stored_nodes
from pathways.models import PathwayPage
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import editor_of
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import sign_in
from tests.pathways.forks.maps import BASE, labels

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# Wagtail takes what stands in the form two seconds after the start for unchanged.
WATCH = "addEventListener('w-unsaved:watch-edits', () => { window.isWatched = true })"


@pytest.fixture(autouse=True)
def _no_ping(settings):
    """Keep Wagtail from telling of the other's save before one's own is refused."""
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 10 * 60 * 1000


@pytest.fixture
def pathway(live_server):
    _home, subject_page, association = plant_tree()
    people = [editor_of(association, first_name=name) for name in ("Ada", "Ben")]
    page = PathwayPageFactory(
        parent=subject_page,
        title="Fractions",
        nodes=BASE,
        organisation=association,
        owner=people[0],
    )
    page.save_revision(user=people[0])
    page.people = people
    return page


@pytest.fixture
def desks(pathway, open_window):
    """The editor open in two windows, a person at each."""
    windows = []
    for person in pathway.people:
        window = open_window(height=1200)
        sign_in(window, person.email)
        window.add_init_script(WATCH)
        window.goto(reverse("wagtailadmin_pages:edit", args=[pathway.pk]))
        window.wait_for_function("() => window.isWatched")
        windows.append(window)
    return windows


def label_of(window, place):
    return window.locator(f"[name='nodes-{place}-value-label']")


def write(window, place, words):
    """Write a label, and wait until the editor has tried to save it by itself."""
    with window.expect_response(
        lambda answer: answer.request.method == "POST" and "/edit/" in answer.url
    ) as waited:
        label_of(window, place).fill(words)
    return waited.value


def save(window):
    """Press "Save draft", go on where Wagtail asks, and wait for the answer."""
    window.evaluate("window.isBefore = true")
    window.get_by_role("button", name="Save draft").first.click()
    asked = window.locator("#w-save-confirmation-dialog").get_by_role(
        "button", name="Save draft"
    )
    if asked.is_visible():
        asked.click()
    window.wait_for_function("() => !window.isBefore")


def draft_of(pathway):
    page = PathwayPage.objects.get(pk=pathway.pk).get_latest_revision_as_object()
    return labels(stored_nodes(page.nodes))


def test_one_person_saves_again_and_again_without_meeting_themselves(pathway, desks):
    ada, _ben = desks
    assert write(ada, 1, "First").ok
    assert write(ada, 1, "Second").ok
    label_of(ada, 1).fill("Third")
    save(ada)

    assert ada.get_by_text("has been updated").is_visible()
    assert draft_of(pathway)[1] == "Third"


def test_what_two_people_wrote_is_joined_or_chosen(pathway, desks):
    ada, ben = desks
    assert write(ada, 1, "Ada’s name").ok
    refused = write(ben, 4, "Ben’s words")
    assert refused.json()["error_code"] == "invalid_revision"

    save(ben)
    ben.get_by_text("Joined with your text:").wait_for()
    assert draft_of(pathway)[1::3] == ["Ada’s name", "Ben’s words"]

    write(ada, 4, "Ada’s words")
    save(ada)
    ada.get_by_role("group", name="Ben’s words").wait_for()
    assert violations(ada, include=[".joining"]) == []
    assert label_of(ada, 4).input_value() == "Ada’s words"
    ada.get_by_label("Save mine over it").check()
    save(ada)
    ada.get_by_text("You saved your text over what").wait_for()
    assert draft_of(pathway)[4] == "Ada’s words"


def test_the_dialog_does_not_threaten_to_overwrite(pathway, desks):
    ada, ben = desks
    write(ada, 1, "Ada’s name")
    write(ben, 4, "Ben’s words")
    ben.locator(".w-editing-sessions__session--saved").wait_for()
    ben.get_by_role("button", name="Save draft").first.click()

    dialog = ben.locator("#w-save-confirmation-dialog")
    dialog.get_by_text("Your text will be joined with that version.").wait_for()
    assert "will overwrite" not in dialog.inner_text()

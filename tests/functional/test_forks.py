"""An association forks a pathway, compares, takes over; readers see where it is from."""

import pytest
from django.urls import reverse

from pathways.models import Fork, PathwayPage
from tests.factories.core import OrganisationFactory
from tests.factories.forks import make_fork, publish_with, save_draft
from tests.factories.pathways import PathwayPageFactory
from tests.factories.registration import editor_of
from tests.factories.workflows import make_live
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import fill, press, press_key_until, sign_in
from tests.functional.test_accessibility import OVERFLOW
from tests.pathways.forks.maps import BASE, changed, named

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def parent(live_server):
    _home, subject_page, association = plant_tree()
    return PathwayPageFactory(
        parent=subject_page,
        title="Fractions",
        nodes=BASE,
        organisation=association,
        live=True,
    )


@pytest.fixture
def editor():
    return editor_of(OrganisationFactory(name="Maths Teachers of Wales"))


def read_from(window, parent):
    """From the parent to its fork, and to what differs in it."""
    window.goto(parent.url)
    window.get_by_role("link", name="Fractions in Wales").click()
    window.get_by_role("link", name="What differs").click()
    assert window.get_by_text("renamed to “Our name”").is_visible()
    assert violations(window) == []
    assert window.evaluate(OVERFLOW) == []


def test_a_pathway_is_forked_compared_and_read(parent, editor, open_window):
    window = open_window()
    sign_in(window, editor.email)
    window.goto(reverse("pathways_forks:fork", args=[parent.pk]))
    fill(window, for_whom="Teachers in Wales", title="Fractions in Wales")
    press(window, "Make the fork")
    window.get_by_text("Change what differs for Teachers in Wales").wait_for()

    fork = Fork.objects.get()
    ours = changed(BASE, "bias", label="Our name")
    save_draft(fork.page, ours, by=editor)
    theirs = [*changed(BASE, "bias", label="Their name"), named("new", "Music")]
    publish_with(parent, theirs)
    window.goto(reverse("pathways_forks:compare", args=[fork.page_id]))
    assert violations(window, include=[".fork-compare"]) == []
    press(window, "Take over the 1 change that meets none of yours")
    window.get_by_text("1 change is taken over into the draft.").wait_for()
    press_key_until(window, "Tab", "[action$='/leave/'] button")
    window.keyboard.press("Enter")
    window.get_by_text("Nothing waits").wait_for()
    assert violations(window, include=[".fork-compare"]) == []

    make_live(PathwayPage.objects.get(pk=fork.page_id))
    read_from(window, parent)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_forks_break_no_rule_on_a_phone(
    parent, editor, open_window, scheme
):
    fork = make_fork(parent, editor=editor, association=editor.organisations.get())
    save_draft(fork.page, changed(BASE, "bias", label="Our name"), by=editor)
    make_live(PathwayPage.objects.get(pk=fork.page_id))
    publish_with(parent, changed(BASE, "bias", label="Their name"))
    window = open_window(width=320, scheme=scheme)

    window.goto(reverse("pathways:differences", args=[fork.page_id]))
    assert violations(window) == []
    assert window.evaluate(OVERFLOW) == []
    sign_in(window, editor.email)
    window.goto(reverse("pathways_forks:compare", args=[fork.page_id]))
    assert violations(window, include=[".fork-compare"]) == []
    assert window.evaluate(OVERFLOW) == []

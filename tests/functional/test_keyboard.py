"""The public part by keyboard alone: every step is reached, seen, and acts."""

import pytest

from tests.functional.content import BARRIER, PATHWAY, build_public_site
from tests.functional.steps import press_key_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def site(live_server):
    return build_public_site()


def heading(window):
    return window.get_by_role("heading", level=1).inner_text()


def test_the_first_stop_skips_to_the_content(site, open_window):
    window = open_window()
    window.goto("/")

    window.keyboard.press("Tab")
    assert window.get_by_role("link", name="Skip to main content").is_visible()
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")

    assert window.evaluate("document.activeElement.id") == "home-q"


def test_a_search_is_narrowed_and_a_result_opened(site, open_window):
    window = open_window()
    window.goto("/")

    press_key_until(window, "Tab", "#home-q")
    window.keyboard.type("fractions")
    window.keyboard.press("Enter")
    window.wait_for_url("**/search/?q=fractions")
    press_key_until(window, "Tab", 'details:has([value="pathway"]) > summary')
    if not window.locator('[value="pathway"]').is_visible():
        window.keyboard.press("Enter")
    press_key_until(window, "Tab", '[name="kind"][value="pathway"]')
    window.keyboard.press("Space")
    press_key_until(window, "Tab", '#filters button[type="submit"]')
    window.keyboard.press("Enter")
    window.wait_for_url("**kind=pathway**")
    press_key_until(window, "Tab", ".results h3 a")
    window.keyboard.press("Enter")
    window.wait_for_url("**/subjects/mathematics/fractions/")
    assert heading(window) == PATHWAY

    press_key_until(window, "Tab", "[role='treeitem']")
    press_key_until(window, "ArrowDown", "a[role='treeitem']")
    window.keyboard.press("Enter")

    window.wait_for_url("**/subjects/mathematics/bias/")
    assert heading(window) == BARRIER


def test_a_refused_registration_leads_to_what_is_missing(site, open_window):
    window = open_window()
    window.goto("/register/")

    press_key_until(window, "Tab", '#proposal-form button[type="submit"]')
    window.keyboard.press("Enter")
    window.locator(".error-summary:focus").wait_for()
    press_key_until(window, "Tab", '.error-summary a[href="#id_title"]')
    window.keyboard.press("Enter")
    window.keyboard.type("Negative numbers")

    title = window.get_by_label("Title of the pathway")
    assert title.input_value() == "Negative numbers"

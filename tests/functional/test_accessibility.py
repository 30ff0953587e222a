"""Every public page type against axe-core, on a phone, in the dark, without scripts."""

import pytest

from tests.functional.axe import violations
from tests.functional.content import BARRIER, PATHWAY, build_public_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# What stands out at the right of a page that scrolls sideways.
OVERFLOW = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth)
    .map((element) => `too wide: ${element.cloneNode().outerHTML.slice(0, 120)}`);
}"""
WIDE, NARROW = 1280, 320


@pytest.fixture
def site(live_server):
    return build_public_site()


def visit(window, name, path):
    """Open a page, and be sure that it is the page and not an excuse."""
    answer = window.goto(path)
    assert answer.status == (404 if name == "not found" else 200), f"{name}: {path}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_breaks_a_rule_or_scrolls_sideways(site, open_window, width, scheme):
    window = open_window(width=width, scheme=scheme)
    found = []

    for name, path in site.paths.items():
        visit(window, name, path)
        found += [f"{name}: {violation}" for violation in violations(window)]
        found += [f"{name}: {element}" for element in window.evaluate(OVERFLOW)]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_refused_registration_breaks_no_rule(site, open_window, width):
    window = open_window(width=width)
    window.goto("/register/")

    window.get_by_role("button", name="Send proposal").click()
    window.get_by_role("alert").wait_for()

    assert violations(window) == []
    assert window.evaluate(OVERFLOW) == []


def test_pages_are_complete_without_scripts(site, open_window):
    window = open_window(width=NARROW, javascript=False)
    seen = {}

    for name, path in site.paths.items():
        visit(window, name, path)
        seen[name] = window.locator("main").inner_text()
        assert window.locator("h1").count() == 1, name

    assert BARRIER in seen["pathway"]
    assert "Node 11" in seen["pathway"]
    assert "Pupils treat a fraction as two whole numbers." in seen["barrier"]
    assert "The line shows size." in seen["intervention"]
    assert PATHWAY in seen["subject"]
    assert PATHWAY in seen["search"]
    assert "Ratio" in seen["public register"]
    assert "conflict of interest" in seen["invitation"]


def test_the_search_answers_without_scripts(site, open_window):
    window = open_window(javascript=False)
    window.goto("/")

    window.locator("#home-q").fill("fractions")
    window.locator("#home-q").press("Enter")

    assert "/search/?q=fractions" in window.url
    window.locator("main").get_by_role("link", name=PATHWAY).first.click()
    assert window.get_by_role("heading", level=1).inner_text() == PATHWAY


def test_the_registration_answers_without_scripts(site, open_window):
    window = open_window(javascript=False)
    window.goto("/register/")

    window.get_by_role("button", name="Send proposal").click()

    summary = window.get_by_role("alert")
    assert "Give the pathway a title." in summary.inner_text()
    summary.get_by_role("link", name="Give the pathway a title.").click()
    window.keyboard.type("Negative numbers")
    assert window.get_by_label("Title of the pathway").input_value() == (
        "Negative numbers"
    )

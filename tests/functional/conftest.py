"""Chromium against a live server; of every failure a screenshot is kept."""

import os
import re

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

SCREENSHOTS = settings.ROOT / "var" / "tests" / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 10_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.has_failed = report.failed
    return report


@pytest.fixture(scope="module")
def browser(chromium):
    """One browser for the tests of a module.

    Playwright keeps an event loop in this thread, which Django takes for a sign of
    asynchronous code and would refuse the database to.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_window(browser, live_server, request):
    """Opens a window of its own session: `open_window(width=320, scheme="dark")`.

    At the end nothing may have been wrong that a person would not see at once: an
    answer of 500, an error in a script, something refused by the content security
    policy, a request to another host.
    """
    contexts, problems = [], []

    def make(*, width=1280, height=900, scheme="light", javascript=True):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        _watch(page, live_server.url, problems)
        return page

    yield make
    if getattr(request.node, "has_failed", False):
        _take_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert problems == []


def _watch(page, own_url, problems):
    def note_request(request):
        if not request.url.startswith((own_url, "data:", "blob:", "about:")):
            problems.append(f"request to another host: {request.url}")

    def note_response(response):
        if response.status >= 500:
            problems.append(f"{response.status} at {response.url}")

    def note_message(message):
        if "Content Security Policy" in message.text:
            problems.append(f"{message.text} at {page.url}")

    page.on("request", note_request)
    page.on("response", note_response)
    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(f"{error} at {page.url}"))


def _take_pictures(name, contexts):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w-]+", "-", name).strip("-")
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        page.screenshot(path=SCREENSHOTS / f"{stem}-{number}.png", full_page=True)

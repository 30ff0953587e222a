"""The views of a pathway in Chromium: by axe, without scripts, and in a foreign frame."""

import functools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pathways.pathway_views.choices import PathwayView
from tests.functional.pathways import ARABIC, LONG, MARKUP, build_pathway_site
from tests.functional.test_accessibility import OVERFLOW, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PHONE, LAPTOP, NARROW = 390, 1400, 320
OPEN_ALL = """() => document.querySelectorAll("main details.share, main td details")
    .forEach((element) => (element.open = true))"""


@pytest.fixture
def site(live_server, settings):
    settings.SITE_URL = live_server.url
    return build_pathway_site()


def addresses(site):
    """Every view, and the two answers of the frame."""
    views = {view: f"{site.path}?view={view}" for view in PathwayView.values}
    return {
        **views,
        "sorted table": f"{site.path}?view=table&sort=-evidence&kind=barrier",
        "no such view": f"{site.path}?view=unicorn",
        "no such node": f"{site.path}?node=unicorn",
        "frame": site.frame,
        "frame of nothing": "/embed/pathways/999999/",
    }


def test_no_view_breaks_a_rule_or_scrolls_sideways(site, open_window):
    found = []
    for width, scheme in (
        (PHONE, "light"),
        (PHONE, "dark"),
        (LAPTOP, "light"),
        (LAPTOP, "dark"),
    ):
        window = open_window(width=width, scheme=scheme)
        for name, path in addresses(site).items():
            window.goto(path)
            window.evaluate(OPEN_ALL)
            place = f"{name} at {width} px, {scheme}"
            found += [f"{place}: {violation}" for violation in violations(window)]
            found += [f"{place}: {element}" for element in window.evaluate(OVERFLOW)]

    assert not found, "\n".join(found)


def test_every_view_is_complete_without_scripts(site, open_window):
    window = open_window(width=NARROW, javascript=False)
    texts = {}

    for name, path in addresses(site).items():
        window.goto(path)
        texts[name] = window.locator("main").inner_text()
        assert window.locator("h1").count() == 1, name

    for name in ("map", "outline", "table", "flow", "frame"):
        text = " ".join(texts[name].split())
        for label in (" ".join(LONG.split()), ARABIC, MARKUP, "A whole class?"):
            assert label in text, f"{name}: {label}"
        assert window.locator("img[src='x']").count() == 0
    assert "Nobody has tried." in texts["gaps"]
    assert "There is no such view of a pathway." in texts["no such view"]
    assert "There is no such node" in texts["no such node"]
    assert "This pathway is not available" in texts["frame of nothing"]


def test_the_switch_and_the_head_of_the_table_are_links(site, open_window):
    window = open_window(javascript=False)
    window.goto(site.path)

    window.get_by_role("link", name="Table", exact=True).click()
    assert window.url.endswith("?view=table")
    window.locator("thead").get_by_role("link", name="Node").click()

    assert window.url.endswith("?view=table&sort=label")
    head = window.get_by_role("columnheader", name="Node")
    assert head.get_attribute("aria-sort") == "ascending"
    window.locator(f"#node-{site.barrier}").get_by_role("link").first.click()
    assert window.url.endswith(f"/fractions/#node-{site.barrier}")


def test_a_page_that_is_not_published_is_said_and_not_linked(site, open_window):
    window = open_window(javascript=False)

    for view in ("outline", "table", "flow"):
        window.goto(f"{site.path}?view={view}")
        shown = window.locator(f"#node-{site.unpublished}")
        assert "not published" in shown.inner_text(), view
        assert shown.locator("a[href*='/draft/']").count() == 0, view


def test_the_switch_says_whether_the_map_is_drawn(site, open_window):
    for width, shown in ((LAPTOP, "Map"), (PHONE, "Outline")):
        window = open_window(width=width)
        window.goto(site.path)

        window.locator(f'.view-switch [aria-current]:text-is("{shown}")').wait_for()

        assert window.locator(".view-switch [aria-current]").count() == 1


def test_a_fragment_of_no_node_is_answered_by_the_server(site, open_window):
    for view in ("map", "table"):
        window = open_window()

        window.goto(f"{site.path}?view={view}#node-unicorn")

        window.get_by_role("heading", name="There is no such node").wait_for()
        assert window.url.endswith(f"?view={view}&node=unicorn")


def test_a_fragment_of_a_node_that_the_view_leaves_out_leads_to_the_map(
    site, open_window
):
    for query in ("?view=gaps", "?view=table&kind=gap"):
        window = open_window(width=PHONE)

        window.goto(f"{site.path}{query}#node-{site.unpublished}")

        window.locator(f"#node-{site.unpublished}").wait_for()
        assert window.url.endswith(f"#node-{site.unpublished}")


def test_the_code_of_the_frame_can_be_copied(site, open_window):
    window = open_window()
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.goto(site.path)

    window.get_by_text("Share and download").click()
    window.get_by_role("button", name="Copy the code").click()
    window.get_by_text("The code is copied.").wait_for()

    copied = window.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("<iframe ")
    assert site.frame in copied
    window.keyboard.press("Escape")
    assert not window.get_by_role("button", name="Copy the code").is_visible()


class _ForeignPage(BaseHTTPRequestHandler):
    """Somebody else's page: whatever it is given, and nothing else."""

    def __init__(self, body, *args):
        self.body = body
        super().__init__(*args)

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def foreign_page():
    """Serves a page from another origin: `foreign_page("<iframe …>")`."""
    servers = []

    def serve(body):
        html = f"<!doctype html><html lang=en><title>A school</title>{body}"
        handler = functools.partial(_ForeignPage, html)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def foreign_window(browser):
    """A window that may speak to two hosts, which `open_window` forbids."""
    context = browser.new_context(viewport={"width": LAPTOP, "height": 900})
    yield context.new_page()
    context.close()


def test_another_site_frames_the_map_and_its_links_leave_the_frame(
    site, live_server, browser, foreign_page, foreign_window
):
    foreign_window.goto(live_server.url + site.path)
    code = foreign_window.locator(".share textarea").input_value()
    refused = []
    foreign_window.on("console", lambda message: refused.append(message.text))

    foreign_window.goto(foreign_page(f"<h1>Our school</h1>{code}"))

    frame = foreign_window.frame_locator("iframe")
    frame.get_by_role("heading", level=1).wait_for()
    frame.locator("mesh-map[data-ms]").wait_for()
    assert [text for text in refused if "Security Policy" in text] == []
    frame.get_by_role("link", name="Read this pathway on MESH").click()
    foreign_window.wait_for_url(live_server.url + site.path)


def test_no_other_page_of_the_site_can_be_framed(
    site, live_server, foreign_page, foreign_window
):
    refused = []
    foreign_window.on("console", lambda message: refused.append(message.text))

    foreign_window.goto(
        foreign_page(f'<iframe src="{live_server.url}{site.path}"></iframe>')
    )

    foreign_window.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in refused), refused


def test_each_view_prints_on_paper_without_the_site_around_it(site, open_window):
    window = open_window()
    window.emulate_media(media="print")

    for name, path in addresses(site).items():
        window.goto(path)
        for gone in (".view-switch", ".share", ".site-header__nav"):
            for element in window.locator(gone).all():
                assert not element.is_visible(), f"{name}: {gone}"

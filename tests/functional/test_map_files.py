"""The drawn map as a file, on paper, without scripts, and against axe-core."""

import io
import re

import pytest
from defusedxml import ElementTree
from PIL import Image

from tests.functional.maps import TITLE, open_map, plant_map, seen_nodes
from tests.functional.test_accessibility import OVERFLOW, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SVG = "{http://www.w3.org/2000/svg}"
POINTS_PER_MM = 72 / 25.4
PAPER_MM = {"A4": (297, 210), "A3": (420, 297)}


def saved(window, name):
    """What a press in the menu saves: the file's name and its bytes."""
    window.get_by_text("Print, save").click()
    with window.expect_download() as download:
        window.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_drawing_holds_every_node_that_is_seen_and_needs_nothing_else(
    live_server, open_window
):
    window = open_window(width=1400, scheme="dark")
    open_map(window, plant_map(60))
    window.get_by_label("Levels").select_option("All")

    name, content = saved(window, "SVG")

    assert name == "a-map-of-its-own.svg"
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == TITLE
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert set(seen_nodes(window)) <= {*texts, " ".join(texts[:3])}
    assert "explains" in texts
    assert "Peer reviewed" not in " ".join(
        texts
    )  # icons on the map, words in the panel
    text = content.decode()
    assert not re.search(r"url\(|var\(|color-mix| class=| style=", text)
    assert 'fill="#fcfbf7"' in text  # light, whatever the screen
    assert {use.get("href") for use in root.iter(f"{SVG}use")} <= {
        f"#{symbol.get('id')}" for symbol in root.iter(f"{SVG}symbol")
    }


def test_the_picture_is_sharp_and_no_larger_than_browsers_bear(
    live_server, open_window
):
    window = open_window(width=1400)
    open_map(window, plant_map(500))
    window.get_by_label("Levels").select_option("All")

    name, content = saved(window, "PNG")

    assert name == "a-map-of-its-own.png"
    picture = Image.open(io.BytesIO(content))
    assert 4000 < max(picture.size) <= 8192
    colours = picture.convert("RGB").resize((64, 64)).getcolors(64 * 64)
    assert len(colours) > 20, "it is empty"


def test_a_picture_that_cannot_be_made_is_said(live_server, open_window):
    window = open_window(width=1400)
    open_map(window, plant_map(12))
    window.evaluate(
        "() => { Image.prototype.decode = () => Promise.reject(new Error()); }"
    )

    window.get_by_text("Print, save").click()
    window.get_by_role("button", name="PNG").click()

    window.get_by_role("status").filter(has_text="too large for a picture").wait_for()


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_drawn_map_fits_one_sheet(live_server, open_window, paper):
    window = open_window(width=1400)
    open_map(window, plant_map(60))
    window.evaluate("window.print = () => { window.wasPrinted = true; }")

    window.get_by_text("Print, save").click()
    window.get_by_role("button", name=f"Print the map on {paper}").click()
    assert window.evaluate("window.wasPrinted")
    sheet = window.pdf(prefer_css_page_size=True)

    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert len(boxes) == 1
    size = sorted((float(side) / POINTS_PER_MM for side in boxes[0]), reverse=True)
    assert size == pytest.approx(PAPER_MM[paper], abs=1)

    window.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not window.locator(".mm-sheet").count()


def test_the_page_prints_the_whole_outline(live_server, open_window):
    window = open_window(width=1400)
    open_map(window, plant_map(60))
    window.locator(".mm-more").first.click()

    window.emulate_media(media="print")
    window.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert window.locator(".mm-node", has_text="Node 59").is_visible()
    assert window.get_by_text("About node 1.", exact=True).count() == 1
    assert window.locator(".mm-bar").is_hidden()
    tops = window.evaluate(
        "[...document.querySelectorAll('.mm-node')]"
        ".map((node) => node.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert len(set(tops)) == 60


def test_without_scripts_the_outline_is_whole(live_server, open_window):
    page = plant_map(60)
    window = open_window(width=320, javascript=False)

    window.goto(page.url)

    assert len(seen_without_scripts(window)) == 60
    assert window.locator("details", has_text="About node 59").count()
    assert not window.locator(".mm-bar").count()


def seen_without_scripts(window):
    nodes = window.locator(".mm-node")
    return [node for node in nodes.all() if node.is_visible()]


@pytest.mark.parametrize("nodes", [12, 60, 500])
def test_a_map_breaks_no_rule(live_server, open_window, nodes):
    page = plant_map(nodes)
    found = []

    for width in (390, 1400):
        for scheme in ("light", "dark"):
            window = open_window(width=width, scheme=scheme)
            open_map(window, page)
            found += [f"{width} {scheme}: {rule}" for rule in violations(window)]
            found += window.evaluate(OVERFLOW)
            window.locator(".mm-node").first.focus()
            window.get_by_role("button", name="Details").click()
            window.get_by_label("Find in the map").fill("Node 1")
            found += [f"{width} {scheme}, open: {rule}" for rule in violations(window)]
            window.close()

    assert not found, "\n".join(found)

"""The map of a pathway as its readers use it: by keyboard, mouse, finger and link."""

import re

import pytest

from tests.factories.streams import block, node
from tests.functional.content import BARRIER
from tests.functional.maps import (
    TITLE,
    focused,
    in_view,
    open_map,
    place,
    plant_map,
    scale,
    seen_nodes,
)
from tests.functional.steps import press_key_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PRESENT_HIT = ".is-present-hit > .mm-card > .mm-node"


@pytest.fixture
def page(live_server):
    return plant_map(60)


@pytest.fixture
def window(page, open_window):
    window = open_window(width=1400)
    open_map(window, page)
    return window


def press(window, *keys):
    for key in keys:
        window.keyboard.press(key)


def button(window, name):
    return window.get_by_role("button", name=name, exact=True)


def test_a_map_is_read_by_keyboard_alone(window):
    press_key_until(window, "Tab", "[role='treeitem']")
    assert focused(window) == "Where it starts"

    press(window, "ArrowDown")
    assert focused(window) == "Node 1"
    press(window, "ArrowRight")
    assert "Node 2" in seen_nodes(window)
    press(window, "ArrowRight", "Space")

    panel = window.locator(".mm-panel")
    assert panel.get_by_role("heading", name="Node 2").is_visible()
    assert panel.get_by_text("About node 2.").is_visible()
    assert window.evaluate("document.activeElement.textContent") == "Node 2"

    press(window, "Escape")
    assert panel.is_hidden()
    assert focused(window) == "Node 2"

    press(window, "ArrowLeft", "Enter")
    window.wait_for_url("**/subjects/mathematics/bias/")
    assert window.get_by_role("heading", level=1).inner_text() == BARRIER


def test_keys_go_to_the_ends_and_to_what_begins_so(window):
    window.locator("[role='treeitem']").first.focus()

    press(window, "End")
    assert focused(window) == seen_nodes(window)[-1]
    press(window, "Home")
    assert focused(window) == "Where it starts"
    window.keyboard.type("node 13")
    assert focused(window) == "Node 13"
    assert in_view(window, "Node 13")


def test_a_star_opens_every_branch_beside_the_node(window):
    window.locator("[role='treeitem']").first.focus()
    press(window, "ArrowDown")
    before = len(seen_nodes(window))

    press(window, "*")

    assert len(seen_nodes(window)) > before
    assert not window.locator("[aria-level='2'][aria-expanded='false']").count()


def test_a_closed_node_says_how_many_hang_on_it(window):
    window.locator("[role='treeitem']").first.focus()
    press(window, "ArrowDown", "ArrowRight")
    assert "Node 2" in seen_nodes(window)

    press(window, "ArrowLeft")

    item = window.locator("li:has(> .mm-card > .mm-node:text-is('Node 1'))")
    toggle = item.locator("> .mm-card > .mm-toggle")
    assert toggle.inner_text() == "1"
    assert "Node 2" not in seen_nodes(window)
    toggle.click()
    assert "Node 2" in seen_nodes(window)
    assert focused(window) == "Node 1"


def test_levels_are_opened_and_closed_at_once(window):
    levels = window.get_by_label("Levels")

    levels.select_option("All")
    assert len(seen_nodes(window)) == 60
    levels.select_option("2")
    assert len(seen_nodes(window)) == 21
    levels.select_option("1")
    assert seen_nodes(window) == ["Where it starts"]


def test_the_branch_button_opens_and_closes_the_chosen_node(window):
    window.get_by_label("Levels").select_option("2")
    window.locator("[role='treeitem']").first.focus()
    press(window, "ArrowDown")

    button(window, "Branch").click()
    assert "Node 2" in seen_nodes(window)
    assert button(window, "Branch").get_attribute("aria-expanded") == "true"
    button(window, "Branch").click()
    assert "Node 2" not in seen_nodes(window)


def test_the_path_leads_back_to_every_node_above(window):
    window.get_by_label("Levels").select_option("All")
    window.locator(".mm-node", has_text="Node 12").focus()
    path = window.get_by_role("navigation", name="Where you are in the map")
    assert path.get_by_role("button").all_inner_texts() == [
        "Where it starts",
        "Node 10",
        "Node 11",
        "Node 12",
    ]

    path.get_by_role("button", name="Node 10").click()

    assert focused(window) == "Node 10"


def test_a_link_to_a_node_opens_the_way_to_it(page, open_window):
    target = page.nodes[12]
    window = open_window(width=1400)

    open_map(window, page, fragment=f"#node-{target.id}")
    window.locator(f"#node-{target.id} > .mm-card > .mm-node:focus").wait_for()

    assert focused(window) == "Node 12"
    assert in_view(window, "Node 12")


def test_a_link_to_a_node_that_is_gone_says_so(window, page):
    window.evaluate(
        """(parent) => {
          const list = document.getElementById("gone-nodes")
            ?? document.body.appendChild(document.createElement("script"));
          list.type = "application/json";
          list.id = "gone-nodes";
          list.textContent = JSON.stringify(
            { lost: { label: "Lost", parent, text: "“Lost” is no longer in this map." } });
          location.hash = "#node-lost";
        }""",
        page.nodes[11].id,
    )

    window.get_by_role("status").filter(has_text="“Lost” is no longer").wait_for()
    assert focused(window) == "Node 11"


def test_a_search_opens_the_way_to_each_hit(window):
    window.get_by_label("Find in the map").fill("NODE 5")

    hits = window.locator("[data-part='hits']")
    assert hits.inner_text() == "1 of 11"
    assert window.locator(PRESENT_HIT).inner_text() == "Node 5"
    assert in_view(window, "Node 5")
    button(window, "Next place found").click()
    assert hits.inner_text() == "2 of 11"
    assert window.locator(PRESENT_HIT).inner_text() == "Node 50"
    button(window, "Previous place found").click()
    button(window, "Previous place found").click()
    assert window.locator(PRESENT_HIT).inner_text() == "Node 59"

    window.get_by_label("Find in the map").fill("nothing of the kind")
    assert hits.inner_text() == "Not found"
    assert not window.locator(".is-hit").count()


def test_buttons_do_what_gestures_do(window):
    window.get_by_label("Levels").select_option("All")
    before = scale(window)

    button(window, "Larger").click()
    assert scale(window) == pytest.approx(before * 1.25)
    button(window, "Smaller").click()
    assert scale(window) == pytest.approx(before)

    [x, y] = place(window)
    button(window, "To the right").click()
    button(window, "Down").click()
    assert place(window) == [x - 120, y - 120]
    button(window, "To the left").click()
    button(window, "Up").click()
    assert place(window) == [x, y]

    button(window, "The whole map").click()
    assert in_view(window, "Node 1")
    assert in_view(window, "Node 59")


def test_a_drag_moves_the_map_and_follows_no_link(window, page):
    [x, y] = place(window)
    card = window.locator(".mm-node", has_text="Node 1").first.bounding_box()

    window.mouse.move(card["x"] + 20, card["y"] + 8)
    window.mouse.down()
    window.mouse.move(card["x"] + 80, card["y"] + 48, steps=4)
    window.mouse.up()

    assert place(window) == [x + 60, y + 40]
    assert page.url in window.url


def test_the_wheel_zooms_with_ctrl_and_else_scrolls_the_page(window):
    before = scale(window)
    window.locator(".mm-viewport").hover()

    window.mouse.wheel(0, -200)
    window.wait_for_timeout(100)
    assert scale(window) == before
    window.keyboard.down("Control")
    window.mouse.wheel(0, -200)
    window.keyboard.up("Control")

    window.wait_for_function(
        "(before) => new DOMMatrix("
        "document.querySelector('.mm-canvas').style.transform).a > before",
        arg=before,
    )


PINCH = """() => {
  const port = document.querySelector(".mm-viewport");
  const { left, top } = port.getBoundingClientRect();
  const touch = (type, pointerId, x) => port.dispatchEvent(new PointerEvent(type, {
    pointerId, pointerType: "touch", bubbles: true, button: 0,
    clientX: left + x, clientY: top + 100 }));
  port.setPointerCapture = () => {};
  touch("pointerdown", 1, 300);
  touch("pointerdown", 2, 400);
  touch("pointermove", 2, 500);
  touch("pointerup", 2, 500);
  touch("pointerup", 1, 300);
}"""


def test_two_fingers_make_it_larger(window):
    before = scale(window)

    window.evaluate(PINCH)

    assert scale(window) == pytest.approx(before * 2)


def test_a_press_on_the_small_map_moves_the_large_one(window):
    window.get_by_label("Levels").select_option("All")
    before = place(window)

    window.locator(".mm-minimap").click(position={"x": 60, "y": 12})

    assert place(window) != before


def test_nothing_is_said_twice_while_details_are_open(window):
    window.locator(".mm-more").first.click()
    assert window.locator(".mm-panel").get_by_text("About node 1.").is_visible()

    doubled = window.evaluate(
        "[...document.querySelectorAll('[id]')].map(({ id }) => id)"
        ".filter((id, index, all) => all.indexOf(id) !== index)"
    )
    assert doubled == []
    button(window, "Close").click()
    assert window.locator(".outline__media", has_text="About node 1.").count() == 1


def test_a_map_taken_back_leaves_the_outline_as_it_was(page, open_window):
    window = open_window(width=1400)
    html = "document.querySelector('.mm-canvas').innerHTML"
    window.goto(f"{page.url}?view=outline")
    before = window.evaluate(html)

    window.evaluate("document.querySelector('mesh-map').dataset.mode = 'map'")
    window.locator(".mm-more").first.click()
    window.get_by_label("Find in the map").fill("node")
    window.evaluate("document.querySelector('mesh-map').dataset.mode = 'outline'")

    assert bare(window.evaluate(html)) == bare(before)


def bare(html):
    """HTML without the spaces and empty attributes that mean nothing."""
    return re.sub(r"""\s+|(class|style)=""\s*""", "", html)


def test_a_small_window_shows_the_outline_and_a_large_one_the_map(page, open_window):
    window = open_window(width=1400)
    window.goto(page.url)
    window.locator("mesh-map.is-map").wait_for()

    window.set_viewport_size({"width": 390, "height": 800})
    window.locator("mesh-map:not(.is-map)").wait_for()
    assert window.locator(".mm-node", has_text="Node 59").is_visible()

    window.set_viewport_size({"width": 1400, "height": 900})
    window.locator("mesh-map.is-map").wait_for()


def test_full_screen_is_entered_and_left(window):
    button(window, "Full screen").click()
    window.wait_for_function("document.fullscreenElement?.localName === 'mesh-map'")
    button(window, "Full screen").click()
    window.wait_for_function("!document.fullscreenElement")


def test_labels_of_any_script_and_length_are_text(live_server, open_window):
    labels = [
        "<b>bold</b> & “co”",
        "تفكير في الكسور",
        "🧮" * 12,
        "long " * 31,
        "x" * 160,
    ]
    page = plant_map(
        [
            node(TITLE, level=1),
            *(node(label, media=[block("text", "<p>T</p>")]) for label in labels),
        ]
    )
    window = open_window(width=1400)

    open_map(window, page)

    assert seen_nodes(window)[1:] == [label.strip() for label in labels]
    assert not window.locator(".mm-node b").count()

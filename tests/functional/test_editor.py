"""Writing a map in Wagtail's editor: by keyboard, by drag, with all that goes with it."""

import json

import pytest
from wagtail.models import Comment

from pathways.models import KnowledgePage
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.outline_steps import (
    focus,
    line,
    lines,
    open_editor,
    said,
    save,
    stored,
    stored_lines,
)
from tests.functional.steps import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TREE = [
    node("Start", level=1, kind="symptom"),
    node("Bias", level=2),
    node("Two tasks", level=3, kind="probe"),
    node("Number line", level=3, kind="intervention"),
    node("Language", level=2),
]


@pytest.fixture
def subject_page(live_server):
    _home, subject_page, _association = plant_tree()
    return subject_page


@pytest.fixture
def edit(subject_page, open_window):
    """Opens a map of these nodes: `edit(nodes, width=390)`; gives window and page."""
    UserFactory(email="author@example.org", is_superuser=True)

    def make(nodes, **window_options):
        page = PathwayPageFactory(parent=subject_page, nodes=nodes)
        page.save_revision()
        window = open_window(**window_options)
        sign_in(window, "author@example.org")
        open_editor(window, page)
        return window, page

    return make


def test_a_map_of_ten_nodes_is_written_without_a_mouse(edit):
    window, page = edit([])
    window.get_by_role("button", name="Add", exact=True).focus()
    press = window.keyboard.press
    steps = [
        ("Adds the denominators", ["Enter"]),
        ("Whole-number bias", ["Enter"]),
        ("Two tasks", ["Enter", "Alt+ArrowRight"]),
        ("Number line", ["Enter"]),
        ("Folding paper", ["Enter"]),
        ("Trial with 55 classes", ["Enter", "Alt+ArrowRight"]),
        ("Language of fractions", ["Enter", "Alt+ArrowLeft", "Alt+ArrowLeft"]),
        ("Say it as a story", ["Control+Enter"]),
        ("What is not known", ["Enter", "Alt+ArrowLeft"]),
        ("How old they are", ["Control+Enter"]),
    ]

    for label, keys in steps:
        for key in keys:
            press(key)
        window.keyboard.type(label)
    press("Control+s")
    window.get_by_text("has been updated").first.wait_for()

    assert stored_lines(page) == [
        [1, "Adds the denominators"],
        [2, "Whole-number bias"],
        [3, "Two tasks"],
        [3, "Number line"],
        [3, "Folding paper"],
        [4, "Trial with 55 classes"],
        [2, "Language of fractions"],
        [3, "Say it as a story"],
        [2, "What is not known"],
        [3, "How old they are"],
    ]


def test_tab_leaves_the_line_and_the_list(edit):
    window, _page = edit(TREE)
    focus(window, "Bias")
    stops = []

    for _ in range(8):
        window.keyboard.press("Tab")
        stops.append(
            window.evaluate("!!document.activeElement.closest('.outline-rows')")
        )

    assert stops[0], "the line's own choices come first"
    assert not stops[-1], "the list lets go of the focus"


def test_a_branch_moves_with_all_that_hangs_on_it(edit):
    window, page = edit(TREE)
    focus(window, "Bias")

    window.keyboard.press("Alt+ArrowDown")

    moved = [
        [1, "Start"],
        [2, "Language"],
        [2, "Bias"],
        [3, "Two tasks"],
        [3, "Number line"],
    ]
    assert lines(window) == moved
    assert said(window) == "Moved “Bias” under “Start”, level 2."
    window.keyboard.press("Alt+ArrowRight")
    assert lines(window)[2:4] == [[3, "Bias"], [4, "Two tasks"]]
    assert said(window) == "Moved “Bias” under “Language”, level 3."
    save(window)
    before = [raw["id"] for raw in TREE]
    assert [raw["id"] for raw in stored(page)] == [before[i] for i in (0, 4, 1, 2, 3)]


def test_a_move_that_is_not_possible_is_explained(edit):
    window, _page = edit(TREE)
    focus(window, "Language")

    window.keyboard.press("Alt+ArrowLeft")

    assert lines(window)[-1] == [2, "Language"]
    assert said(window) == (
        "“Language” hangs on the start already, and a map has one start."
    )


def test_dragging_moves_a_branch_to_a_place_and_a_level(edit):
    window, page = edit(TREE)
    handle = line(window, "Language").locator("[data-handle]").bounding_box()
    target = line(window, "Two tasks").bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2

    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x, y - 10)
    window.mouse.move(x + 22, target["y"] + 2, steps=4)
    assert window.locator(".outline-drop").get_attribute("data-level") == "3"
    window.mouse.up()

    assert lines(window)[1:4] == [[2, "Bias"], [3, "Language"], [3, "Two tasks"]]
    save(window)
    assert stored_lines(page)[2] == [3, "Language"]


def test_what_was_deleted_comes_back_with_undo(edit):
    window, _page = edit(TREE)
    before = lines(window)
    focus(window, "Bias")

    window.keyboard.press("Alt+Delete")

    assert lines(window) == [[1, "Start"], [2, "Language"]]
    assert said(window) == "Deleted “Bias”: 3 nodes. Undo brings it back."
    window.keyboard.press("Control+z")
    assert lines(window) == before
    window.keyboard.press("Control+y")
    assert lines(window) == [[1, "Start"], [2, "Language"]]
    window.get_by_role("button", name="Undo").click()
    assert lines(window) == before


def test_a_copy_has_ids_of_its_own_and_all_that_lies_beneath(edit):
    nodes = [*TREE[:2], node("Text", 3, media=[block("text", "<p>Draw it.</p>")])]
    window, page = edit(nodes)
    focus(window, "Bias")

    window.keyboard.press("Control+d")
    save(window)

    raw = stored(page)
    assert [[r["value"]["level"], r["value"]["label"]] for r in raw[3:]] == [
        [2, "Bias"],
        [3, "Text"],
    ]
    assert len({r["id"] for r in raw}) == len(raw)
    original, copied = raw[2]["value"]["media"], raw[4]["value"]["media"]
    assert copied[0]["id"] != original[0]["id"]
    assert "Draw it." in copied[0]["value"]


def test_a_map_of_sixty_nodes_saved_untouched_is_the_same_byte_for_byte(
    edit, subject_page
):
    pages = [KnowledgePageFactory(parent=subject_page)]
    page = PathwayPageFactory(parent=subject_page, nodes=60, pages=pages)
    nodes = list(page.nodes.raw_data)
    nodes[5]["value"]["level"] = 7  # an odd draft: a gap, a page that is gone
    nodes[6]["value"]["page"] = 987_654
    nodes[7]["value"] |= {"label": "", "kind": ""}
    window, page = edit(nodes)
    before = json.dumps(stored(page))

    save(window)

    assert page.revisions.count() == 2
    assert json.dumps(stored(page)) == before


def test_the_editor_saves_by_itself_what_is_written(edit):
    window, page = edit(TREE)
    window.wait_for_timeout(2500)  # Wagtail begins to watch the form after two seconds

    line(window, "Bias").get_by_role("textbox").fill("Whole-number bias")
    window.get_by_text("Saved", exact=True).wait_for()

    assert stored_lines(page)[1] == [2, "Whole-number bias"]
    window.get_by_text("Saved", exact=True).wait_for()
    window.keyboard.press("Alt+ArrowDown")
    save(window)
    assert stored_lines(page)[-3:] == [
        [2, "Whole-number bias"],
        [3, "Two tasks"],
        [3, "Number line"],
    ]


def test_a_closed_branch_stays_in_the_map(edit):
    window, page = edit(TREE)
    line(window, "Bias").get_by_role("button", name="What hangs on “Bias”").click()

    assert lines(window) == [[1, "Start"], [2, "Bias"], [2, "Language"]]
    save(window)
    assert len(stored(page)) == 5


def test_an_opened_node_takes_a_part(edit):
    window, page = edit(TREE)
    focus(window, "Number line")
    window.keyboard.press("Alt+Enter")
    panel = line(window, "Number line").locator(".outline-details")

    panel.get_by_role("button", name="Insert a block").click()
    window.get_by_role("option", name="Quotation").click()
    panel.get_by_label("Quotation").last.fill("Where would you put two thirds?")
    panel.get_by_label("Who said or wrote it").fill("A teacher")
    save(window)

    (quote,) = stored(page)[3]["value"]["media"]
    assert quote["value"]["quote"] == "Where would you put two thirds?"


def test_a_knowledge_page_is_started_in_place(edit, subject_page):
    window, page = edit(TREE)
    row = line(window, "Bias")
    row.get_by_role("button", name="No knowledge page").click()
    window.get_by_role("button", name="Start a new knowledge page").click()
    dialog = window.get_by_role("dialog", name="Start a new knowledge page")

    dialog.get_by_label("Title").fill("")
    dialog.get_by_role("button", name="Make the draft").click()
    dialog.get_by_text("Give the page a title.").wait_for()
    dialog.get_by_label("Title").fill("Whole-number bias in fractions")
    dialog.get_by_role("button", name="Make the draft").click()
    row.get_by_role("button", name="Leads to “Whole-number bias in frac").wait_for()
    save(window)

    made = KnowledgePage.objects.get(title="Whole-number bias in fractions")
    assert not made.live
    assert made.get_parent().pk == subject_page.pk
    assert made.kind == "barrier"
    assert stored(page)[1]["value"]["page"] == made.pk


def test_a_comment_stands_at_its_node(edit):
    window, page = edit(TREE)
    focus(window, "Two tasks")

    window.keyboard.press("Control+Alt+m")
    window.locator(".comment textarea").fill("Which tasks?")
    window.locator(".comment").get_by_role("button", name="Comment").click()
    row = line(window, "Two tasks")
    row.get_by_role("button", name="1 comment: Two tasks").wait_for()
    save(window)

    comment = Comment.objects.get()
    assert comment.text == "Which tasks?"
    assert comment.contentpath == f"nodes.{TREE[2]['id']}"
    assert comment.has_valid_contentpath(page)
    line(window, "Two tasks").get_by_role("button", name="1 comment").wait_for()


def test_a_film_without_transcript_is_told_at_its_node(edit):
    film = {"title": "Film", "file": None, "captions": None, "transcript": ""}
    window, _page = edit([*TREE[:3], node("Film", 3, media=[block("video", film)])])
    row = line(window, "Film")
    checklist = window.locator(".outline-checks")
    assert "A film or recording has no transcript." in checklist.inner_text()

    submit = window.locator('[name="action-submit"]')
    if not submit.is_visible():
        window.get_by_role("button", name="More actions").last.click()
    submit.click()
    window.get_by_text("could not be").first.wait_for()

    panel = row.locator(".outline-details")
    panel.wait_for()
    assert "This field is required." in panel.inner_text()
    assert window.locator(".outline-details").count() == 1


def test_a_label_that_is_too_long_is_kept_and_told_at_its_line(edit):
    window, page = edit(TREE)
    long = "An exceedingly long label " * 40
    line(window, "Bias").get_by_role("textbox").fill(long)

    save(window)

    row = window.locator(".outline-row").nth(1)
    label = row.get_by_role("textbox").first
    assert label.input_value() == long
    assert "at most 160" in row.locator(".outline-row__errors").inner_text()
    described = label.get_attribute("aria-describedby").split()
    assert row.locator(".outline-row__errors").get_attribute("id") in described
    assert stored_lines(page)[1] == [2, "Bias"]


def test_the_checklist_follows_what_is_written_and_leads_to_the_node(edit):
    window, _page = edit(TREE)
    checklist = window.locator(".outline-checks")
    assert "Dead end" in checklist.inner_text()
    language = checklist.get_by_role("listitem").filter(has_text="Dead end")
    assert language.get_by_role("link").inner_text() == "Language"

    language.get_by_role("link").click()
    window.keyboard.press("Control+Enter")
    window.keyboard.type("Tell a story")
    row = line(window, "Tell a story")
    row.get_by_label("Kind").select_option("intervention")

    language.wait_for(state="detached")


def test_a_locked_map_is_read_and_not_written(edit):
    window, page = edit([*TREE, node("Text", 2, media=[block("text", "<p>Hm.</p>")])])
    page.locked, page.locked_by = True, UserFactory()
    page.save()
    path = f"nodes.{TREE[2]['id']}"
    Comment.objects.create(
        page=page, user=page.locked_by, text="Why?", contentpath=path
    )

    window.reload()
    outline = window.locator(".outline--locked")
    outline.wait_for()

    assert "Number line" in outline.inner_text()
    outline.get_by_text("1 part beneath it").click()
    assert "Hm." in outline.inner_text()
    assert outline.locator("button, input, select, textarea").count() == 0
    commented = outline.get_by_role("listitem").filter(has_text="1 comment")
    commented.wait_for()
    assert "Two tasks" in commented.inner_text()


def test_twenty_lines_are_seen_at_once_on_a_laptop(edit):
    window, _page = edit(60, width=1366, height=768)
    window.locator(".outline-bar").evaluate("bar => bar.scrollIntoView()")
    window.evaluate("scrollBy(0, -60)")

    seen = window.evaluate(
        """() => {
          const top = document.querySelector(".outline-bar").getBoundingClientRect().bottom;
          const foot = document.querySelector("footer.footer").getBoundingClientRect().top;
          return [...document.querySelectorAll(".outline-row")].filter((row) => {
            const box = row.getBoundingClientRect();
            return box.top >= top && box.bottom <= foot;
          }).length;
        }"""
    )

    assert seen >= 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_the_outline_breaks_no_rule_and_fits(edit, width, scheme):
    window, _page = edit(TREE, width=width, scheme=scheme)
    line(window, "Bias").get_by_role("button", name="What lies beneath").click()

    assert violations(window, include=[".outline"]) == []
    assert window.evaluate("document.documentElement.scrollWidth") <= width

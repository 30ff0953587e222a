"""What an author does in the writing outline, and what stands in it."""

from pathways.models import PathwayPage

ROW = ".outline-row"


def open_editor(window, page):
    """Open a map in the editor and wait until its lines are there."""
    window.goto(f"/admin/pages/{page.pk}/edit/")
    window.locator(".outline-bar").wait_for()


def lines(window):
    """Level and label of each line that is shown, in order."""
    return window.evaluate(
        """() => [...document.querySelectorAll(".outline-row:not([hidden])")].map((row) =>
          [Number(row.getAttribute("aria-level")),
           row.querySelector(".outline-row__label").value])"""
    )


def line(window, label):
    """The line with this label."""
    key = window.evaluate(
        """(label) => [...document.querySelectorAll(".outline-row")].find((row) =>
          row.querySelector(".outline-row__label").value === label)?.id""",
        label,
    )
    assert key, f"no line “{label}” among {lines(window)}"
    return window.locator(f"#{key}")


def focus(window, label):
    """Set the focus on a line's label."""
    line(window, label).get_by_role("textbox").first.focus()


def said(window):
    """What a screen reader was told last."""
    return window.locator(".outline [role=status]").inner_text()


def save(window):
    """Save the draft and wait for the page to come back."""
    with window.expect_navigation():
        window.get_by_role("button", name="Save draft").click()
    window.locator(".outline-bar").wait_for()


def stored(page):
    """The nodes of the newest version, as the database holds them."""
    latest = PathwayPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return list(latest.nodes.raw_data)


def stored_lines(page):
    """Level and label of each node of the newest version."""
    return [[raw["value"]["level"], raw["value"]["label"]] for raw in stored(page)]

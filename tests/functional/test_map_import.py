"""An author brings a map from another program, looks at it, and has it as a draft."""

from pathlib import Path

import pytest
from django.urls import reverse

from mesh.core.constants import Role
from mesh.core.models import Membership
from pathways.models import PathwayPage
from tests.factories.core import UserFactory
from tests.factories.pathways import PathwayPageFactory
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import choose, fill, press, sign_in
from tests.functional.test_accessibility import OVERFLOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

FREEMIND = Path(__file__).parent.parent / "pathways/interchange/files/freemind-0.9.mm"
BOMB = {
    "name": "bomb.mm",
    "mimeType": "text/xml",
    "buffer": b'<!DOCTYPE map [<!ENTITY a "b">]><map><node TEXT="&a;"/></map>',
}


@pytest.fixture
def draft(live_server):
    """A draft with a map of three nodes; its author is of the association."""
    _home, subject_page, association = plant_tree()
    author = UserFactory(roles=[Role.AUTHOR])
    Membership.objects.create(user=author, organisation=association)
    page = PathwayPageFactory(
        parent=subject_page, nodes=3, owner=author, title="Fractions"
    )
    page.save_revision(user=author)
    return page


def labels(page):
    latest = PathwayPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [child.value["label"] for child in latest.nodes]


def found_on(window):
    return violations(window, include=[".maps"]) + window.evaluate(OVERFLOW)


def open_import(window, page):
    sign_in(window, page.owner.email)
    window.goto(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    window.get_by_role("button", name="Actions", exact=True).first.click()
    window.get_by_role("link", name="Import a map").first.click()
    window.get_by_role("heading", name="Import a map").wait_for()


def test_a_map_is_looked_at_and_becomes_a_new_draft(draft, open_window):
    window = open_window()
    open_import(window, draft)

    window.locator("[name=file]").set_input_files(BOMB)
    press(window, "Look at the import")
    window.get_by_text("“bomb.mm”: The file declares a document type").wait_for()

    window.locator("[name=file]").set_input_files(FREEMIND)
    press(window, "Look at the import")
    window.get_by_role("heading", name="Look at the import").wait_for()
    report = window.get_by_role("region", name="Not taken over as it stands")
    assert "The icon “full-1” was left out." in report.inner_text()
    assert "Größe von Brüchen" in window.locator(".maps-preview").inner_text()
    assert window.locator(".maps-drawing [data-key]").count() == 5
    fill(window, title="Fractions from FreeMind")
    press(window, "Make the draft pathway")

    window.wait_for_url("**/edit/")
    made = PathwayPage.objects.get(title="Fractions from FreeMind")
    assert not made.live
    assert labels(made)[1:3] == [
        "Adds tops & bottoms",
        "Ask for 1/2 + 1/2: what comes out?",
    ]


def test_a_map_goes_out_and_comes_back_changed(draft, open_window, tmp_path):
    window = open_window()
    sign_in(window, draft.owner.email)
    window.goto(reverse("pathways_download_map", args=[draft.pk]))

    with window.expect_download() as download:
        window.get_by_role("link", name="fractions.opml").click()
    path = tmp_path / "fractions.opml"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    path.write_text(text.replace("Node 1", "Node one"), encoding="utf-8")
    window.goto(reverse("pathways_import_map", args=[draft.pk]))
    choose(window, target="replace")
    window.locator("[name=file]").set_input_files(path)
    press(window, "Look at the import")

    changes = window.get_by_role("region", name="What changes in the draft")
    assert changes.inner_text().count("renamed to") == 1
    assert labels(draft) == ["Where it starts", "Node 1", "Node 2"]
    press(window, "Replace the map of the draft")

    window.wait_for_url("**/edit/")
    assert labels(draft) == ["Where it starts", "Node one", "Node 2"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_break_no_rule(draft, open_window, width, scheme):
    window = open_window(width=width, scheme=scheme)
    sign_in(window, draft.owner.email)
    found = []

    for name in ("pathways_download_map", "pathways_import_map"):
        window.goto(reverse(name, args=[draft.pk]))
        found += found_on(window)
    window.locator("[name=file]").set_input_files(BOMB)
    press(window, "Look at the import")
    window.get_by_text("“bomb.mm”: The file declares").wait_for()
    found += found_on(window)
    window.locator("[name=file]").set_input_files(FREEMIND)
    press(window, "Look at the import")
    window.locator(".maps-preview").wait_for()
    found += found_on(window)

    assert found == []

"""A curator imports a file, and says of two references that they are one."""

import pytest
from django.urls import reverse

from evidence.models import Finding, PossibleDuplicate, Reference
from mesh.core.constants import Role
from tests.evidence.importing.rows import ROW, table
from tests.factories.core import UserFactory
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import press, sign_in
from tests.functional.test_accessibility import OVERFLOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NEAR = {"title": ROW["title"] + "s", "doi": "", "key": "near"}
FILE = {
    "name": "findings.csv",
    "mimeType": "text/csv",
    "buffer": table(ROW, ROW | NEAR, ROW | {"effect_size": "1,05"}).encode(),
}
WAGTAILS = ["main header", ".w-slim-header", ".messages"]


@pytest.fixture
def curator(live_server):
    plant_tree()
    return UserFactory(roles=[Role.CURATOR])


def wrong_in(window):
    """What breaks a rule, wide and on a phone."""
    found = []
    for width in (1280, 390):
        window.set_viewport_size({"width": width, "height": 900})
        found += violations(window, include=["main"], exclude=WAGTAILS)
        found += window.evaluate(OVERFLOW)
    window.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_a_file_is_checked_imported_and_its_look_alike_merged(open_window, curator):
    window = open_window()
    sign_in(window, curator.email)
    window.goto(reverse("evidence_imports:list"))
    assert wrong_in(window) == []

    window.get_by_role("link", name="Import a file").click()
    window.set_input_files("[type=file]", FILE)
    assert wrong_in(window) == []
    press(window, "Check the file")

    window.get_by_role("heading", name="What would be imported").wait_for()
    assert window.get_by_text("write a decimal point, not a comma").is_visible()
    assert window.get_by_text("It looks like").is_visible()
    assert wrong_in(window) == []
    assert not Finding.objects.exists()

    press(window, "Import it")

    window.get_by_role("heading", name="What was imported").wait_for()
    assert Finding.objects.count() == 2
    merge(window, PossibleDuplicate.objects.get())


def merge(window, pair):
    """Say that both are one; the old address leads to the one that stays."""
    window.goto(reverse("evidence_duplicates:list"))
    assert wrong_in(window) == []
    window.get_by_role("link", name=str(pair.first)).click()
    assert wrong_in(window) == []
    window.get_by_role("radio", name=str(pair.second), exact=True).check()
    press(window, "Merge them")

    window.get_by_text("Merged into").wait_for()
    assert list(Reference.objects.all()) == [pair.second]
    window.goto(pair.first.get_absolute_url())
    assert window.url.endswith(pair.second.get_absolute_url())

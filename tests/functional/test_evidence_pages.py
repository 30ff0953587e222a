"""Synthesis, ratings and appraisal against axe-core: wide and narrow, light and dark."""

import pytest
from django.urls import reverse

from tests.functional.appraisals import build_appraised
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import sign_in
from tests.functional.test_accessibility import OVERFLOW, visit
from tests.functional.test_admin_accessibility import check

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def appraised(live_server):
    plant_tree()
    return build_appraised()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390, 320])
def test_no_page_of_the_evidence_breaks_a_rule_or_scrolls_sideways(
    appraised, open_window, width, scheme
):
    window = open_window(width=width, scheme=scheme)
    found = []

    for name, path in appraised.public_paths.items():
        visit(window, name, path)
        window.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        found += [f"{name}: {violation}" for violation in violations(window)]
        found += [f"{name}: {element}" for element in window.evaluate(OVERFLOW)]

    assert not found, "\n".join(found)


def test_the_pages_say_all_without_scripts(appraised, open_window):
    window = open_window(javascript=False)

    window.goto(appraised.public_paths["synthesis"])
    assert window.get_by_role(
        "img", name="Forest plot: Standardised tests"
    ).is_visible()
    assert window.get_by_role("table").first.is_visible()

    window.goto(appraised.public_paths["ratings of a study"])
    text = window.locator("main").inner_text()
    assert "Undecided: a judge decides" in text
    assert "how far to lower the score is not said" in text


@pytest.mark.parametrize("width", [1400, 390])
def test_the_appraisers_pages(appraised, open_window, width):
    ada = appraised.people[0]
    open_one = appraised.asked.appraisals.get(appraiser=ada)
    done = appraised.settled.appraisals.get(appraiser=ada)

    window = open_window()
    sign_in(window, ada.email)
    pages = [
        reverse("evidence_appraising:overview"),
        reverse("evidence_appraising:appraisal", args=[open_one.pk]),
        reverse("evidence_appraising:appraisal", args=[done.pk]),
    ]
    check(window, pages, width)

    open_one.conflict = ""
    open_one.save()
    check(window, pages[1:2], width)


@pytest.mark.parametrize("width", [1400, 390])
def test_the_judges_pages(appraised, open_window, width):
    window = open_window()
    sign_in(window, appraised.judge.email)

    check(
        window,
        [
            "/admin/",
            reverse("evidence_appraising:overview"),
            reverse("evidence_appraising:differences", args=[appraised.disputed.pk]),
            reverse(
                "evidence_appraising:study_ratings", args=[appraised.settled.study_id]
            ),
        ],
        width,
    )


@pytest.mark.parametrize("width", [1400, 390])
def test_the_curators_pages(appraised, open_window, width):
    window = open_window()
    sign_in(window, appraised.curator.email)

    check(
        window,
        [
            reverse("evidence_appraising:assign"),
            reverse("evidence_appraising:rounds"),
            reverse("evidence_appraising:round", args=[appraised.disputed.pk]),
            reverse("evidence_appraising:differences", args=[appraised.settled.pk]),
        ],
        width,
    )

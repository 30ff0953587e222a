"""Two appraisers and a judge, by keyboard alone: from a list of work to a rating."""

import pytest
from django.urls import reverse

from evidence.constants import RoundState
from evidence.models import RatingRecord
from mesh.core.constants import Role
from tests.factories.core import UserFactory
from tests.factories.evidence import AppraisalRoundFactory, FindingFactory
from tests.functional.content import plant_tree
from tests.functional.steps import FOCUS_IS_SEEN, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
MOST_STOPS = 150
REASON = "Table 2 shows the loss of pupils."


@pytest.fixture
def people(live_server):
    plant_tree()
    return [
        UserFactory(roles=[Role.REVIEWER], first_name="Ada"),
        UserFactory(roles=[Role.REVIEWER], first_name="Bob"),
        UserFactory(roles=[Role.JUDGE], first_name="Jo"),
    ]


def tab_to(window, selector):
    """Tab until a stop matches; it must be seen to have the focus."""
    for _stop in range(MOST_STOPS):
        window.keyboard.press("Tab")
        if window.evaluate("s => document.activeElement.matches(s)", selector):
            assert window.evaluate(FOCUS_IS_SEEN), f"no focus is seen on {selector}"
            return
    raise AssertionError(f"Tab never comes to {selector}")


def choose_by_arrows(window, name, value):
    """Within a group of radio buttons that has the focus."""
    wanted = f'[name="{name}"][value="{value}"]'
    for _answer in range(12):
        if window.evaluate("s => document.activeElement.matches(s)", wanted):
            window.keyboard.press("Space")
            return
        window.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {wanted}")


def enter(window):
    with window.expect_navigation():
        window.keyboard.press("Enter")


def appraise(window, person, level):
    sign_in(window, person.email)
    window.goto(reverse("evidence_appraising:overview"))
    tab_to(window, 'a[href^="/admin/appraisals/"][href$="/"]:has(strong)')
    enter(window)
    tab_to(window, '[name="value_attrition_level"]')
    choose_by_arrows(window, "value_attrition_level", level)
    tab_to(window, '[name="place_attrition_level"]')
    window.keyboard.type("p. 12")
    tab_to(window, ".appraising-form button.button:not(.button-secondary)")
    enter(window)
    assert "your appraisal is in" in window.locator("body").inner_text()


def decide(window, judge):
    sign_in(window, judge.email)
    assert "Attrition" in window.locator("main").inner_text()
    tab_to(window, 'a[href$="/differences/"]')
    enter(window)
    tab_to(window, '[name="attrition_level-value"]')
    choose_by_arrows(window, "attrition_level-value", "low")
    tab_to(window, '[name="attrition_level-place"]')
    window.keyboard.type("Table 2")
    tab_to(window, '[name="attrition_level-reason"]')
    window.keyboard.type(REASON)
    tab_to(window, ".appraising-difference button.button")
    enter(window)


def test_two_appraisers_differ_and_a_judge_decides_by_keyboard(people, open_window):
    ada, bob, jo = people
    finding = FindingFactory()
    review_round = AppraisalRoundFactory(study=finding.study, people=[ada, bob])

    appraise(open_window(), ada, "low")
    appraise(open_window(), bob, "high")
    review_round.refresh_from_db()
    assert review_round.state == RoundState.DISPUTED

    decide(open_window(), jo)

    review_round.refresh_from_db()
    assert review_round.state == RoundState.SETTLED
    rating = RatingRecord.objects.filter(rule_set="wwc-study").latest("pk")
    assert rating.code == "without_reservations"
    window = open_window()
    slug = finding.study.reference.slug
    window.goto(reverse("evidence:study_ratings", args=[slug, finding.study_id]))
    assert REASON in window.locator("main").inner_text()

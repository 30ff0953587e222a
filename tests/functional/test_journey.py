"""The whole chain once: from a teacher's proposal to a teacher who finds the page."""

import time

import pytest

from mesh.core.constants import Role
from pathways.models import PathwayPage
from pathways.spam import TOO_FAST
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory
from tests.factories.registration import editor_of
from tests.functional.content import BARRIER, plant_tree
from tests.functional.steps import (
    PASSWORD,
    choose,
    fill,
    link_in,
    mail_to,
    press,
    sign_in,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TITLE = "Comparing decimals"
PROPOSER = "ada@example.org"
SUMMARY = "From “0.45 is bigger than 0.6” to a number line of tenths."
# Label, level, kind, how it relates, whether it leads to the knowledge page.
NODES = [
    ("“0.45 is bigger than 0.6”", 1, "symptom", "", False),
    ("Reads decimals as whole numbers", 2, "barrier", "explains", True),
    ("Which is greater: 0.45 or 0.6?", 3, "probe", "detected_by", False),
    ("A number line of tenths", 3, "intervention", "addressed_by", False),
]


@pytest.fixture
def place(live_server):
    """A subject with an association, an editor of it, and one knowledge page."""
    _home, subject_page, association = plant_tree()
    KnowledgePageFactory(
        title=BARRIER, parent=subject_page, organisation=association, live=True
    )
    editor_of(association, email="editor@example.org")
    return subject_page


@pytest.fixture
def reviewers(place):
    """Two reviewers; with a coordinator and a judge, who belong to nobody either."""
    UserFactory(email="coordinator@example.org", roles=[Role.COORDINATOR])
    UserFactory(email="judge@example.org", roles=[Role.JUDGE])
    return [
        UserFactory(
            email=f"{name}@example.org",
            first_name="Reviewer",
            last_name=name.title(),
            roles=[Role.REVIEWER],
        )
        for name in ("maria", "olu")
    ]


def propose(window):
    window.goto("/")
    window.get_by_role("link", name="Register a pathway").first.click()
    time.sleep(TOO_FAST.total_seconds())  # who is faster is held as possible spam
    window.get_by_label("Title of the pathway").fill(TITLE)
    window.get_by_label("Subject").select_option("Mathematics")
    window.get_by_label("Primary").check()
    window.get_by_label("The barrier to learning").fill(
        "Pupils read the digits after the point as a whole number."
    )
    window.get_by_label("What is known already").fill("doi:10.1207/s15326985ep4001_3")
    window.get_by_label("Your name").fill("Ada Demo Proposer")
    window.get_by_label("Your email address").fill(PROPOSER)
    window.get_by_label("I agree that my data are used").check()
    press(window, "Send proposal")
    window.wait_for_url("**/register/sent/")


def confirm(window):
    window.goto(link_in(mail_to(PROPOSER, "confirm_address"), "/proposals/confirm/"))
    press(window, "Yes, confirm my address")
    heading = window.get_by_role("heading", name="Your address is confirmed")
    heading.wait_for()


def accept(window):
    sign_in(window, "editor@example.org")
    window.get_by_role("link", name=TITLE).first.click()
    window.get_by_role("link", name="Accept").click()
    press(window, "Accept and invite the author")
    window.get_by_text("has been invited to write it").wait_for()


def take_up_the_invitation(window):
    window.goto(link_in(mail_to(PROPOSER, "accepted"), "/proposals/invitation/"))
    fill(window, new_password1=PASSWORD, new_password2=PASSWORD)
    press(window, "Set the password")
    window.get_by_role("link", name="Sign in to MESH").click()
    sign_in(window, PROPOSER, PASSWORD)
    window.goto(link_in(mail_to(PROPOSER, "accepted"), "/admin/pages/"))


def add_node(window, node):
    """A line of the outline, written as an author writes it: down the keyboard."""
    label, level, kind, edge, leads = node
    window.get_by_role("button", name="Add", exact=True).click()
    line = window.locator(".outline-row--current")
    line.get_by_role("textbox").fill(label)
    for _ in range(abs(level - int(line.get_attribute("aria-level")))):
        window.keyboard.press("Alt+ArrowRight")
    line.get_by_label("Kind").select_option(kind)
    if edge:
        line.get_by_label("How it relates").select_option(edge)
    if leads:
        line.get_by_role("button", name="No knowledge page").click()
        window.get_by_role("button", name="Choose a knowledge page").click()
        dialog = window.get_by_role("dialog")
        dialog.get_by_role("link", name=BARRIER).click()
        line.get_by_role("button", name=f"Leads to “{BARRIER}”").wait_for()
    assert line.get_attribute("aria-level") == str(level)


def write_the_map(window):
    window.locator("#id_summary").fill(SUMMARY)
    for node in NODES:
        add_node(window, node)
    submit = window.locator('[name="action-submit"]')
    if not submit.is_visible():
        window.get_by_role("button", name="More actions").last.click()
    submit.click()
    window.get_by_text("has been submitted").first.wait_for()


def invite(window, reviewers):
    """Both reviewers, on the page that the coordinator's mail leads to."""
    window.goto(link_in(mail_to("coordinator@example.org", "submitted"), "/rounds/"))
    sign_in(window, "coordinator@example.org")
    for reviewer in reviewers:
        window.locator('[name="reviewer"]').select_option(label=str(reviewer))
        press(window, "Invite")
        window.get_by_role("cell", name=str(reviewer), exact=True).wait_for()


def review(window, reviewer):
    """Accept by the mail's link, sign in, and send the report."""
    window.goto(link_in(mail_to(reviewer.email, "invited"), "/review/respond/"))
    window.get_by_role("heading", name=f"Will you review “{TITLE}”?").wait_for()
    window.locator('[name$="conflict_answer"][value="none"]').first.check()
    press(window, "Accept to review")
    window.get_by_text(f"You have accepted to review “{TITLE}”.").wait_for()
    window.get_by_role("link", name="Sign in and read the page").click()
    sign_in(window, reviewer.email)
    frame = window.frame_locator("iframe")
    frame.get_by_role("heading", level=1, name=TITLE).wait_for()
    answers = {"evidence": "3", "balance": "3", "use": "4", "clarity": "4"}
    choose(window, **{f"answer_{key}": value for key, value in answers.items()})
    choose(window, recommendation="accept", conflict_answer="none")
    fill(window, comments_to_author=f"{reviewer.last_name} finds it clear and true.")
    press(window, "Submit the report")
    window.wait_for_url(lambda url: "/report/" not in url)
    assert "report" in window.locator(".messages").inner_text().lower()


def judge(window):
    """The judge reads both reports and accepts the page."""
    mail = mail_to("judge@example.org", "judgement_due")
    window.goto(link_in(mail, "/admin/reviews/judgements/"))
    sign_in(window, "judge@example.org")
    window.get_by_role("row", name=TITLE).get_by_role("link").click()
    reports = window.locator("main").inner_text()
    assert "Maria finds it clear and true." in reports
    assert "Olu finds it clear and true." in reports
    choose(window, decision="accept", conflict_answer="none")
    fill(window, letter="Both reviewers commend it, and so do I.")
    press(window, "Give the verdict")
    window.locator(".messages").first.wait_for()


def find_and_read(window):
    """By the search box of the home page, to the map and its knowledge page."""
    window.goto("/")
    window.get_by_label("What do you see in your class?").fill("decimals tenths")
    window.keyboard.press("Enter")
    window.locator("main").get_by_role("link", name=TITLE).first.click()
    assert window.get_by_role("heading", level=1).inner_text() == TITLE
    main = window.locator("main").inner_text()
    assert SUMMARY in main
    assert all(label in main for label, *_rest in NODES)
    assert "How this page was reviewed" in main
    window.locator("main").get_by_role("treeitem", name=NODES[1][0]).click()
    assert window.get_by_role("heading", level=1).inner_text() == BARRIER


def test_a_proposal_becomes_a_pathway_that_a_teacher_finds(
    place, reviewers, open_window
):
    teacher, author = open_window(), open_window()
    propose(teacher)
    confirm(teacher)
    accept(open_window())
    take_up_the_invitation(author)
    write_the_map(author)
    address = PathwayPage.objects.get(title=TITLE).get_url()
    assert teacher.goto(address).status == 404
    invite(open_window(), reviewers)
    for reviewer in reviewers:
        review(open_window(), reviewer)
    assert teacher.goto(address).status == 404
    judge(open_window())
    assert teacher.goto(address).status == 200
    assert "Both reviewers commend it" in mail_to(PROPOSER, "verdict").text
    find_and_read(teacher)

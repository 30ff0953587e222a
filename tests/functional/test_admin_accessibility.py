"""The admin pages that MESH built against axe-core, wide and narrow.

Only what is ours: the contents below Wagtail's header, and MESH's panels on the first
page. Wagtail's sidebar, header and its own panels are left to Wagtail.
"""

import pytest
from django.urls import reverse

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.core import UserFactory
from tests.factories.pathways import KnowledgePageFactory
from tests.factories.registration import PathwayProposalFactory, editor_of
from tests.functional.axe import violations
from tests.functional.content import plant_tree
from tests.functional.steps import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

OURS = ["main"]
WAGTAILS = [
    "main header",
    ".w-slim-header",
    "[data-side-panel]",
    ".messages",
    # The page under review is a public page in a frame: it has a test of its own.
    "iframe",
]


@pytest.fixture
def site(live_server):
    return plant_tree()


def check(window, addresses, width):
    """Visit each as the person who is signed in; fails with all that was found."""
    window.set_viewport_size({"width": width, "height": 900})
    found = []
    for address in addresses:
        answer = window.goto(address)
        assert answer.status == 200, address
        assert window.url.endswith(address), f"{address} led to {window.url}"
        found += [
            f"{address}: {violation}"
            for violation in violations(window, include=OURS, exclude=WAGTAILS)
        ]
    assert not found, "\n".join(found)


def page_in_review(site, **fields):
    _home, subject_page, association = site
    page = KnowledgePageFactory(
        parent=subject_page, organisation=association, complete=True, **fields
    )
    return workflows.submit(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_reviewers_and_coordinators_pages(site, open_window, width):
    reviewer = UserFactory(roles=[Role.REVIEWER])
    coordinator = UserFactory(roles=[Role.COORDINATOR])
    review_round = page_in_review(site)
    invited = workflows.invite(page_in_review(site), reviewer, coordinator)
    accepted = workflows.accept(workflows.invite(review_round, reviewer, coordinator))

    window = open_window()
    sign_in(window, reviewer.email)
    check(
        window,
        [
            "/admin/",
            reverse("workflows:overview"),
            reverse("workflows:assignment", args=[invited.pk]),
            reverse("workflows:assignment", args=[accepted.pk]),
        ],
        width,
    )

    window = open_window()
    sign_in(window, coordinator.email)
    check(
        window,
        [
            reverse("workflows:rounds"),
            reverse("workflows:round", args=[review_round.pk]),
        ],
        width,
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_judges_pages(site, open_window, width):
    judge = UserFactory(roles=[Role.JUDGE])
    review_round = page_in_review(site)
    workflows.report(review_round)
    task_state = review_round.workflow_state.current_task_state

    window = open_window()
    sign_in(window, judge.email)
    check(
        window,
        ["/admin/", reverse("workflows:judgement", args=[task_state.pk])],
        width,
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_proposals_pages(site, open_window, width):
    _home, subject_page, association = site
    shared = {"organisation": association, "subject": subject_page.subject}
    waiting = PathwayProposalFactory(title="Waiting", **shared)
    held = PathwayProposalFactory(title="Held", held=True, **shared)
    decided = PathwayProposalFactory(title="Accepted", accepted=True, **shared)

    window = open_window()
    sign_in(window, editor_of(association).email)
    steps = [
        *((waiting, action) for action in ("accept", "decline", "ask", "discard")),
        (held, "release"),
        (decided, "erase"),
    ]
    check(
        window,
        [
            "/admin/",
            reverse("pathways_pathwayproposal_modeladmin_index"),
            *(
                reverse("pathways_pathwayproposal_modeladmin_inspect", args=[row.pk])
                for row in (waiting, held, decided)
            ),
            *(
                reverse("proposal_action", args=[row.pk, action])
                for row, action in steps
            ),
        ],
        width,
    )

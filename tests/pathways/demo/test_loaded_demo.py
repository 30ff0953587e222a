"""What is there after the demo was loaded: once, through the services, all in order."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Revision, WorkflowState

from evidence.bodies.reading import strength_of
from evidence.bodies.summary import read_summaries
from evidence.models import (
    BodyAppraisal,
    BodyOfEvidence,
    BodyRatingOverride,
    Finding,
    Intervention,
    NewestSearch,
    Reference,
    Study,
)
from mesh.core.models import OutgoingMail, User
from pathways.constants import ProposalState
from pathways.demo import catalogue, people
from pathways.fork_comparison import own_changes
from pathways.models import Fork, KnowledgePage, PathwayPage, PathwayProposal
from workflows.constants import AssignmentStatus, Decision
from workflows.models import ReviewAssignment, ReviewRound, Verdict
from workflows.services.warrants import is_warranted

COUNTED = (
    Page,
    Revision,
    Reference,
    Study,
    Finding,
    User,
    ReviewRound,
    ReviewAssignment,
    Verdict,
    PathwayProposal,
    OutgoingMail,
    NewestSearch,
    BodyAppraisal,
    BodyRatingOverride,
)
REVIEWED = (PathwayPage, KnowledgePage)


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for this file; each test then has a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def pathway(slug):
    return PathwayPage.objects.get(slug=slug)


def count_rows():
    return {model: model.objects.count() for model in COUNTED}


def test_a_second_run_changes_nothing():
    before = count_rows()
    out = StringIO()

    call_command("load_demo", stdout=out)

    assert count_rows() == before
    assert "Everything was there already." in out.getvalue()


def test_a_second_run_keeps_what_a_curator_corrected():
    Finding.objects.filter(key="ehri-2001-overall").update(statement="Corrected.")

    call_command("load_demo", stdout=StringIO())

    assert Finding.objects.get(key="ehri-2001-overall").statement == "Corrected."


def test_one_body_of_evidence_is_recorded_rated_and_summed_up(now):
    record = Intervention.objects.get(name__startswith="Telling teachers")

    [row] = read_summaries([record], today=now.date())[record.pk].rows

    assert row.sentence.startswith("The evidence is very uncertain")
    assert row.rated.recorded.search.searched_on.year == 2018
    assert "demo team" in row.rated.appraisal.note
    assert strength_of([record.pk])[record.pk].rank == 1
    assert not BodyOfEvidence.objects.waiting(now.date()).exists()


def test_every_reference_and_finding_of_the_data_is_there():
    assert Reference.objects.count() == len(catalogue.references())
    assert Study.objects.count() == sum(
        len(catalogue.studies(entry)) for entry in catalogue.references()
    )
    assert Finding.objects.count() == len(catalogue.findings())


def test_every_reference_has_its_styled_citation():
    assert not Reference.objects.filter(citation_html="").exists()


@pytest.mark.parametrize("account", people.accounts(), ids=lambda a: a["role"])
def test_each_account_can_sign_in(account):
    user = authenticate(email=account["email"], password=account["password"])

    assert user is not None


def test_a_pathway_was_adapted_by_another_association(client):
    fork = Fork.objects.with_pages().get()

    assert fork.page.live
    assert fork.parent.slug == "fractions-as-numbers"
    assert fork.page.organisation != fork.parent.organisation
    text = client.get(fork.page.url).content.decode()
    assert "Adapted from" in text
    assert {change.name for change in own_changes(fork)} == {
        "added",
        "edited",
        "removed",
    }


def test_no_page_is_live_without_a_verdict():
    live = [page for model in REVIEWED for page in model.objects.live()]

    assert len(live) >= 20
    assert all(
        is_warranted(page_id=page.pk, revision_id=page.live_revision_id)
        for page in live
    )


def test_every_page_but_the_first_drafts_is_ready_for_review():
    pages = [page for model in REVIEWED for page in model.objects.live()]

    assert [page.missing_for_review() for page in pages] == [[]] * len(pages)


def test_no_verdict_is_older_than_its_round():
    assert all(
        verdict.judged_at > verdict.round.closed_at > verdict.round.opened_at
        for verdict in Verdict.objects.select_related("round")
    )


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("ratio-as-multiplication", WorkflowState.STATUS_IN_PROGRESS),
        ("sentence-boundaries", WorkflowState.STATUS_IN_PROGRESS),
        ("variables-and-loops", WorkflowState.STATUS_IN_PROGRESS),
        ("causal-reasoning", WorkflowState.STATUS_IN_PROGRESS),
    ],
)
def test_pages_under_review_stand_where_they_should(slug, status):
    assert pathway(slug).current_workflow_state.status == status
    assert not pathway(slug).live


def test_a_draft_has_not_been_submitted():
    page = pathway("food-of-plants")

    assert page.current_workflow_state is None
    assert not ReviewRound.objects.for_page(page).exists()


@pytest.mark.parametrize(
    ("slug", "statuses"),
    [
        ("ratio-as-multiplication", []),
        ("sentence-boundaries", [AssignmentStatus.INVITED, AssignmentStatus.INVITED]),
        ("causal-reasoning", [AssignmentStatus.ACCEPTED, AssignmentStatus.INVITED]),
    ],
)
def test_open_rounds_hold_the_reviewers_that_they_should(slug, statuses):
    review_round = ReviewRound.objects.for_page(pathway(slug)).first()

    found = review_round.assignments.order_by("pk").values_list("status", flat=True)

    assert list(found) == statuses
    assert review_round.is_open


def test_a_knowledge_page_waits_for_its_second_report():
    page = KnowledgePage.objects.get(slug="primm")
    assignments = ReviewRound.objects.for_page(page).first().assignments.order_by("pk")

    assert [row.status for row in assignments] == [
        AssignmentStatus.SUBMITTED,
        AssignmentStatus.ACCEPTED,
    ]


def test_a_page_waits_for_its_judge():
    page = pathway("variables-and-loops")
    review_round = ReviewRound.objects.for_page(page).first()

    assert not review_round.is_open
    assert not review_round.verdicts.exists()


def test_minor_changes_are_asked_of_an_author():
    page = KnowledgePage.objects.get(slug="explicit-causal-reasoning")

    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_major_changes_led_to_a_second_round():
    rounds = ReviewRound.objects.for_page(pathway("causal-reasoning"))

    assert [row.number for row in rounds.order_by("number")] == [1, 2]
    assert rounds.get(number=1).verdicts.get().decision == Decision.MAJOR


def test_a_rejected_page_is_not_live():
    page = pathway("learning-styles")

    assert not page.live
    assert Verdict.objects.get(round__page_id=page.pk).decision == Decision.REJECT


def test_a_live_page_has_a_new_draft():
    page = pathway("forgetting-vocabulary")

    assert page.live
    assert page.has_unpublished_changes


def test_the_feedback_pathway_is_live_in_its_second_version():
    page = pathway("feedback")
    labels = [child.value["label"] for child in page.nodes]

    assert "What changed in this version" in labels
    assert Verdict.objects.filter(round__page_id=page.pk).count() == 2


def test_some_reviewers_declined_and_one_stood_aside():
    statuses = set(ReviewAssignment.objects.values_list("status", flat=True))

    assert {AssignmentStatus.DECLINED, AssignmentStatus.RECUSED} <= statuses


def test_there_is_a_proposal_in_every_state():
    states = set(PathwayProposal.objects.values_list("state", flat=True))

    assert states == set(ProposalState.values)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/subjects/",
        "/subjects/mathematics/",
        "/subjects/mathematics/fractions-as-numbers/",
        "/subjects/mathematics/fraction-number-line/",
        "/register/",
        "/about/",
    ],
)
def test_readers_can_open_the_demos_pages(client, path):
    assert client.get(path).status_code == 200

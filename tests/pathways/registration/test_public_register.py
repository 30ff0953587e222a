"""The public register: accepted proposals, their stage, and no more about people."""

import html

import pytest

from pathways.constants import PathwayStage
from pathways.public_register import register_entries
from tests.factories.registration import PathwayProposalFactory
from tests.factories.workflows import judge, report, submit
from workflows.constants import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(pathway):
    def make(*, live=False, **fields):
        page = pathway("Of the page", live=live)
        return PathwayProposalFactory(accepted=True, pathway=page, **fields)

    return make


def stage_of(proposal):
    (entry,) = [e for e in register_entries() if e.title == proposal.title]
    return entry.stage


def test_a_draft_is_being_written(accepted):
    assert stage_of(accepted()) == PathwayStage.BEING_WRITTEN


def test_the_stage_is_the_workflows_present_task(accepted):
    proposal = accepted()

    review_round = submit(proposal.pathway)
    assert stage_of(proposal) == PathwayStage.IN_PEER_REVIEW

    report(review_round)
    assert stage_of(proposal) == PathwayStage.WITH_JUDGE


def test_what_the_judge_sends_back_is_being_written_again(accepted):
    proposal = accepted()
    report(submit(proposal.pathway))

    judge(proposal.pathway, Decision.MINOR)

    assert stage_of(proposal) == PathwayStage.BEING_WRITTEN


def test_a_live_pathway_is_published_and_linked(accepted, client, register_page):
    proposal = accepted(live=True)

    (entry,) = register_entries()
    text = client.get("/register/list/").content.decode()

    assert entry.stage == PathwayStage.PUBLISHED
    assert entry.title == proposal.pathway.title
    assert f'href="{proposal.pathway.url}"' in text


def test_a_deleted_pathway_is_not_continued(accepted):
    proposal = accepted()
    proposal.pathway.delete()

    assert stage_of(proposal) == PathwayStage.NOT_CONTINUED


def test_only_accepted_proposals_are_listed(accepted, client, register_page):
    accepted(title="Accepted one")
    PathwayProposalFactory(title="Waiting one", confirmed=True)
    PathwayProposalFactory(title="Held one", held=True)

    text = client.get("/register/list/").content.decode()

    assert "Accepted one" in text
    assert "Waiting one" not in text
    assert "Held one" not in text


def test_a_name_is_shown_with_consent_alone_and_an_address_never(
    accepted, client, register_page
):
    accepted(proposer_name="Ada Named", name_is_public=True, proposer_email="a@b.org")
    accepted(proposer_name="Eve Hidden", proposer_email="e@b.org")

    text = html.unescape(client.get("/register/list/").content.decode())

    assert "Ada Named" in text
    assert "Eve Hidden" not in text
    assert "@b.org" not in text


def test_the_register_says_when_it_is_empty(client, register_page):
    assert b"Yours could be the first." in client.get("/register/list/").content


def test_the_register_costs_the_same_however_long(
    accepted, client, register_page, django_assert_max_num_queries
):
    for _number in range(3):
        accepted()
    client.get("/register/list/")
    for _number in range(5):
        accepted()

    with django_assert_max_num_queries(12):
        client.get("/register/list/")

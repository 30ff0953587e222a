"""What stands beside the nodes of a map."""

import datetime as dt

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from wagtail.models import PageViewRestriction

from evidence.bodies.waiting import rate_waiting
from evidence.constants import RatingCause
from evidence.models import RatingRecord
from evidence.ratings.results import Status
from pathways import outline
from pathways.pathway_views import badges, facts
from tests.factories.evidence import (
    FindingFactory,
    InterventionFactory,
    ReferenceFactory,
)
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node
from tests.factories.workflows import judge, report, submit
from workflows.constants import Decision

pytestmark = pytest.mark.django_db


def put_badges(page, listed, today):
    known = facts.gather(page, listed, today=today)
    badges.put_badges(listed, known, today=today)


def put(subject_page, target, *, today=None):
    """The badges beside the one node that leads to a page, by their state."""
    nodes = [node("Start", level=1, kind="symptom"), node("Bias", page=target)]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)
    page = type(page).objects.get(pk=page.pk)
    listed = list(outline.walk(page.outline()))
    put_badges(page, listed, today or localdate())
    [start, bias] = listed
    assert start.badges == []
    return {badge.state: badge.text for badge in bias.badges}


def this_month():
    return date_format(localdate(), "YEAR_MONTH_FORMAT")


def test_a_live_page_says_when_it_was_reviewed_and_what_it_rests_on(subject_page):
    findings = FindingFactory.create_batch(2)
    target = KnowledgePageFactory(
        parent=subject_page,
        live=True,
        findings=findings,
        references=[ReferenceFactory()],
    )

    assert put(subject_page, target) == {
        "reviewed": f"Peer reviewed {this_month()}",
        "evidence": "2 findings, 1 reference",
    }


def test_the_security_of_the_studies_behind_a_page_is_told(subject_page, now):
    finding = FindingFactory()
    RatingRecord.objects.create(
        study=finding.study,
        rule_set="eef-trial-security",
        version="1",
        status=Status.DECIDED,
        code="4",
        rank=4,
        words="In words",
        cause=RatingCause.SETTLED,
        computed_at=now,
    )
    target = KnowledgePageFactory(parent=subject_page, live=True, findings=[finding])

    assert put(subject_page, target)["security"] == "Security up to 4 of 5 (1 of 1)"


def test_a_draft_is_not_reviewed_yet(subject_page):
    target = KnowledgePageFactory(parent=subject_page)

    assert put(subject_page, target)["not-reviewed"] == "Not reviewed yet"


def test_a_first_version_is_in_review_from_submission_to_verdict(subject_page):
    target = KnowledgePageFactory(parent=subject_page, complete=True)
    review_round = submit(target)

    assert put(subject_page, target)["in-review"] == "In review"
    report(review_round)
    assert put(subject_page, target)["in-review"] == "In review"


def test_a_version_that_went_back_to_its_author_is_not_in_review(subject_page):
    target = KnowledgePageFactory(parent=subject_page, complete=True)
    report(submit(target))
    judge(target, decision=Decision.MAJOR)

    assert "in-review" not in put(subject_page, target)


def test_a_new_version_in_review_stands_beside_the_old_verdict(subject_page):
    target = KnowledgePageFactory(parent=subject_page, live=True)
    target.summary = "Said better."
    submit(target)

    found = put(subject_page, target)

    assert found["reviewed"] == f"Peer reviewed {this_month()}"
    assert found["in-review"] == "New version in review"


@pytest.mark.parametrize(
    ("years", "says"), [(2.9, None), (3.1, "Last checked over 3 years ago")]
)
def test_a_page_says_when_it_was_checked_long_ago(subject_page, years, says):
    target = KnowledgePageFactory(parent=subject_page, live=True)
    today = localdate() + dt.timedelta(years * badges.DAYS_PER_YEAR)

    assert put(subject_page, target, today=today).get("old") == says


def test_a_page_whose_review_is_due_says_so(subject_page):
    target = KnowledgePageFactory(parent=subject_page, complete=True)
    report(submit(target))
    judge(target, review_due=localdate() + dt.timedelta(30))
    today = localdate() + dt.timedelta(31)

    assert put(subject_page, target, today=today)["old"] == "Review is due again"


def test_badges_cost_the_same_queries_whatever_the_size(
    subject_page, django_assert_num_queries
):
    targets = KnowledgePageFactory.create_batch(8, parent=subject_page, live=True)
    for number in (1, 8):
        nodes = [node("Start", level=1), *(node("N", page=t) for t in targets[:number])]
        page = PathwayPageFactory(parent=subject_page, nodes=nodes)
        listed = list(outline.walk(type(page).objects.get(pk=page.pk).outline()))
        with django_assert_num_queries(3):
            put_badges(page, listed, localdate())


def test_the_strength_of_the_intervention_is_told_where_it_is_decided(
    subject_page, now
):
    record = FindingFactory(intervention="Number line").intervention_record
    rate_waiting(now=now)
    target = KnowledgePageFactory(
        parent=subject_page, live=True, about_intervention=record
    )
    other = KnowledgePageFactory(
        parent=subject_page, live=True, about_intervention=InterventionFactory()
    )

    assert put(subject_page, target)["strength"] == "Strength 1 of 5 for attainment"
    assert "strength" not in put(subject_page, other)


def test_a_restricted_page_shows_no_strength(subject_page, now):
    record = FindingFactory(intervention="Number line").intervention_record
    rate_waiting(now=now)
    target = KnowledgePageFactory(
        parent=subject_page, live=True, about_intervention=record
    )
    PageViewRestriction.objects.create(
        page=target, restriction_type=PageViewRestriction.LOGIN
    )

    assert "strength" not in put(subject_page, target)

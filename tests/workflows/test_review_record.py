"""A live page says how it was reviewed; a draft says nothing."""

import pytest

from mesh.core.constants import Role
from tests.factories import workflows
from tests.factories.core import UserFactory
from workflows.review_record import review_record


def rows_of(page):
    return dict(review_record(type(page).objects.get(pk=page.pk)).rows)


def test_a_draft_has_no_record(page):
    assert review_record(page) is None


def test_a_live_page_tells_version_reviewers_and_decision(page):
    workflows.make_live(page)

    rows = rows_of(page)

    assert rows["Version"] == "1"
    assert rows["Peer review"] == "2 independent reviewers, 1 round"
    assert rows["Judge’s decision"] == "Accept and publish"


def test_only_reviewers_who_agreed_are_named(page, now):
    named, unnamed = UserFactory.create_batch(2, roles=[Role.REVIEWER])
    review_round = workflows.submit(page)
    workflows.report(review_round, reviewers=[unnamed])
    workflows.report(review_round, reviewers=[named], consent_to_be_named=True)
    workflows.judge(page)

    assert rows_of(page)["Reviewers who agreed to be named"] == str(named)


def test_a_second_version_counts_and_names_the_first(page, author):
    workflows.make_live(page)
    page.refresh_from_db()
    page.summary = "Another summary."
    page.save_revision(user=author)
    workflows.make_live(page)

    record = review_record(type(page).objects.get(pk=page.pk))

    assert dict(record.rows)["Version"] == "2"
    assert len(record.earlier) == 1


def test_a_live_page_shows_its_record_to_readers(client, page):
    workflows.make_live(page)

    text = client.get(page.url).content.decode()

    assert "How this page was reviewed" in text


@pytest.mark.django_db
def test_the_record_costs_a_constant_number_of_queries(
    page, django_assert_max_num_queries
):
    workflows.make_live(page)
    live = type(page).objects.get(pk=page.pk)

    with django_assert_max_num_queries(3):
        review_record(live)

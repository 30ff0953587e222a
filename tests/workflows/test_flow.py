"""The whole chain by services: submit, review, judge, live."""

from tests.factories import workflows


def test_a_page_goes_live_by_submission_reports_and_verdict(page):
    verdict = workflows.make_live(page)

    page.refresh_from_db()
    assert page.live
    assert page.live_revision_id == verdict.revision_id

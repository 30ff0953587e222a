"""What an attacker starts with."""

import pytest

from workflows.models import Verdict


@pytest.fixture
def verdict(live_page):
    """The verdict under which the page is live."""
    return Verdict.objects.get()


@pytest.fixture
def still_a_draft(page):
    """Asserts, after the test, that nothing went live."""
    yield page
    page.refresh_from_db()
    assert not page.live

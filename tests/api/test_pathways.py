"""Only what everybody may read is answered."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.pathways import PathwayPageFactory

pytestmark = pytest.mark.django_db


def test_drafts_and_private_pathways_are_nowhere(read, problem, subject_page):
    draft = PathwayPageFactory(parent=subject_page)
    hidden = PathwayPageFactory(parent=subject_page, live=True)
    PageViewRestriction.objects.create(
        page=hidden, restriction_type=PageViewRestriction.LOGIN
    )
    shown = PathwayPageFactory(parent=subject_page, live=True)

    assert [row["id"] for row in read("/api/v1/pathways")["results"]] == [shown.pk]
    for page in (draft, hidden):
        problem(f"/api/v1/pathways/{page.pk}", 404)

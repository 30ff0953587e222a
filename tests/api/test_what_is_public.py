"""Nothing that the site does not show is in the API."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.pathways import PathwayPageFactory

pytestmark = pytest.mark.django_db
PATHWAYS = "/api/v1/pathways"


@pytest.fixture
def pathway(subject_page):
    return PathwayPageFactory(parent=subject_page, live=True)


def test_a_public_pathway_is_listed_and_answers(read, pathway):
    assert [row["id"] for row in read(PATHWAYS)["results"]] == [pathway.pk]
    assert read(f"{PATHWAYS}/{pathway.pk}")["title"] == pathway.title


def test_a_draft_is_nowhere(read, problem, subject_page):
    draft = PathwayPageFactory(parent=subject_page)

    assert read(PATHWAYS)["results"] == []
    problem(f"{PATHWAYS}/{draft.pk}", status=404)


def test_a_withdrawn_pathway_is_nowhere(read, problem, pathway):
    pathway.unpublish()

    assert read(PATHWAYS)["results"] == []
    problem(f"{PATHWAYS}/{pathway.pk}", status=404)


@pytest.mark.parametrize("above", [True, False])
def test_a_private_pathway_is_nowhere(read, problem, pathway, subject_page, above):
    PageViewRestriction.objects.create(
        page=subject_page if above else pathway,
        restriction_type=PageViewRestriction.LOGIN,
    )

    assert read(PATHWAYS)["results"] == []
    problem(f"{PATHWAYS}/{pathway.pk}", status=404)
    assert read(f"/api/v1/search?q={pathway.title}")["results"] == []

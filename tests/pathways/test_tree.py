"""Which page may stand where."""

import pytest
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from pathways.models import (
    HomePage,
    KnowledgePage,
    PathwayPage,
    SubjectIndexPage,
    SubjectPage,
)
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory

CHAIN = [
    (Page, HomePage),
    (HomePage, SubjectIndexPage),
    (SubjectIndexPage, SubjectPage),
    (SubjectPage, PathwayPage),
    (SubjectPage, KnowledgePage),
]


@pytest.mark.parametrize(("parent", "child"), CHAIN)
def test_the_page_tree_allows_its_chain(parent, child):
    WagtailPageTestCase().assertCanCreateAt(parent, child)


def test_a_pathway_stands_only_under_a_subject():
    WagtailPageTestCase().assertAllowedParentPageTypes(PathwayPage, {SubjectPage})


def test_drafts_can_be_made_under_a_subject(subject_page):
    pathway = PathwayPageFactory(parent=subject_page)
    knowledge = KnowledgePageFactory(parent=subject_page)

    assert not pathway.live
    assert not knowledge.live

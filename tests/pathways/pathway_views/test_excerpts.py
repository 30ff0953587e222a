"""What a node is said to be about."""

import pytest
from django.utils.timezone import localdate

from pathways import outline
from pathways.pathway_views import facts
from pathways.pathway_views.excerpts import put_summaries
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import node

pytestmark = pytest.mark.django_db


def summary_beside(subject_page, target):
    nodes = [node("Start", level=1, kind="symptom"), node("Bias", page=target)]
    page = PathwayPageFactory(parent=subject_page, nodes=nodes)
    listed = list(outline.walk(type(page).objects.get(pk=page.pk).outline()))
    put_summaries(listed, facts.gather(page, listed, today=localdate()))
    return listed[1].summary


def test_a_node_has_the_summary_of_its_page(subject_page):
    target = KnowledgePageFactory(parent=subject_page, live=True, summary="In short.")

    assert summary_beside(subject_page, target) == "In short."


def test_a_draft_and_a_restricted_page_give_nothing_away(subject_page):
    draft = KnowledgePageFactory(parent=subject_page, summary="Not yet.")
    restricted = KnowledgePageFactory(parent=subject_page, live=True)
    restricted.view_restrictions.create(restriction_type="login")

    assert summary_beside(subject_page, draft) == ""
    assert summary_beside(subject_page, restricted) == ""

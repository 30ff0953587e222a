"""What stands behind the nodes of a map."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from pathways import outline
from pathways.pathway_views import facts
from pathways.pathway_views.facts import ReviewedAs
from tests.factories.evidence import FindingFactory, ReferenceFactory
from tests.factories.pathways import KnowledgePageFactory, PathwayPageFactory
from tests.factories.streams import block, node
from tests.factories.workflows import judge, report, submit

pytestmark = pytest.mark.django_db


def gathered(page, *, today=None):
    """The facts of each node by its label."""
    nodes = list(outline.walk(page.outline()))
    found = facts.gather(page, nodes, today=today or localdate())
    return {each.label: found[each.id] for each in nodes}


def make_map(subject_page, *nodes, live=False):
    start = node("Start", level=1, kind="symptom")
    page = PathwayPageFactory(parent=subject_page, nodes=[start, *nodes], live=live)
    return type(page).objects.get(pk=page.pk)


def test_a_node_has_the_findings_and_references_of_its_page(subject_page):
    findings = FindingFactory.create_batch(2)
    reference = ReferenceFactory()
    target = KnowledgePageFactory(
        parent=subject_page, live=True, findings=findings, references=[reference]
    )
    page = make_map(subject_page, node("Bias", page=target))

    found = gathered(page)

    assert found["Bias"].findings == 2
    assert found["Bias"].references == (reference,)
    assert found["Start"].findings == 0
    assert found["Start"].references == ()


def test_records_that_its_own_text_links_to_count_once(subject_page):
    reference = ReferenceFactory()
    text = f'<p><a href="{reference.get_absolute_url()}">Ni</a></p>'
    media = [block("text", text), block("text", text)]
    page = make_map(subject_page, node("g = 0.4", kind="evidence", media=media))

    assert gathered(page)["g = 0.4"].references == (reference,)


def test_a_retraction_shows(subject_page):
    bad = ReferenceFactory(retracted=True)
    target = KnowledgePageFactory(
        parent=subject_page, live=True, findings=[], references=[bad]
    )
    page = make_map(subject_page, node("Bias", page=target))

    assert gathered(page)["Bias"].has_retraction
    assert not gathered(page)["Start"].has_retraction


def test_a_draft_behind_a_node_tells_nothing_of_its_content(subject_page):
    target = KnowledgePageFactory(parent=subject_page, findings=[FindingFactory()])
    page = make_map(subject_page, node("Bias", page=target))

    bias = gathered(page)["Bias"]

    assert (bias.findings, bias.references) == (0, ())
    assert bias.review == ReviewedAs.UNPUBLISHED


def test_a_page_that_is_gone_is_said(subject_page):
    target = KnowledgePageFactory(parent=subject_page)
    page = make_map(subject_page, node("Bias", page=target))
    target.delete()

    assert gathered(type(page).objects.get(pk=page.pk))["Bias"].review == (
        ReviewedAs.GONE
    )


def test_a_reviewed_page_shows_the_day_of_its_verdict(subject_page):
    target = KnowledgePageFactory(parent=subject_page, live=True)
    page = make_map(subject_page, node("Bias", page=target), live=True)

    found = gathered(page)

    assert found["Bias"].review == ReviewedAs.REVIEWED
    assert found["Bias"].reviewed_on == localdate()
    assert found["Start"].review == ReviewedAs.WITH_MAP
    assert found["Start"].reviewed_on == localdate()


def test_nodes_of_a_draft_are_not_reviewed(subject_page):
    page = make_map(subject_page)

    assert gathered(page)["Start"] == facts.Facts()


def test_a_review_that_is_due_again_is_said(subject_page):
    today = localdate()
    due = today + dt.timedelta(days=30)
    target = KnowledgePageFactory(parent=subject_page, complete=True)
    report(submit(target))
    judge(target, review_due=due)
    page = make_map(subject_page, node("Bias", page=target))

    assert gathered(page, today=today)["Bias"].review == ReviewedAs.REVIEWED
    assert gathered(page, today=due)["Bias"].review == ReviewedAs.DUE


def test_the_number_of_queries_does_not_grow(subject_page, django_assert_num_queries):
    targets = KnowledgePageFactory.create_batch(3, parent=subject_page, live=True)
    few = make_map(subject_page, node("Bias", page=targets[0]))
    many = make_map(subject_page, *(node("Bias", page=page) for page in targets * 10))

    for page in (few, many):
        nodes = list(outline.walk(page.outline()))
        with django_assert_num_queries(3):
            facts.gather(page, nodes, today=localdate())

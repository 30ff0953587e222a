"""A publication's own studies, drawn among the others on its record."""

import pytest

from evidence.constants import OutcomeKind
from evidence.synthesis.around import drawn_around
from evidence.synthesis.links import links_of
from tests.factories.evidence import FindingFactory

pytestmark = pytest.mark.django_db


def around(finding):
    return drawn_around(links_of([finding.intervention]), [finding.study_id])


def page(client, finding):
    return client.get(finding.study.reference.get_absolute_url()).content.decode()


def test_its_study_is_pointed_out_among_the_others(client):
    finding = FindingFactory()
    FindingFactory()

    [drawn] = around(finding)
    html = page(client, finding)

    assert drawn.own == {finding.study_id}
    assert "Drawn among the others: Number line work, attainment" in html
    assert "Funnel plot: Number line work" in html
    assert html.count('class="plot__own"') == 1
    assert "▸ is the study of this page." in html


def test_a_study_that_is_not_pooled_is_not_drawn(client):
    finding = FindingFactory(ci_low=None, ci_high=None)
    FindingFactory.create_batch(2)

    assert around(finding) == []
    assert "Drawn among the others" not in page(client, finding)


def test_an_only_study_has_nothing_around_it(client):
    assert around(FindingFactory()) == []


def test_three_are_drawn_at_most_attainment_first():
    finding = FindingFactory(outcome_kind=OutcomeKind.ATTITUDE)
    for kind in OutcomeKind:
        FindingFactory(outcome_kind=kind, study=finding.study)
        FindingFactory(outcome_kind=kind)

    drawn = around(finding)

    assert len(drawn) == 3
    assert drawn[0].link.outcome_kind == OutcomeKind.ATTAINMENT


def test_it_takes_one_query_more_than_the_links(django_assert_num_queries):
    finding = FindingFactory()
    FindingFactory.create_batch(5)
    links = links_of([finding.intervention])

    with django_assert_num_queries(1):
        drawn_around(links, [finding.study_id])

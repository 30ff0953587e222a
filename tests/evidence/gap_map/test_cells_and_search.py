"""A cell leads to a search that lists just the publications it counts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.search import rebuild
from tests.factories.evidence import FindingFactory, ReferenceFactory, StudyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "asked", [{}, {"country": "England"}, {"outcome": "attainment"}]
)
def test_a_cell_leads_to_a_search_for_just_its_records(client, asked):
    both = StudyFactory(country="England")
    FindingFactory(study=both, intervention="Tutoring", domain="Algebra")
    FindingFactory(study=both, intervention="Phonics", outcome_kind="attitude")
    FindingFactory(intervention="Tutoring", study__country="Wales")
    FindingFactory(intervention="Tutoring", study__country="England")
    FindingFactory(
        intervention="Tutoring", study__reference=ReferenceFactory(retracted=True)
    )
    rebuild.rebuild(now=timezone.now())

    shown = client.get(reverse("evidence:gaps"), asked).context["shown"]
    cells = [cell for row in shown.rows for cell in row.cells if cell.total]

    assert cells
    for cell in cells:
        assert client.get(cell.url).context["results"].total == cell.total


def test_a_kind_of_outcome_opens_into_its_domains(client):
    FindingFactory(intervention="Tutoring", domain="Algebra")

    shown = client.get(reverse("evidence:gaps")).context["shown"]
    head = shown.columns[0]
    opened = client.get(reverse("evidence:gaps") + head.url).context["shown"]

    assert [column.label for column in opened.columns] == ["Algebra"]

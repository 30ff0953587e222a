"""Records, interventions and barriers by their slugs, former ones too."""

import pytest
from django.utils import timezone

from evidence.duplicates.merging import merge_references
from evidence.graph.merging import merge
from tests.factories.evidence import (
    BarrierFactory,
    InterventionFactory,
    ReferenceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["records", "interventions", "barriers"])
def test_one_that_nobody_recorded_is_not_found(problem, kind):
    assert problem(f"/api/v1/{kind}/no-such", status=404)["title"]


@pytest.mark.parametrize("factory", [InterventionFactory, BarrierFactory])
def test_the_slug_of_one_that_was_merged_leads_on(get, factory):
    kept, merged = factory(), factory()
    merge(kept=kept, merged=merged, now=timezone.now())
    address = f"/api/v1/{kept.kind}s"

    response = get(f"{address}/{merged.slug}")

    assert response.status_code == 301
    assert response["Location"].endswith(f"{address}/{kept.slug}")


@pytest.mark.parametrize("accept", ["application/json", "application/ld+json"])
def test_the_slug_of_a_publication_that_was_merged_leads_on(get, administrator, accept):
    kept, dropped = ReferenceFactory(), ReferenceFactory()
    now = timezone.now()
    merge_references(kept=kept, dropped=dropped, by=administrator, now=now)

    response = get(f"/api/v1/records/{dropped.slug}", accept=accept)

    assert response.status_code == 301
    assert response["Location"].endswith(f"/api/v1/records/{kept.slug}")

"""A part that limps is reported; the site stays ready."""

import datetime as dt

import pytest
from django.utils import timezone

from evidence.models import SearchOutbox


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "parked", "degraded"),
    [(0, False, None), (10, False, ["search"]), (0, True, ["search"])],
)
def test_a_search_that_limps_is_named(client, minutes, parked, degraded):
    since = timezone.now() - dt.timedelta(minutes=minutes)
    SearchOutbox.objects.create(
        uid="page:1", created_at=since, next_try=since, parked=parked
    )

    response = client.get("/health/ready")

    assert response.status_code == 200
    assert response.json().get("degraded") == degraded

"""The clock that the demo sets."""

import datetime as dt

import pytest
from django.utils import timezone

from pathways.demo.clock import Clock

TODAY = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def test_the_clock_never_passes_today():
    clock = Clock(TODAY)
    clock.days_ago(2)

    clock.later(5)

    assert clock.now == TODAY


def test_django_reads_the_clock_while_it_is_shown():
    clock = Clock(TODAY)
    clock.days_ago(10)

    with clock.shown():
        shown = timezone.now()

    assert shown == TODAY - dt.timedelta(days=10)
    assert timezone.now() != shown


def test_the_clock_is_put_back_after_an_error():
    real = timezone.now

    with pytest.raises(ValueError, match="stop"), Clock(TODAY).shown():
        raise ValueError("stop")

    assert timezone.now is real

"""A clock that the demo sets, so that a history of a year happens in a minute."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


class Clock:
    """Time as the history tells it; never later than `today`.

    Services take the time from `now`. Wagtail's own rows (revisions, log entries, steps
    of a workflow) read Django's clock: `shown` makes it agree, for this process only.
    """

    def __init__(self, today: dt.datetime) -> None:
        self.today = today
        self.now = today

    def days_ago(self, days: float) -> None:
        """Set the clock to some days before today."""
        self.now = self.today - dt.timedelta(days=days)

    def later(self, days: float) -> None:
        """Let days pass; at most until today."""
        self.now = min(self.now + dt.timedelta(days=days), self.today)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Django's clock shows this time until the block ends."""
        real = timezone.now
        timezone.now = lambda: self.now
        try:
            yield
        finally:
            timezone.now = real

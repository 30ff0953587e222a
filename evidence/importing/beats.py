"""Signs of life of a worker, with how far it has come."""

import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from evidence.models import ImportRun

EVERY_SECONDS = 1.0
TABLE = ImportRun._meta.db_table


class Superseded(Exception):
    """The run was given up, or another worker has taken it."""


class Beats(AbstractContextManager["Beats"]):
    """Writes the rows done to a run, once a second: `beats(done, total)`.

    A check runs within one transaction that is taken back; it gives signs through a
    connection of its own. SQLite has one writer, so that there a check gives none.
    """

    def __init__(self, key: int, claim: str) -> None:
        self.key, self.claim = key, claim
        self._last = 0.0
        self._own: Any = None

    def __call__(self, done: int, total: int) -> None:
        """So many rows of so many are done.

        Raises:
            Superseded: the run is no longer this worker's.
        """
        if time.monotonic() - self._last < EVERY_SECONDS and done != total:
            return
        self._last = time.monotonic()
        if not connection.in_atomic_block:
            self._write(connection, done, total)
        elif connection.vendor == "postgresql":
            self._own = self._own or connections.create_connection("default")
            self._write(self._own, done, total)

    def _write(self, through: Any, done: int, total: int) -> None:
        now = timezone.now()
        with through.cursor() as cursor:
            cursor.execute(
                f"UPDATE {TABLE} SET rows_done = %s, rows_total = %s, beat_at = %s "  # noqa: S608 - our own table's name
                "WHERE id = %s AND claim = %s",
                [done, total, now, self.key, self.claim],
            )
            if cursor.rowcount == 0 and self._is_lost(cursor):
                raise Superseded

    def _is_lost(self, cursor: Any) -> bool:
        cursor.execute(f"SELECT claim FROM {TABLE} WHERE id = %s", [self.key])  # noqa: S608 - our own table's name
        row = cursor.fetchone()
        return row is not None and row[0] != self.claim

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._own is not None:
            self._own.close()

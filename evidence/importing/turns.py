"""Imports take turns: what one looked up must not be made by another meanwhile."""

from django.db import connection

LOCK = 0x6D657368  # "mesh": a number that nothing else in this database locks


def take_turn(*, dry_run: bool = False) -> None:
    """Wait until no other import is writing; ends with the transaction.

    Two publications without a DOI but with the same title would else both go in. On
    SQLite every transaction that writes has the database to itself anyway. A dry run,
    whose transaction is long and leaves nothing, does not take a turn.
    """
    if not dry_run and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

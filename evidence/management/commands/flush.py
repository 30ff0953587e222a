"""`manage.py flush`, as Django has it, on a database that refuses to lose records."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from evidence import triggers


class Command(flush.Command):
    """Empties the database; only this way, and with Django's question before."""

    def handle(self, **options: Any) -> None:
        with triggers.away(connections[options["database"]]):
            super().handle(**options)

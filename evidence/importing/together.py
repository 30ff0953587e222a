"""Rows of a file that are written together."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from evidence.importing.report import Became, Remark
from evidence.importing.table import Table
from evidence.importing.turns import take_turn


class Numbered(Protocol):
    """A row of a file."""

    @property
    def line(self) -> int:
        """Where it stands, from 1."""


Row = TypeVar("Row", bound=Numbered)


def import_together(
    rows: Sequence[Row], table: Table, bring_in: Callable[[Sequence[Row]], list[Became]]
) -> list[Became]:
    """Bring rows in with one transaction; where the database refuses, one by one."""
    try:
        with transaction.atomic():
            take_turn(dry_run=table.dry_run)
            became = bring_in(rows)
    except DatabaseError as error:
        table.forget()
        if len(rows) > 1:
            return [
                one for row in rows for one in import_together([row], table, bring_in)
            ]
        return [Remark(rows[0].line, _("The database refused it: %s") % error)]
    table.settle()
    return became

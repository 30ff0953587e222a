"""What the rows of a table have said so far, so that a table can't contradict itself.

Kept in a temporary file of SQLite's own: a table of a million rows takes no more memory
than one of a hundred.
"""

import sqlite3
from collections.abc import Mapping

from django.utils.translation import gettext as _

from evidence.importing.report import UnableToImport

# One name for one thing: "key:wwc-9", "reference:ni-2005-...", "study:...:study_country".
CREATE = """CREATE TABLE said (
    name TEXT PRIMARY KEY, line INTEGER NOT NULL, cell TEXT NOT NULL
) WITHOUT ROWID"""


class Table:
    """Keys, publications and cells about studies, each with its first line.

    Only rows that went in count: a refused row must not stop a good one.
    """

    def __init__(self, *, this_year: int, dry_run: bool = False) -> None:
        self.this_year, self.dry_run = this_year, dry_run
        self._said = sqlite3.connect("", check_same_thread=True)
        self._said.execute(CREATE)

    def close(self) -> None:
        """Remove the temporary file."""
        self._said.close()

    def settle(self) -> None:
        """The rows since the last time went in."""
        self._said.commit()

    def forget(self) -> None:
        """The rows since the last time did not go in."""
        self._said.rollback()

    def line_of(self, name: str) -> int | None:
        """The first line that named it."""
        found = self._said.execute("SELECT line FROM said WHERE name = ?", (name,))
        row = found.fetchone()
        return row and row[0]

    def note(self, name: str, line: int, cell: str = "") -> None:
        """Keep what a line says, unless an earlier one has said it."""
        self._said.execute(
            "INSERT OR IGNORE INTO said VALUES (?, ?, ?)", (name, line, cell)
        )

    def note_study(self, study: str, line: int, said: Mapping[str, str]) -> None:
        """Keep what a line says of a study, column by column."""
        self._said.executemany(
            "INSERT OR IGNORE INTO said VALUES (?, ?, ?)",
            [(f"{study}:{column}", line, cell) for column, cell in said.items()],
        )

    def refuse_contradiction(self, study: str, said: Mapping[str, str]) -> None:
        """A later row of a study may leave its cells empty, not say something else.

        Raises:
            UnableToImport: it does.
        """
        names = [f"{study}:{column}" for column in said]
        marks = ", ".join("?" * len(names))
        found = self._said.execute(
            f"SELECT name, line, cell FROM said WHERE name IN ({marks})",  # noqa: S608 - marks only
            names,
        )
        for name, line, before in found.fetchall():
            column = name.removeprefix(f"{study}:")
            if before != said[column]:
                raise UnableToImport(
                    _("%(column)s contradicts line %(line)d about the same study.")
                    % {"column": column, "line": line}
                )

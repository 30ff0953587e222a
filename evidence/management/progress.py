"""How far a command has come: a bar on a terminal, plain lines anywhere else."""

import sys
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TextIO

from tqdm import tqdm

LINES = 20  # at most, for a whole command in a log


class Progress(AbstractContextManager["Progress"]):
    """`with Progress("Rows") as progress: progress.show(5, 100)`, to standard error."""

    def __init__(self, label: str, file: TextIO | None = None) -> None:
        self.label = label
        self._file = file or sys.stderr
        self._shown = 0
        self._bar = (
            tqdm(desc=label, unit="", file=self._file) if self._file.isatty() else None
        )

    def show(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)
            return
        share = LINES * done // total if total else LINES
        if share > self._shown:
            self._shown = share
            self._file.write(f"{self.label}: {done} / {total}\n")
            self._file.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

"""Progress lines, and refusals of one sentence."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

QUIET_SECONDS = 2.0  # a step that is over sooner is not worth a line


class Refusal(Exception):
    """Why a command cannot go on, and what to do: one sentence for a person."""


class CommandFailed(Exception):
    """A program ended with an error; `output` is what it printed."""

    def __init__(self, command: Sequence[str], output: str) -> None:
        super().__init__(f"{' '.join(command)} failed")
        self.output = output


def say(line: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(line, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a step once it takes over two seconds, and say how long it took."""
    begun = time.monotonic()
    over = threading.Event()
    ticker = threading.Thread(target=_tick, args=(what, begun, over), daemon=True)
    ticker.start()
    try:
        yield
    except BaseException:
        _finish(what, begun, over, ticker, "stopped after")
        raise
    _finish(what, begun, over, ticker, "done in")


def _tick(what: str, begun: float, over: threading.Event) -> None:
    if over.wait(QUIET_SECONDS):
        return
    if not sys.stdout.isatty():
        say(f"  {what} ...")
        return
    while True:
        print(f"\r  {what} ... {time.monotonic() - begun:.0f} s ", end="", flush=True)
        if over.wait(1):
            return


def _finish(
    what: str, begun: float, over: threading.Event, ticker: threading.Thread, end: str
) -> None:
    over.set()
    ticker.join()
    took = time.monotonic() - begun
    if took >= QUIET_SECONDS:
        start = "\r" if sys.stdout.isatty() else ""
        say(f"{start}  {what}: {end} {took:.0f} s")


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a program to its end and return what it printed.

    Raises:
        CommandFailed: it ended with an error.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandFailed(words, done.stdout)
    return done.stdout

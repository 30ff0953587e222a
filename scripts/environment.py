"""Virtual environments, filled from the lock files and left alone when unchanged."""

import hashlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts.console import CommandFailed, Refusal, run, step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# Each set holds the ones before it.
SETS = ("runtime", "test", "dev")
NO_NETWORK_SIGNS = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "ProxyError",
    "ConnectTimeoutError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)


def python() -> Path:
    """The interpreter of the project's environment."""
    return VENV / "bin" / "python"


def ensure(name: str) -> None:
    """Bring `.venv` to one set of packages: runtime, test or dev.

    An environment that is a link belongs to somebody else and is used as it is.

    Raises:
        Refusal: it cannot be made here; the sentence says why.
    """
    if VENV.is_symlink():
        return
    enough = SETS[SETS.index(name) :]
    if any(unchanged(VENV / f".{one}.stamp", [lock(one)]) for one in enough):
        return
    with step("Installing Python packages"):
        fill(VENV, lock(name))
    mark(VENV / f".{name}.stamp", [lock(name)])


def lock(name: str) -> Path:
    """The lock file of one set of packages."""
    return ROOT / "requirements" / f"{name}.lock"


def fill(place: Path, locked: Path) -> None:
    """Make an environment, if there is none, and install what a lock file names.

    Raises:
        Refusal: Python has no venv, or the packages cannot be fetched.
    """
    if not (place / "bin" / "python").exists():
        _make(place)
    command: list[str | Path] = [
        place / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
    ]
    options = ["--disable-pip-version-check", "--retries=1", "--timeout=30"]
    # The lock is complete. Left to resolve, pip takes the newest version of a package
    # that is wanted with an extra (coverage[toml]) and then refuses it for its hash.
    exactly: list[str | Path] = ["--no-deps", "--require-hashes", "-r", locked]
    try:
        run([*command, *options, *exactly])
    except CommandFailed as failure:
        raise Refusal(explain(failure, "The Python packages")) from failure


def explain(failure: CommandFailed, what: str) -> str:
    """One sentence about a fetch that failed, with the program's last words."""
    if any(sign in failure.output for sign in NO_NETWORK_SIGNS):
        return f"{what} could not be fetched: connect to the network and start again."
    last = failure.output.strip().splitlines()[-8:]
    return "\n  ".join([f"{what} could not be installed:", *last])


def unchanged(stamp: Path, sources: Iterable[Path]) -> bool:
    """Whether the files are the ones that `mark` was last called with."""
    return stamp.exists() and stamp.read_text() == _digest(sources)


def mark(stamp: Path, sources: Iterable[Path]) -> None:
    """Remember the state of the files for which a step has been done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(_digest(sources))


def _make(place: Path) -> None:
    missing = [
        name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)
    ]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refusal(
            f"This Python cannot make virtual environments ({missing[-1]} is missing): "
            f"on Debian and Ubuntu, run: sudo apt-get install python{version}-venv"
        )
    if place.exists():
        shutil.rmtree(place)
    try:
        run([sys.executable, "-m", "venv", place])
    except CommandFailed as failure:
        raise Refusal(explain(failure, f"The environment {place.name}")) from failure


def _digest(sources: Iterable[Path]) -> str:
    """One number for names and contents, and for the Python that runs."""
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(sources):
        found.update(os.fsencode(path))
        found.update(path.read_bytes())
    return found.hexdigest()

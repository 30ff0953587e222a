"""PostgreSQL: the one given, the system's binaries, or those of a wheel."""

import grp
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import environment
from scripts.console import Refusal, step
from scripts.engines.server import Engine, free_port, given, last_line

NAME = "PostgreSQL"
WHEEL_VENV = environment.ROOT / ".venv-postgresql"
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgresql() -> Iterator[Engine]:
    """A PostgreSQL server for as long as the context lasts."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield given(NAME, "DATABASE_URL")
        return
    # In the system's folder for such: as root the server runs as another user, who
    # cannot look into root's folders.
    place = Path(tempfile.mkdtemp(prefix="mesh-postgresql-"))
    try:
        binaries = _installed() or _of_the_wheel(place)
    except Refusal as refusal:
        shutil.rmtree(place)
        yield Engine(NAME, reason=str(refusal))
        return
    try:
        yield _start(binaries, place)
    finally:
        _as_user(binaries / "pg_ctl", "-D", place / "data", "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def _installed() -> Path | None:
    """The folder of the newest PostgreSQL server of the system."""
    on_path = shutil.which("pg_ctl")
    if on_path and (Path(on_path).resolve().parent / "initdb").exists():
        return Path(on_path).resolve().parent
    places = ("usr/lib/postgresql/*", "usr/pgsql-*", "opt/homebrew/opt/postgresql@*")
    found = [
        initdb.parent
        for place in places
        for initdb in Path("/").glob(f"{place}/bin/initdb")
    ]
    return max(found, key=_version, default=None)


def _version(binaries: Path) -> int:
    return int("".join(filter(str.isdigit, binaries.parent.name)) or 0)


def _of_the_wheel(place: Path) -> Path:
    """The folder of the wheel's newest server; for root a copy that others can read."""
    lock = environment.lock("postgresql")
    stamp = WHEEL_VENV / ".postgresql.stamp"
    if not environment.unchanged(stamp, [lock]):
        with step("Installing PostgreSQL from its wheel"):
            environment.fill(WHEEL_VENV, lock)
        environment.mark(stamp, [lock])
    found = WHEEL_VENV.glob("lib/python*/site-packages/*/pginstall*/bin/initdb")
    binaries = max((path.parent for path in found), key=_version, default=None)
    if binaries is None:
        raise Refusal("no PostgreSQL here, and its wheel holds none for this machine")
    if os.getuid() != 0:
        return binaries
    packages = binaries.parents[2]
    package = binaries.relative_to(packages).parts[0]
    for folder in (package, f"{package}.libs"):
        shutil.copytree(packages / folder, place / "server" / folder, symlinks=True)
    return place / "server" / binaries.relative_to(packages)


def _start(binaries: Path, place: Path) -> Engine:
    port = free_port()
    if os.getuid() == 0:
        shutil.chown(place, *_server_user())
    settings = [f"port={port}", "listen_addresses=127.0.0.1", *FAST]
    settings.append("unix_socket_directories=''")
    options = " ".join(f"-c {setting}" for setting in settings)
    data = place / "data"
    make = ["-U", "mesh", "-A", "trust", "-E", "UTF8", "--locale", LOCALE]
    log = ["-l", str(place / "log"), "-w", "-o", options]
    with step("Starting PostgreSQL"):
        done = _as_user(binaries / "initdb", "-D", data, *make)
        if done.returncode == 0:
            done = _as_user(binaries / "pg_ctl", "-D", data, *log, "start")
    if done.returncode:
        return Engine(NAME, reason=last_line(done.stdout))
    url = f"postgres://mesh@127.0.0.1:{port}/mesh"
    return Engine(NAME, url, f"started from {binaries}")


def _server_user() -> tuple[str, str]:
    """PostgreSQL refuses to run as root: an account for it, and its group."""
    groups = {account.pw_name: account.pw_gid for account in pwd.getpwall()}
    name = "postgres" if "postgres" in groups else "nobody"
    return name, grp.getgrgid(groups[name]).gr_name


def _as_user(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program, as the server's user when we are root."""
    user, group = _server_user() if os.getuid() == 0 else (None, None)
    return subprocess.run(
        [str(word) for word in command],
        user=user,
        group=group,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

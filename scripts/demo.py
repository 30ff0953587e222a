"""`make demo`: from a fresh clone to a served site with true content.

Each step leaves a stamp and is skipped while what it read is unchanged, so that a second
start serves a page within seconds.
"""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from scripts import environment, frontend
from scripts.console import CommandFailed, Refusal, run, say, step
from scripts.environment import ROOT

VAR = ROOT / "var"
STAMPS = VAR / "stamps"
DATABASE = VAR / "mesh.sqlite3"
APPS = ("site", "evidence", "pathways", "workflows")
START_SECONDS = 60
# The demo keeps to its embedded engines: it must never write into a real database.
REAL_ENGINES = (
    "DATABASE_URL",
    "ELASTICSEARCH_URL",
    "EMAIL_URL",
    "CACHE_URL",
    "MESH_VAR",
)


def main() -> int:
    """Set up, load and serve the demo until it is interrupted."""
    port = _port()
    _refuse_a_port_in_use(port)
    env = _variables(port)
    environment.ensure("runtime")
    frontend.build()
    _prepare(env)
    return _serve(port, env)


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if given.isdigit() and 0 < int(given) < 65536:  # noqa: PLR2004 - all ports there are
        return int(given)
    raise Refusal(f"PORT is {given!r}; it must be a number from 1 to 65535.")


def _refuse_a_port_in_use(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refusal(
                f"You may not use port {port}: take one above 1023, such as "
                "make demo PORT=8001"
            ) from None
        except OSError:
            raise Refusal(
                f"Port {port} is in use: stop the program that uses it, or take "
                f"another: make demo PORT={port + 1}"
            ) from None


def _variables(port: int) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in REAL_ENGINES}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "mesh.settings.demo",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "BIND": f"127.0.0.1:{port}",
    }


def _prepare(env: dict[str, str]) -> None:
    """Collect the static files, migrate, and load the content, where not yet done."""
    code = list(_files(APPS, ".py"))
    migrations = [path for path in code if "migrations" in path.parts]
    static = [
        *_files(("site",), ".css", ".js", ".svg", ".woff2"),
        environment.lock("runtime"),
    ]
    _manage(
        "Collecting static files",
        env,
        "static",
        static,
        "collectstatic",
        "--clear",
        "--no-input",
    )
    if not DATABASE.exists():
        for stamp in ("migrations", "content"):
            (STAMPS / stamp).unlink(missing_ok=True)
    _manage(
        "Setting up the database",
        env,
        "migrations",
        migrations,
        "migrate",
        "--no-input",
    )
    content = [
        *migrations,
        *_files(APPS, ".py", ".toml", ".html", ".txt", ".mp3", within="demo"),
    ]
    _manage("Loading the demo content", env, "content", content, "load_demo")


def _manage(
    what: str, env: dict[str, str], stamp: str, sources: list[Path], *words: str
) -> None:
    """Run one management command, unless its sources are those of the last time."""
    if environment.unchanged(STAMPS / stamp, sources):
        return
    with step(what):
        try:
            run([str(environment.python()), "manage.py", *words], cwd=ROOT, env=env)
        except CommandFailed as failure:
            last = "\n  ".join(failure.output.strip().splitlines()[-12:])
            raise Refusal(f"{what} failed:\n  {last}") from None
    environment.mark(STAMPS / stamp, sources)


def _files(folders: Iterable[str], *endings: str, within: str = "") -> Iterable[Path]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            parts = path.relative_to(ROOT).parts
            if "node_modules" in parts or (within and within not in parts):
                continue
            if path.suffix in endings:
                yield path


def _serve(port: int, env: dict[str, str]) -> int:
    gunicorn = [
        str(environment.python()),
        "-m",
        "gunicorn",
        "-c",
        "deploy/gunicorn.conf.py",
    ]
    # In a session of its own: Ctrl-C reaches us alone, and we stop it in good order.
    server = subprocess.Popen(
        gunicorn, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True
    )
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with step("Starting the server"):
            _wait_until_it_answers(server, f"http://127.0.0.1:{port}/health/live")
        _print_addresses(f"http://127.0.0.1:{port}", env)
        return server.wait()
    except KeyboardInterrupt:
        say("\nStopping.")
        return 0
    finally:
        server.terminate()
        server.wait()


def _interrupt(_number: int, _frame: object) -> None:
    """To be ended or hung up is to be interrupted: the server must not stay behind."""
    raise KeyboardInterrupt


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise Refusal("The server stopped while starting; its reason is above.")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise Refusal(f"The server did not answer within {START_SECONDS} seconds.")


def _print_addresses(site: str, env: dict[str, str]) -> None:
    say("\nMESH runs. Stop it with Ctrl-C.\n")
    for what, path in (
        ("Public site", "/"),
        ("Search", "/search/"),
        ("Register a pathway", "/register/"),
        ("Admin", "/admin/"),
        ("Every mail that was sent", "/dev/mail/"),
    ):
        say(f"  {what:26} {site}{path}")
    _print_accounts(env)


def _print_accounts(env: dict[str, str]) -> None:
    """One demo account per role, as the loader knows them."""
    command = [str(environment.python()), "manage.py", "load_demo", "--accounts"]
    found = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    say("\nDemo accounts:\n")
    for account in json.loads(found.stdout):
        say(f"  {account['role']:26} {account['email']:38} {account['password']}")

"""The site as it is run: gunicorn with two workers, a database of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of the bench: the demo's settings, files under `var`."""
    return {
        **os.environ,
        "MESH_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "mesh.settings.demo",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        **more,
    }


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run a management command; its output. Raises CalledProcessError."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(
        command, env=env, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@contextlib.contextmanager
def running(env: dict[str, str], *, workers: int = 2) -> Iterator[str]:
    """Start the site and give its address; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "mesh.wsgi", "--chdir", str(ROOT)]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    command += ["--worker-class", "gthread", "--threads", "2", "--log-level", "warning"]
    process = subprocess.Popen(command, env=env, cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address + "/health/live")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(url, timeout=5).read()  # noqa: S310 - our own address
            return
        time.sleep(0.1)
    message = f"the server did not answer at {url} in {START_SECONDS} s"
    raise TimeoutError(message)

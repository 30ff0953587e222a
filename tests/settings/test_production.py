"""Production settings, read by a process of their own, as gunicorn reads them."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.settings.test_required import COMPLETE

EXAMPLE = Path(".env.example")


def example_variables() -> dict[str, str]:
    lines = EXAMPLE.read_text().splitlines()
    pairs = [line.partition("=") for line in lines if line and line[0] != "#"]
    return {name: "".join(shlex.split(value)) for name, _sign, value in pairs}


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    """The example's variables with a secret, and nothing else of this machine."""
    names = {"SECRET_KEY": COMPLETE["SECRET_KEY"], "MESH_VAR": str(tmp_path)}
    names["PATH"] = os.environ["PATH"]
    return {**example_variables(), **names}


def test_production_starts_with_the_variables_of_the_example(production):
    code = "from django.conf import settings; print(settings.SECURE_HSTS_SECONDS)"

    done = run("manage.py", "shell", "--no-imports", "-c", code, **production)

    assert (done.returncode, done.stdout.strip()) == (0, "31536000"), done.stderr


def test_the_deployment_check_has_nothing_to_say(production):
    done = run(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", **production
    )

    assert done.returncode == 0, done.stderr


def test_production_refuses_to_start_without_a_secret(production):
    done = run("manage.py", "check", **{**production, "SECRET_KEY": ""})

    assert done.returncode == 1
    assert "SECRET_KEY is missing: make one with: python3 -c" in done.stderr


def test_a_bucket_takes_the_uploaded_files(production):
    code = "from mesh.settings import production as p; print(p.STORAGES['default'])"
    variables = {**production, "PYTHONPATH": "site", "MEDIA_S3_BUCKET": "mesh-media"}

    done = run("-c", code, **variables)

    assert "'bucket_name': 'mesh-media'" in done.stdout, done.stderr


def test_a_line_of_the_log_is_one_object_with_the_request_id(production):
    code = (
        "import logging; from mesh.core.logs import request_id;"
        "request_id.set('abc12345'); logging.getLogger('mesh').info('a %s', 'line')"
    )

    done = run("manage.py", "shell", "--no-imports", "-c", code, **production)

    line = json.loads(done.stderr)
    assert line["time"]
    assert {key: line[key] for key in ("level", "name", "message", "request_id")} == {
        "level": "INFO",
        "name": "mesh",
        "message": "a line",
        "request_id": "abc12345",
    }


def test_the_example_lists_every_variable_that_the_settings_read():
    read = set()
    for path in (
        *Path("site/mesh/settings").glob("*.py"),
        Path("deploy/gunicorn.conf.py"),
    ):
        read |= set(re.findall(r'environ(?:\.get\(|\[)\s*"(\w+)"', path.read_text()))
    read |= set(COMPLETE)
    read -= {"PYTEST_XDIST_WORKER"}  # set by the tests' own runner

    assert read - set(example_variables()) == set()

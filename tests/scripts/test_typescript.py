"""The scripts of the pages: what they compute is tested where they run, in Node."""

import os
import shutil
import subprocess

import pytest
from django.conf import settings

from scripts.frontend import NODE_VENV

FRONTEND = settings.ROOT / "site" / "frontend"
NODE = shutil.which("node", path=f"{NODE_VENV / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(not NODE, reason="needs Node: run `make assets`")
@pytest.mark.skipif(
    not (FRONTEND / "node_modules").exists(), reason="needs the built front end"
)
def test_what_the_scripts_compute_is_right():
    answer = subprocess.run(
        [NODE, "test.mjs"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "# fail 0" in answer.stdout

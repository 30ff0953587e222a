"""The examples in docs/features/api.md run, against a real server."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.evidence import FindingFactory

PAGE = Path(__file__).parents[2] / "docs" / "features" / "api.md"
SITE = "http://127.0.0.1:8000"


def example(language):
    """The only piece of code in this language, as it stands on the page."""
    (code,) = re.findall(rf"```{language}\n(.+?)```", PAGE.read_text(), re.DOTALL)
    assert SITE in code
    return code


@pytest.mark.enable_socket
@pytest.mark.django_db(transaction=True)
def test_the_python_example_prints_every_finding(live_server):
    FindingFactory.create_batch(3, intervention="Interleaving", effect_size=0.4)
    FindingFactory(outcome_kind="attitude", intervention="Praise")
    code = example("python").replace(SITE, live_server.url)
    code = code.replace("size=200", "size=2")  # so that there are two pages

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["Interleaving\t0.4"] * 3


@pytest.mark.enable_socket
@pytest.mark.django_db(transaction=True)
def test_the_shell_example_answers(live_server):
    FindingFactory()
    code = example("sh").replace(SITE, live_server.url).replace("curl", "curl -sS")

    done = subprocess.run(
        ["/bin/sh", "-c", code], capture_output=True, text=True, check=True
    )

    assert json.loads(done.stdout)["count"] == 1

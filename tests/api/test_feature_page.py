"""The examples of docs/features/api.md run as they stand there."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.factories.evidence import FindingFactory

PAGE = settings.ROOT / "docs" / "features" / "api.md"


@pytest.mark.django_db(transaction=True)
def test_the_python_example_reads_every_finding(live_server):
    FindingFactory.create_batch(5)
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)

    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "MESH": live_server.url},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "5 5\n"

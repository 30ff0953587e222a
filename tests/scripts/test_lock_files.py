"""The lock files: exact versions, hashes, and no host."""

import re
from pathlib import Path

import pytest

from scripts.lock import EXTRAS, GROUPS

NAMES = (*EXTRAS, *GROUPS)


def locked(name: str) -> dict[str, str]:
    text = Path(f"requirements/{name}.lock").read_text()
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", NAMES)
def test_every_package_has_a_hash_and_no_host_is_named(name):
    text = Path(f"requirements/{name}.lock").read_text()
    entries = re.split(r"\n(?=[\w.-]+==)", text)

    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


@pytest.mark.parametrize("name", ["runtime", "production", "test"])
def test_a_smaller_set_has_the_versions_of_the_largest(name):
    assert locked(name).items() <= locked("dev").items()


def test_every_dependency_of_the_project_is_locked():
    text = Path("pyproject.toml").read_text()
    section = text.split("dependencies = [")[1].split("]\n")[0]
    names = re.findall(r'"([\w.-]+)', section)
    known = {name.lower() for name in locked("runtime")}

    assert [name for name in names if name.lower().replace("_", "-") not in known] == []

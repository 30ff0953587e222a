"""Node, and the build of style sheets and scripts into `site/mesh/static/dist`."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from scripts import environment
from scripts.console import CommandFailed, Refusal, run, step

SOURCES = environment.ROOT / "site" / "frontend"
BUILT = environment.ROOT / "site" / "mesh" / "static" / "dist"
NODE_VENV = environment.ROOT / ".venv-node"
OLDEST_NODE = 20
# Without a network say so soon, not after minutes.
NPM_PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=2000")
STAMPS = environment.ROOT / "var" / "stamps"


def build() -> None:
    """Build the assets, unless they stand and their sources are unchanged.

    Raises:
        Refusal: Node or the packages cannot be had, or the build fails.
    """
    sources = [
        path
        for path in SOURCES.rglob("*")
        if path.is_file() and "node_modules" not in path.parts
    ]
    stamp = STAMPS / "assets"
    # The tests read axe-core from node_modules, so these must stand as well.
    stands = BUILT.exists() and (SOURCES / "node_modules").exists()
    if stands and environment.unchanged(stamp, sources):
        return
    env = _with_node()
    _install(env)
    with step("Building style sheets and scripts"):
        try:
            run(["npm", "run", "build"], cwd=SOURCES, env=env)
        except CommandFailed as failure:
            raise Refusal(f"The front end does not build:\n{failure.output}") from None
    environment.mark(stamp, sources)


def _install(env: Mapping[str, str]) -> None:
    """Install what the lock file names.

    Packages that are a link belong to somebody else, as with `.venv`: npm would follow
    the link and empty what it leads to.
    """
    if (SOURCES / "node_modules").is_symlink():
        return
    locks = [SOURCES / "package.json", SOURCES / "package-lock.json"]
    stamp = STAMPS / "node_modules"
    if (SOURCES / "node_modules").exists() and environment.unchanged(stamp, locks):
        return
    with step("Installing the front end's packages"):
        try:
            run(["npm", "ci", *NPM_PATIENCE], cwd=SOURCES, env=env)
        except CommandFailed as failure:
            sentence = environment.explain(failure, "The front end's packages")
            raise Refusal(sentence) from failure
    environment.mark(stamp, locks)


def _with_node() -> dict[str, str]:
    """The variables with which `npm` runs: Node of the system, or of its wheel."""
    if _is_recent(shutil.which("node")) and shutil.which("npm"):
        return dict(os.environ)
    lock = environment.lock("node")
    stamp = NODE_VENV / ".node.stamp"
    if not environment.unchanged(stamp, [lock]):
        with step("Installing Node"):
            environment.fill(NODE_VENV, lock)
        environment.mark(stamp, [lock])
    path = f"{NODE_VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**os.environ, "PATH": path}


def _is_recent(node: str | Path | None) -> bool:
    if node is None:
        return False
    try:
        version = re.match(r"v(\d+)", run([node, "--version"]))
    except (CommandFailed, OSError):
        return False
    return version is not None and int(version[1]) >= OLDEST_NODE

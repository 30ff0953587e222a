"""Elasticsearch: the one given, a container, or the Maven artifact."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from scripts import environment
from scripts.console import CommandFailed, run, say, step
from scripts.engines.server import Engine, free_port, given, last_line

NAME = "Elasticsearch"
SCRIPT = environment.ROOT / "scripts" / "elasticsearch.sh"


@contextmanager
def elasticsearch() -> Iterator[Engine]:
    """An Elasticsearch server for as long as the context lasts."""
    if os.environ.get("ELASTICSEARCH_URL"):
        yield given(NAME, "ELASTICSEARCH_URL")
        return
    container_engine = _container_engine()
    if container_engine:
        with _container(container_engine) as server:
            if server.url:
                yield server
                return
            say(f"  {server.reason}: going on without {container_engine}")
    port = str(free_port())
    try:
        yield _start(port)
    finally:
        run(["bash", SCRIPT, "stop", port])


def _start(port: str) -> Engine:
    try:
        with step("Starting Elasticsearch (fetched the first time)"):
            run(["bash", SCRIPT, "start", port])
    except CommandFailed as failure:
        return Engine(NAME, reason=last_line(failure.output))
    return Engine(NAME, f"http://127.0.0.1:{port}", "started here")


def _container_engine() -> str:
    """`docker` or `podman`, if one is there and really answers."""
    for engine in filter(shutil.which, ("docker", "podman")):
        try:
            run([engine, "info"])
            run([engine, "compose", "version"])
        except CommandFailed:
            say(f"  {engine} is installed but does not answer: going on without it")
        else:
            return engine
    return ""


@contextmanager
def _container(engine: str) -> Iterator[Engine]:
    """The `elasticsearch` of compose.yaml, on a port of this machine."""
    port = str(free_port())
    env = {**os.environ, "ELASTICSEARCH_PORT": port}
    files = ["-f", "compose.yaml", "-f", "deploy/compose.test.yaml"]
    compose = [engine, "compose", "-p", "mesh-test", *files]
    up = [*compose, "up", "--detach", "--wait", "elasticsearch"]
    reason = ""
    try:
        try:
            with step("Starting Elasticsearch in a container"):
                run(up, cwd=environment.ROOT, env=env)
        except CommandFailed as failure:
            reason = last_line(failure.output)
        url = "" if reason else f"http://127.0.0.1:{port}"
        yield Engine(NAME, url, f"started by {engine}", reason)
    finally:
        run([*compose, "down", "--volumes"], cwd=environment.ROOT, env=env)

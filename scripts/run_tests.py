"""`make test`: every test on every engine, and one closing line.

One run on SQLite with Elasticsearch, one of the browser's journeys (they commit, and so
want a database of their own), and one on PostgreSQL with all that needs no browser. What could not be run is named with its reason, and is a
failure where CI is true.
"""

import os
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from scripts import environment, frontend
from scripts.console import say
from scripts.engines.elasticsearch import elasticsearch
from scripts.engines.postgresql import postgresql
from scripts.engines.server import Engine

REPORTS = environment.ROOT / "var" / "tests"


@dataclass
class Results:
    """What the runs came to."""

    counts: Counter[str] = field(default_factory=Counter)
    not_run: list[str] = field(default_factory=list)
    is_good: bool = True

    @property
    def closing_line(self) -> str:
        """The last line printed, for people and for programs."""
        return ", ".join(
            f"{self.counts[name]} {name}" for name in ("passed", "failed", "skipped")
        )


def main(*chosen: str) -> int:
    """Run the tests, or only the chosen ones; returns the exit code."""
    environment.ensure("test")
    frontend.build()
    REPORTS.mkdir(parents=True, exist_ok=True)
    results = Results()
    with ExitStack() as running:
        search = running.enter_context(elasticsearch())
        database = running.enter_context(postgresql())
        for engine in (search, database):
            _introduce(engine, results)
        env = {"ELASTICSEARCH_URL": search.url} if search.url else {}
        _run("SQLite", "not postgresql and not browser", env, chosen, results)
        _run("Chromium", "browser", env, chosen, results)
        if database.url:
            env["DATABASE_URL"] = database.url
            _run("PostgreSQL", "not browser and not sqlite", env, chosen, results)
    if not chosen:
        _report_coverage(results)
    return _close(results)


def _introduce(engine: Engine, results: Results) -> None:
    if engine.url:
        say(f"{engine.name}: {engine.origin}")
    else:
        results.not_run.append(f"tests on {engine.name}: {engine.reason}")


def _run(
    name: str,
    marks: str,
    engine_env: dict[str, str],
    chosen: tuple[str, ...],
    results: Results,
) -> None:
    """Run pytest once, and add what it counted."""
    say(f"\n=== {name} ===")
    report = REPORTS / f"{name.lower()}.xml"
    report.unlink(missing_ok=True)
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "ELASTICSEARCH_URL", "DJANGO_SETTINGS_MODULE"}
    }
    env = {**inherited, **engine_env, "COVERAGE_FILE": str(_coverage_of(name))}
    hosts = {"127.0.0.1", "localhost", "::1"}
    hosts |= {urlsplit(url).hostname or "" for url in engine_env.values()} - {""}
    options = ["-q", "-n", "2", "--dist", "loadgroup", "-m", marks]
    options += [f"--allow-hosts={','.join(sorted(hosts))}", f"--junitxml={report}"]
    options += ["--cov", "--cov-report=", "--cov-fail-under=0"]
    pytest = [str(environment.python()), "-m", "pytest", *options, *chosen]
    code = subprocess.run(pytest, cwd=environment.ROOT, env=env, check=False).returncode
    _count(name, report, results)
    results.is_good = results.is_good and code == 0


def _coverage_of(name: str) -> Path:
    return environment.ROOT / f".coverage.{name.lower()}"


def _count(name: str, report: Path, results: Results) -> None:
    if not report.exists():
        results.counts["failed"] += (
            1  # a run that broke off is not a run without failure
        )
        return
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest's own file
        if case.find("failure") is not None or case.find("error") is not None:
            results.counts["failed"] += 1
        elif (skipped := case.find("skipped")) is not None:
            results.counts["skipped"] += 1
            what = f"{case.get('classname')}.{case.get('name')} on {name}"
            results.not_run.append(f"{what}: {skipped.get('message')}")
        else:
            results.counts["passed"] += 1


def _report_coverage(results: Results) -> None:
    """Coverage of all runs together, against the floor in pyproject.toml."""
    say("\n=== Coverage of all runs together ===")
    coverage = [str(environment.python()), "-m", "coverage"]
    for words in (["combine", "--quiet"], ["report"]):
        done = subprocess.run([*coverage, *words], cwd=environment.ROOT, check=False)
        results.is_good = results.is_good and done.returncode == 0


def _close(results: Results) -> int:
    if results.not_run:
        say("\nNot run:")
        for line in results.not_run:
            say(f"  {line}")
    in_ci = os.environ.get("CI", "").lower() in {"1", "true"}
    if results.not_run and in_ci:
        say("CI is true: what was not run counts as a failure.")
    say(f"\n{results.closing_line}")
    return 0 if results.is_good and not (in_ci and results.not_run) else 1

"""Importing findings: rows a second and the largest memory.

python -m benchmarks importing [--findings N]: the What Works Clearinghouse's findings,
where `MESH_DATA` names the folder of data, and a generated table of N rows, each into an
empty database of its own (the one that DATABASE_URL names is left alone), in a process
of its own. Times are processor seconds beside those by the clock.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.server import ROOT, environment, manage

ROWS_A_STUDY = 7
INTERVENTIONS = 997  # with six topics: a body of evidence has a size that occurs
WWC = Path("wwc") / "wwc_Findings.csv"
HEADER = (
    "key", "doi", "title", "authors", "year", "container", "study_kind", "study_design",
    "intervention", "comparison", "outcome", "outcome_kind", "effect_metric",
    "effect_size", "intervention_n", "comparison_n", "intervention_mean",
    "comparison_mean", "intervention_sd", "comparison_sd",
)  # fmt: skip
TOPICS = ("fractions", "reading", "spelling", "algebra", "science", "writing")
RUN = """
import json, resource, sys, time
from pathlib import Path
from evidence.importing.services import import_file
began, processor = time.perf_counter(), time.process_time()
def show(done, total):
    if done % 50_000 == 0:
        print(done, total, round(time.perf_counter() - began), file=sys.stderr, flush=True)
report = import_file(path=Path({path!r}), this_year=2026, on_progress=show)
print(json.dumps({{
    "rows": report.counts.total(),
    "summary": report.summary,
    "processor": time.process_time() - processor,
    "clock": time.perf_counter() - began,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}}))
"""


def bench_importing(findings: int) -> None:
    """Import each table into a database of its own and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder) / "generated.csv"
        write_table(generated, findings)
        tables = {f"generated, {ROWS_A_STUDY} rows a study": generated}
        if data := os.environ.get("MESH_DATA"):
            tables = {"What Works Clearinghouse": Path(data) / WWC} | tables
        print("\n| table | rows | processor s | clock s | rows/s | largest memory |")
        print("|---|---|---|---|---|---|")
        for name, path in tables.items():
            for times in ("first time", "again, nothing new"):
                _print(f"{name}, {times}", _imported(path, Path(folder) / path.stem))


def _imported(path: Path, var: Path) -> dict[str, float]:
    env = environment(var, ELASTICSEARCH_URL="")
    env["DATABASE_URL"] = f"sqlite:///{var / 'mesh.sqlite3'}"
    if not var.exists():
        var.mkdir()
        manage(env, "migrate", "--verbosity", "0")
    code = RUN.format(path=str(path))
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-c", code]
    found = subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=-1, text=True)
    measured: dict[str, float] = json.loads(found.stdout.splitlines()[-1])
    return measured


def _print(name: str, measured: dict[str, float]) -> None:
    rate = measured["rows"] / measured["processor"]
    print(
        f"| {name} | {measured['rows']:,} | {measured['processor']:.1f} | "
        f"{measured['clock']:.1f} | {rate:.0f} | {measured['megabytes']:.0f} MB |",
        flush=True,
    )


def write_table(path: Path, findings: int) -> None:
    """A table of findings, seven of each study, each with its means."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_rows(findings))


def _rows(findings: int) -> Iterator[tuple[object, ...]]:
    for number in range(findings):
        study, test = divmod(number, ROWS_A_STUDY)
        topic = TOPICS[study % len(TOPICS)]
        yield (
            f"bench-{number}", f"10.5555/bench.{study}", f"Teaching {topic}, part {study}",
            f"Author{study % 5000}, Ada; Second, Bob", 1990 + study % 35,
            "Journal of Examples", "primary", "rct", f"Practice of {topic} {study % INTERVENTIONS}",
            "Usual teaching", f"Test {test}", "attainment", "g", f"{test / 10:.2f}",
            60 + test, 60, 50 + test, 50, 10, 10,
        )  # fmt: skip

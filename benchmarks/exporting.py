"""Exporting everything: findings a second and the largest memory, in each format.

python -m benchmarks exporting [--findings N]: the What Works Clearinghouse's findings,
where `MESH_DATA` names the folder of data, else a generated table of N rows, brought
into an empty database of its own; then each format in a process of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.importing import WWC, write_table
from benchmarks.server import ROOT, environment, manage

FORMATS = ("csv", "jsonld", "csl", "ris", "bibtex")
RUN = """
import json, resource, time
from evidence.exporting.selections import everything
from evidence.exporting.writing import pieces
from evidence.importing.files import Form
from evidence.models import Finding
findings = Finding.objects.count()
began = time.process_time()
first, size = 0.0, 0
for piece in pieces(everything(), Form({form!r})):
    first = first or time.process_time() - began
    size += len(piece.encode())
print(json.dumps({{
    "findings": findings,
    "seconds": time.process_time() - began,
    "first": first,
    "size": size / 1e6,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}}))
"""


def bench_exporting(findings: int) -> None:
    """Fill a database, export it in each format, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        env = environment(var, ELASTICSEARCH_URL="")
        env["DATABASE_URL"] = f"sqlite:///{var / 'mesh.sqlite3'}"
        manage(env, "migrate", "--verbosity", "0")
        if data := os.environ.get("MESH_DATA"):
            path = Path(data) / WWC
        else:
            path = var / "generated.csv"
            write_table(path, findings)
        manage(env, "import_evidence", str(path))
        print(
            "\n| export | findings | processor s | findings/s | first piece s |", end=""
        )
        print(" size | largest memory |\n|---|---|---|---|---|---|---|")
        for form in FORMATS:
            _print(form, _exported(env, form))


def _exported(env: dict[str, str], form: str) -> dict[str, float]:
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-c"]
    command.append(RUN.format(form=form))
    found = subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=-1, text=True)
    measured: dict[str, float] = json.loads(found.stdout.splitlines()[-1])
    return measured


def _print(form: str, measured: dict[str, float]) -> None:
    rate = measured["findings"] / measured["seconds"]
    print(
        f"| {form} | {measured['findings']:,} | {measured['seconds']:.2f} | {rate:,.0f} | "
        f"{measured['first']:.2f} | {measured['size']:.2f} MB | "
        f"{measured['megabytes']:.0f} MB |",
        flush=True,
    )

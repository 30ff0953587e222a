"""How well each engine ranks, on collections with judged queries, in one run.

`make bench-relevance` measures our ranking on Elasticsearch, SQLite and PostgreSQL, plain
BM25 on the same Elasticsearch, and Wagtail's stock search; prints the table and writes
it to docs/benchmarks.md. A collection is a folder in `MESH_DATA` with `docs.jsonl`
(id, title, abstract), `queries.json` and `qrels.json` (query to document to grade).
"""

import json
import os
import platform
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from benchmarks import judged
from benchmarks.judged import Scores, Table
from scripts.engines.elasticsearch import elasticsearch
from scripts.engines.postgresql import postgresql

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
HEADING = "## Relevance\n"
BASELINE = "plain BM25"
ORDER = (
    "MESH on Elasticsearch",
    "MESH on SQLite",
    "MESH on PostgreSQL",
    BASELINE,
    "Wagtail on Elasticsearch",
    "Wagtail on SQLite",
    "Wagtail on PostgreSQL",
)


def main() -> int:
    """Measure, print and write; 1 when there is no collection or no Elasticsearch."""
    if "--worker" in sys.argv:
        return _worker(Path(sys.argv[-1]))
    names = judged.collections()
    if not names:
        print(f"No judged collection in {judged.places()[0]}: set MESH_DATA.")
        return 1
    table: Table = {name: {} for name in names}
    with ExitStack() as running:
        search = running.enter_context(elasticsearch())
        database = running.enter_context(postgresql())
        for engine in (search, database):
            print(f"{engine.name}: {engine.origin or engine.reason}", flush=True)
        env = {"ELASTICSEARCH_URL": search.url or ""}
        _measure("SQLite", env, table)
        if database.url:
            env = {"ELASTICSEARCH_URL": "", "DATABASE_URL": database.url}
            _measure("PostgreSQL", env, table)
    text = section(table)
    print(f"\n{text}")
    DOCUMENT.write_text(replaced(DOCUMENT.read_text(), text))
    return 0 if search.url else 1


def _measure(name: str, env: dict[str, str], table: Table) -> None:
    """Measure everything that needs this database, in a process of its own."""
    print(f"\n=== {name} ===", flush=True)
    inherited = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    output = ROOT / "var" / f"relevance-{name.lower()}.json"
    output.parent.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "benchmarks.relevance", "--worker", str(output)],
        env={**inherited, **env, "DJANGO_SETTINGS_MODULE": "mesh.settings.test"},
        cwd=ROOT,
        check=True,
    )
    for collection, runs in json.loads(output.read_text()).items():
        for run, scores in runs.items():
            table[collection][run] = Scores(**scores)


def _worker(output: Path) -> int:
    """Measure on the database at hand, and on Elasticsearch if there is one."""
    sys.path[:0] = ["site"]
    import django  # noqa: PLC0415 - the settings are known only now

    django.setup()
    from benchmarks.measuring import scratch  # noqa: PLC0415 - needs Django
    from benchmarks.rankings import rankings  # noqa: PLC0415 - needs Django

    found: dict[str, dict[str, dict]] = defaultdict(dict)
    with scratch():
        for name in judged.collections():
            collection = judged.read(name)
            for label, ranking in rankings().items():
                ranking.fill(collection.rows)
                scores = _scores(collection, ranking)
                ranking.drop()
                found[name][label] = vars(scores)
                print(f"{name:12} {label:26} {scores.in_words()}", flush=True)
    output.write_text(json.dumps(found))
    return 0


def _scores(collection: judged.Collection, ranking: judged.Ranking) -> Scores:
    scores = Scores()
    for number, text in collection.queries.items():
        began = time.perf_counter()
        found = ranking.find(text, judged.DEEP)
        scores.milliseconds.append((time.perf_counter() - began) * 1000)
        scores.ndcg.append(judged.ndcg(found, collection.grades[number]))
        scores.recall.append(judged.recall(found, collection.grades[number]))
    return scores


def section(table: Table) -> str:
    """The part of docs/benchmarks.md, with machine and date."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    lines = [
        HEADING,
        f"`make bench-relevance` on {time.strftime('%d %B %Y').lstrip('0')}; {machine}, "
        f"Python {platform.python_version()}. nDCG@10 (gain 2^grade - 1) and recall@100, "
        "means over the queries; *p*: paired randomisation of nDCG@10 against plain "
        "BM25 (Elasticsearch's `english` analyser, one field, any word), 5,000 draws, no "
        "correction for several tests; p50: one client, hits, total and all facets, on "
        "a machine that did other things too.",
    ]
    for name, runs in table.items():
        number = len(next(iter(runs.values())).ndcg)
        lines += [
            f"\n### {name}, {number} queries\n",
            "| ranking | nDCG@10 | p | recall@100 | p50 ms |",
            "|---|---|---|---|---|",
        ]
        lines += [
            _row(label, runs[label], runs.get(BASELINE))
            for label in ORDER
            if label in runs
        ]
    return "\n".join(lines) + "\n"


def _row(label: str, scores: Scores, baseline: Scores | None) -> str:
    chance = ""
    if baseline and scores is not baseline:
        p = judged.chance(scores.ndcg, baseline.ndcg)
        chance = f"{p:.3f}" if p >= 0.001 else "< 0.001"
    mean = f"{scores.mean_ndcg:.3f} | {chance} | {scores.mean_recall:.3f}"
    return f"| {label} | {mean} | {scores.p50:.0f} |"


def replaced(document: str, text: str) -> str:
    """The document with this section in the place of the one of the same heading."""
    before, found, rest = document.partition(HEADING)
    if not found:
        return f"{document.rstrip()}\n\n{text}"
    _old, another, after = rest.partition("\n## ")
    return f"{before}{text}{another}{after}"


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: everything, in one run, printed as ratios.

python -m benchmarks [pages] [search] [importing] [exporting] [--seconds N] [--records N] [--findings N]
"""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import exporting, importing, load, pages, search
from benchmarks.server import ROOT, environment, manage, running

DEMO_PAGES = {
    "home": "/",
    "pathway": "",
    "knowledge page": "",
    "evidence record": "",
    "search": "/search/?q=fractions",
}


PARTS = ["pages", "search", "importing", "exporting"]


def main() -> int:
    """Run what is asked for; all of it unless told otherwise."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS)
    parser.add_argument("--seconds", type=int, default=5, help="load on each page")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--findings", type=int, default=50_000)
    options = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    if "pages" in options.parts:
        bench_pages(options.seconds)
    if "search" in options.parts:
        search.bench_search(options.records)
    if "importing" in options.parts:
        importing.bench_importing(options.findings)
    if "exporting" in options.parts:
        exporting.bench_exporting(options.findings)
    return 0


def bench_pages(seconds: int) -> None:
    """Load the demo into a database of its own, then put load on its pages."""
    with tempfile.TemporaryDirectory() as var:
        env = environment(Path(var), ELASTICSEARCH_URL="", DATABASE_URL="")
        env.pop("DATABASE_URL")
        print("loading the demo ...", flush=True)
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "load_demo")
        manage(env, "collectstatic", "--no-input", "--verbosity", "0")
        paths = DEMO_PAGES | search.pairs(manage(env, "shell", "-c", PATHS))
        code = COUNTS.format(paths=paths)
        counts = search.pairs(manage(env, "shell", "-c", code))
        with running(env) as address:
            trivial, measures = pages.measure_pages(address, paths, seconds=seconds)
    print_pages(trivial, measures, counts)


PATHS = """
from evidence.models import Finding
from pathways.models import KnowledgePage, PathwayPage
for name, model in (("pathway", PathwayPage), ("knowledge page", KnowledgePage)):
    page = max(model.objects.live(), key=lambda page: len(page.get_latest_revision().content.get("nodes", page.get_latest_revision().content.get("body"))))
    print(name, page.get_url(), sep="\\t")
    if name == "pathway":
        for view in ("table", "flow", "gaps"):
            print(f"pathway as {view}", f"{page.get_url()}?view={view}", sep="\\t")
        print("pathway in a frame", f"/embed/pathways/{page.pk}/", sep="\\t")
print("evidence record", Finding.objects.first().study.reference.get_absolute_url(), sep="\\t")
"""
COUNTS = """
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from benchmarks.queries import count_queries
for name, count in count_queries({paths}).items():
    print(name, count, sep="\\t")
"""


def print_pages(
    trivial: load.Load, measures: list[pages.PageMeasure], counts: dict[str, str]
) -> None:
    """The table; a figure that misses its aim is marked."""
    print(
        f"\nPages: two gunicorn workers, {load.CONNECTIONS} connections, {load.client()}"
    )
    print(
        f"trivial view: {trivial.per_second:.0f} requests/s, p50 {trivial.p50_ms:.1f} ms"
    )
    print(
        f"{'page':16} {'req/s':>7} {'share':>7} {'p50 ms':>7} {'p90 ms':>7} {'failed':>6} {'queries':>7} {'first load':>18}"
    )
    for row in measures:
        missed = [
            *(["share"] if row.share < pages.AIM_SHARE else []),
            *(["p50"] if row.load.p50_ms > pages.AIM_P50_MS else []),
            *(["requests"] if row.weight.requests > pages.AIM_REQUESTS else []),
            *(["weight"] if row.weight.kilobytes > pages.AIM_KILOBYTES else []),
        ]
        weight = f"{row.weight.requests} req {row.weight.kilobytes:.0f} kB"
        print(
            f"{row.name:16} {row.load.per_second:7.0f} {row.share:7.3f} "
            f"{row.load.p50_ms:7.1f} {row.load.p90_ms:7.1f} {row.load.failed:6d} "
            f"{counts.get(row.name, '?'):>7} {weight:>18}"
            + (f"   misses: {', '.join(missed)}" if missed else "")
        )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "site"))
    sys.exit(main())

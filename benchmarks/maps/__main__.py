"""`python -m benchmarks.maps`: every map at every size, printed as a table."""

import argparse
import functools
import http.server
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIDE_BY_SIDE = 60  # nodes on the pictures


def main() -> int:
    """Install, build, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maps")
    parser.add_argument("--sizes", default="60,500,2000")
    parser.add_argument("--keep", type=Path, help="put a picture of each map here")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    _prepare()
    from benchmarks.maps import pages  # noqa: PLC0415 - wants Django set up

    with tempfile.TemporaryDirectory() as name:
        pages.write_pages(Path(name), sizes)
        with _serving(Path(name)) as address:
            _measure(address, sizes, options.keep)
    return 0


def _prepare() -> None:
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mesh.settings.dev")
    import django  # noqa: PLC0415 - after the settings are named

    django.setup()
    if not (HERE / "node_modules").exists():
        subprocess.run(["npm", "ci"], cwd=HERE, check=True)
    subprocess.run(["node", "build.mjs"], cwd=HERE, check=True)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing of each request."""


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def _measure(address: str, sizes: list[int], keep: Path | None) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a developer's

    from benchmarks.maps import measures, pages  # noqa: PLC0415 - wants Django set up

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=measures.FLAGS,
        )
        print(f"load of the machine: {os.getloadavg()[0]:.1f}\n")
        print("| map | nodes | kB | first ms | ready ms | total ms | longest task ms |")
        print("|---|---|---|---|---|---|---|")
        for size in sizes:
            for name in pages.NAMES:
                found = measures.measure(browser, f"{address}/{name}-{size}.html", name)
                first = f"{found.first_ms:.0f}" if found.first_ms else ""
                print(
                    f"| {name} | {size} | {measures.kilobytes(name):.1f} | {first} | "
                    f"{found.ready_ms:.0f} | {found.total_ms:.0f} | "
                    f"{found.longest_ms:.0f} |",
                    flush=True,
                )
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            for name in pages.NAMES:
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                page.goto(f"{address}/{name}-{SIDE_BY_SIDE}.html")
                page.wait_for_timeout(1500)
                page.screenshot(path=keep / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())

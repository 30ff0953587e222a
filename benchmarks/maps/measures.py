"""What Chromium says of one page with a map."""

import gzip
from dataclasses import dataclass
from typing import Any

from benchmarks.maps.pages import MIND_ELIXIR, OURS, scripts_of

WIDTH, HEIGHT = 1400, 900
MOVES = 40
SETTLING_MS = 3000  # until what the opening still does is over
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TWO_FRAMES = (
    "new Promise((done) => requestAnimationFrame(() => "
    "requestAnimationFrame(() => done(performance.now()))))"
)
IS_READY = {
    OURS: "document.querySelector('mesh-map')?.dataset.ms",
    None: "window.readyMs",
}
OPEN_ALL = f"""async () => {{
  const levels = document.querySelector("[data-part='levels']");
  levels.value = levels.options[levels.options.length - 1].value;
  const start = performance.now();
  levels.dispatchEvent(new Event("change"));
  const script = performance.now() - start;
  return [script, await {TWO_FRAMES} - start];
}}"""
WATCH = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.longest = Math.max(window.longest, duration);
    }
  }).observe({ type: "longtask" });
}"""


@dataclass(frozen=True)
class Measure:
    """Milliseconds of one map; `first_ms` only of ours, which opens what can be read.

    `ready_ms` is the script's time until every node is drawn, `total_ms` that from the
    navigation to the second frame after it, `longest_ms` the longest task while moving.
    """

    ready_ms: float
    total_ms: float
    longest_ms: float
    first_ms: float | None = None


def measure(browser: Any, url: str, name: str) -> Measure:
    """Open a page in a fresh context, wait for the map, move it about."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    try:
        page.goto(url, wait_until="commit")
        expression = IS_READY.get(name, IS_READY[None])
        page.wait_for_function(expression, timeout=120_000)
        total = float(page.evaluate(TWO_FRAMES))
        ready, first = float(page.evaluate(expression)), None
        if name == OURS:
            first = ready
            script, until_seen = page.evaluate(OPEN_ALL)
            ready, total = first + script, total + until_seen
        return Measure(ready, total, _move(page, name), first)
    finally:
        context.close()


def kilobytes(name: str) -> float:
    """What the scripts and styles of a map weigh, compressed."""
    return (
        sum(len(gzip.compress(path.read_bytes())) for path in scripts_of(name)) / 1000
    )


def _move(page: Any, name: str) -> float:
    """Move the map as its reader would; mind-elixir is moved by the wheel."""
    page.mouse.move(WIDTH / 2, HEIGHT - 160)
    page.wait_for_timeout(SETTLING_MS)
    page.evaluate(WATCH)
    if name != MIND_ELIXIR:
        page.mouse.down()
    for step in range(MOVES):
        if name == MIND_ELIXIR:
            page.mouse.wheel(8, 5)
        else:
            page.mouse.move(WIDTH / 2 - step * 8, HEIGHT - 160 - step * 5)
        page.evaluate("new Promise(requestAnimationFrame)")
    page.wait_for_timeout(300)
    return float(page.evaluate("window.longest"))

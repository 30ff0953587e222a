"""Puts load on an address and says how many answers came, and how soon.

`wrk` is used where it is on the PATH. The client written in Python below it needs more
of the processor than the server does for a light page, so its rates are the client's
limit, not the server's: the report says which one was used.
"""

import http.client
import re
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 4
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What an address did under load."""

    per_second: float
    p50_ms: float
    p90_ms: float
    failed: int


def client() -> str:
    """Which client makes the load."""
    return "wrk" if shutil.which("wrk") else "Python client"


def put_load(url: str, *, seconds: int) -> Load:
    """Ask for an address on four connections at once for so many seconds."""
    if shutil.which("wrk"):
        return _wrk(url, seconds)
    return _threads(url, seconds)


def _wrk(url: str, seconds: int) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    command += ["-H", "Accept-Encoding: gzip", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return Load(
        per_second=float(rate[1]) if rate else 0.0,
        p50_ms=_percentile(text, "50"),
        p90_ms=_percentile(text, "90"),
        failed=int(failed[1]) if failed else 0,
    )


def _percentile(text: str, percent: str) -> float:
    match = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)", text, re.MULTILINE)
    return float(match[1]) * UNITS[match[2]] if match else float("nan")


def _threads(url: str, seconds: int) -> Load:
    times: list[float] = []
    failed: list[int] = []
    end = time.monotonic() + seconds

    def ask() -> None:
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        while time.monotonic() < end:
            connection = http.client.HTTPConnection(parts.netloc, timeout=30)
            started = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            times.append((time.perf_counter() - started) * 1000)
            if response.status >= http.client.BAD_REQUEST:
                failed.append(response.status)
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(times, n=10)
    return Load(len(times) / seconds, statistics.median(times), cuts[8], len(failed))

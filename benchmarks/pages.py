"""The public pages under load, beside a trivial view on the same server."""

import gzip
import re
import urllib.request
from dataclasses import dataclass
from urllib.parse import urljoin

from benchmarks.load import Load, put_load

TRIVIAL = "/health/live"
AIM_SHARE = 0.05  # of the trivial view's requests a second
AIM_P50_MS = 30.0
AIM_REQUESTS = 8
AIM_KILOBYTES = 80.0


@dataclass(frozen=True)
class Weight:
    """What a first visit fetches beside the page's media: requests, compressed bytes."""

    requests: int
    kilobytes: float


@dataclass(frozen=True)
class PageMeasure:
    """One page: what it did under load, and what it weighs."""

    name: str
    load: Load
    share: float
    weight: Weight


def measure_pages(
    address: str, paths: dict[str, str], *, seconds: int
) -> tuple[Load, list[PageMeasure]]:
    """The trivial view first, then each page, on the same server in the same run."""
    for path in (TRIVIAL, *paths.values()):
        _fetch(address + path)
    trivial = put_load(address + TRIVIAL, seconds=seconds)
    measures = []
    for name, path in paths.items():
        load = put_load(address + path, seconds=seconds)
        share = load.per_second / trivial.per_second
        measures.append(PageMeasure(name, load, share, weigh(address, path)))
    return trivial, measures


def weigh(address: str, path: str) -> Weight:
    """Follow what a browser fetches at once: the page, styles, scripts, fonts, icon."""
    page, size = _fetch(address + path)
    assets = {
        *re.findall(
            r'<link[^>]+rel="(?:stylesheet|preload|icon)"[^>]+href="([^"]+)"', page
        ),
        *re.findall(r'<script[^>]+src="([^"]+)"', page),
    }
    seen: set[str] = set()
    for asset in assets:
        url = urljoin(address + path, asset)
        text, weight = _fetch(url)
        seen.add(url)
        size += weight
        for inner in re.findall(r"url\([\"']?(?!data:)([^\"')]+)", text):
            font = urljoin(url, inner)
            if font not in seen:
                seen.add(font)
                size += _fetch(font)[1]
    return Weight(requests=1 + len(seen), kilobytes=size / 1000)


def _fetch(url: str) -> tuple[str, int]:
    """The text at an address, and the bytes that went over the wire."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        raw = response.read()
        packed = response.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(raw) if packed else raw).decode(errors="replace"), len(raw)

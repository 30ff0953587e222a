"""How many requests one client may send in a minute.

Counted in Django's default cache by `add` and `incr`, which are atomic in memory and in
Redis. With the cache in memory each process counts for itself; a cache that all share
(`CACHE_URL`) counts for all. A cache that fails never stands in a reader's way: the
request passes uncounted, and the cache is left alone for a while, so that not every
request waits for it.
"""

import hashlib
import ipaddress
import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from mesh.core.clients import client_address

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 60
REST_SECONDS = 30  # how long a cache that failed is left alone
V6_PREFIX = 64  # bits: what a provider gives one household, so one client


@dataclass(frozen=True)
class Usage:
    """What a client has left of its requests in the current window."""

    limit: int
    used: int
    resets_in_seconds: int

    @property
    def remaining(self) -> int:
        """Requests left, never below 0."""
        return max(0, self.limit - self.used)

    @property
    def is_exceeded(self) -> bool:
        """Whether this request is one too many."""
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """As the IETF's draft on RateLimit header fields has them."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"minute";r={self.remaining};t={self.resets_in_seconds}',
        }


class _Rest:
    """Remembers until when a cache that failed is left alone."""

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self) -> None:
        """Leave it alone from now on."""
        self.until = time.monotonic() + REST_SECONDS

    @property
    def is_on(self) -> bool:
        """Whether it is still left alone."""
        return time.monotonic() < self.until


rest = _Rest()


def count(request: HttpRequest, *, now: float) -> Usage | None:
    """Count a request; None where there is no limit, no address, or no cache.

    Args:
        request: whose client is told by its network address.
        now: seconds since the epoch.
    """
    limit = settings.API_REQUESTS_PER_MINUTE
    client = client_of(request)
    if not (limit and client) or rest.is_on:
        return None
    window, passed = divmod(int(now), WINDOW_SECONDS)
    used = _used(f"api-requests:{_hidden(client)}:{window}")
    if used is None:
        return None
    return Usage(limit, used, WINDOW_SECONDS - passed)


def client_of(request: HttpRequest) -> str:
    """Whom a request is counted for: an IPv4 address, or the /64 of an IPv6 one.

    What the proxies wrote counts (`TRUSTED_PROXIES`); if that is no address, the one
    that the connection came from. Empty where there is none, as behind a socket file:
    to count all readers as one would shut everybody out.
    """
    for text in (client_address(request), request.META.get("REMOTE_ADDR", "")):
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            continue
        if isinstance(address, ipaddress.IPv4Address):
            return str(address)
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, V6_PREFIX), strict=False))
    return ""


def _hidden(client: str) -> str:
    """The cache holds no addresses of readers."""
    return hashlib.sha256(f"{settings.SECRET_KEY}{client}".encode()).hexdigest()[:24]


def _used(key: str) -> int | None:
    try:
        cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
        return cache.incr(key)
    except ValueError:
        return 1  # thrown out in between, or a cache that keeps nothing
    except Exception:  # each cache has errors of its own, and none may fail a request
        logger.warning("requests are not counted: the cache failed", exc_info=True)
        rest.begin()
        return None

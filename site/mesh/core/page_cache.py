"""Pages kept for anonymous readers, never older than the content.

Every committed write to a table that readers can see raises one number
(`ContentVersion`). A kept page is stored under the number that was read before it was
rendered, so a change anywhere makes every older copy unreachable in every process, with
nothing to purge. The price is one small query for each page served.

How writes are seen: a wrapper around the database's `execute`, not the models' signals,
which `queryset.update()`, `bulk_create()` and raw SQL pass by.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control

from mesh.core.models import ContentVersion

WRITE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"']?(\w+)",
    re.IGNORECASE,
)
# Signing in is not a change that a reader could see.
SIGN_IN = re.compile(r'UPDATE\s+"core_user"\s+SET\s+"last_login"\s+=\s+\S+\s+WHERE')
# Health must be told without the database, which the version comes from; the API counts
# each request and has validators of its own.
NEVER_KEPT = ("/health/", "/api/v1/")
KEEP_SECONDS = 300  # bounds what a write from outside Django can leave behind


def content_version() -> int:
    """The number of the content as it is now; 0 before the first change."""
    row = ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first()
    return row or 0


def raise_content_version() -> None:
    """Make every kept page unreachable."""
    rows = ContentVersion.objects.filter(pk=1)
    try:
        if not rows.update(number=models.F("number") + 1):
            ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})
    except DatabaseError:
        # The first migrations write before the table is there; nothing is kept yet.
        if ContentVersion._meta.db_table in connection.introspection.table_names():
            raise


def note_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
) -> Any:
    """Database wrapper: after a write that readers can see, raise the number."""
    result = execute(sql, params, many, context)
    table = WRITE.match(sql)
    if table and _is_content(table[1], sql):
        _raise_after_commit()
    return result


def watch_connection(connection: Any, **kwargs: Any) -> None:
    """Receiver of `connection_created`: watch the writes of each new connection."""
    if note_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_writes)


def _is_content(table: str, sql: str) -> bool:
    if table.startswith(settings.PAGE_CACHE_IGNORED_TABLES):
        return False
    return not SIGN_IN.match(sql)


def _raise_after_commit() -> None:
    """Once per transaction, and after it: inside, the row would serialise writers."""
    if not (connection.in_atomic_block or connection.get_autocommit()):
        raise_content_version()  # a transaction kept by hand has no on_commit
        return
    open_savepoints = set(connection.savepoint_ids)
    # A hook that hangs on a savepoint of its own would go with that savepoint.
    if not any(
        hook is raise_content_version and savepoints <= open_savepoints
        for savepoints, hook, *_robust in connection.run_on_commit
    ):
        transaction.on_commit(raise_content_version, robust=True)


def kept_for_anonymous(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Mark a view as giving every anonymous reader the same page."""
    view.kept_for_anonymous = True  # type: ignore[attr-defined] # a mark, read below
    return view


def keep_with_query(response: HttpResponse) -> None:
    """Mark an answer as one to keep, whatever the query of its address.

    For the few queries that a page type knows; any other would fill the cache.
    """
    response.kept_with_query = True  # type: ignore[attr-defined] # a mark, read below


class PageCacheMiddleware:
    """Serves a kept page to a reader without a session; else keeps what may be kept.

    Stands outside the compression, so that what is kept is compressed already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cache = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return self.get_response(request)
        key = _key(request, content_version())
        kept = self.cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if not _is_same_for_all(request, response):
                return response
            response["ETag"] = f'W/"{key}"'
            patch_cache_control(response, no_cache=True)
            self.cache.set(
                key, (response.content, dict(response.items())), KEEP_SECONDS
            )
        else:
            content, headers = kept
            response = HttpResponse(content, headers=headers)
        if request.headers.get("If-None-Match") == response["ETag"]:
            return _not_modified(response)
        return response


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith(NEVER_KEPT)
    )


def _key(request: HttpRequest, version: int) -> str:
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    parts = (
        version,
        request.method,
        request.scheme,
        request.META.get("HTTP_HOST", ""),
        request.get_full_path(),
        compressed,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page that set no cookie, of a view that may be kept."""
    return (
        _is_kept_view(request, response)
        and response.status_code == 200  # noqa: PLR2004 - only a whole page is kept
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
    )


def _is_kept_view(request: HttpRequest, response: HttpResponse) -> bool:
    """A page of Wagtail without a query, a marked view, or a marked answer."""
    match = request.resolver_match
    if match is None:
        return False
    if hasattr(response, "kept_with_query"):
        return True
    if match.view_name == "wagtail_serve":
        return not request.META.get("QUERY_STRING")
    return hasattr(match.func, "kept_for_anonymous")


def _not_modified(kept: HttpResponse) -> HttpResponse:
    response = HttpResponseNotModified()
    for header in ("ETag", "Cache-Control", "Vary"):
        if kept.has_header(header):
            response[header] = kept[header]
    return response

"""Making, switching, reading and dropping indices. For commands and rebuilds.

Every function raises ElasticsearchUnavailable when the server fails.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from evidence.search.engines.elasticsearch import client, mapping
from evidence.search.engines.elasticsearch.indexing import building_alias

Answer = TypeVar("Answer")
PAGE = 1000
KEEP_ALIVE = "2m"


def _ask(function: Callable[[Elasticsearch], Answer]) -> Answer:
    try:
        return function(client.client(client.WORK_SECONDS))
    except (ApiError, TransportError) as error:
        raise client.ElasticsearchUnavailable(str(error)[:500]) from error


def live() -> str:
    """The name of the index behind the alias; empty if there is none."""
    return _behind(settings.ELASTICSEARCH_ALIAS)


def _behind(alias: str) -> str:
    answer = _ask(
        lambda server: server.options(ignore_status=404).indices.get_alias(name=alias)
    )
    return next((name for name in answer.body if name.startswith(alias + "-")), "")


def made() -> list[str]:
    """Every index that a rebuild made under this alias, the oldest first."""
    alias = settings.ELASTICSEARCH_ALIAS
    ours = re.compile(rf"{re.escape(alias)}-\d{{20}}-[0-9a-f]{{8}}")
    found = _ask(
        lambda server: server.indices.get(index=f"{alias}-*", filter_path="*.aliases")
    )
    return sorted(name for name in found.body if ours.fullmatch(name))


def is_current(name: str) -> bool:
    """Whether the index was made with today's mapping and word lists."""
    return name.endswith(f"-{mapping.fingerprint()}")


def make(now: dt.datetime) -> str:
    """A new, empty index behind the alias that rebuilds write to; returns its name."""
    name = mapping.new_name(now)
    drop(_behind(building_alias()))
    aliases = {building_alias(): {}}
    _ask(
        lambda server: server.indices.create(
            index=name, aliases=aliases, **mapping.body()
        )
    )
    return name


def switch(name: str) -> None:
    """Make this the index that is read, in one step."""
    alias = settings.ELASTICSEARCH_ALIAS
    before = live()
    actions: list[dict[str, Any]] = [
        {"remove": {"index": name, "alias": building_alias()}},
        {"add": {"index": name, "alias": alias}},
    ]
    if before:
        actions.append({"remove": {"index": before, "alias": alias}})
    elif _ask(lambda server: bool(server.indices.exists(index=alias))):
        # Something made an index of the alias' own name; it can't hold our mapping.
        actions.append({"remove_index": {"index": alias}})
    _ask(lambda server: server.indices.refresh(index=name))
    _ask(lambda server: server.indices.update_aliases(actions=actions))


def drop(name: str) -> None:
    """Delete an index, if it is there."""
    if name:
        _ask(
            lambda server: server.options(ignore_status=404).indices.delete(index=name)
        )


def drop_old() -> None:
    """Delete all but the index that is read and the one before it, kept for a retreat."""
    read = live()
    for name in [other for other in made() if other < read][:-1]:
        drop(name)


def refresh() -> None:
    """Make what was written findable now (it is within a second anyway)."""
    _ask(lambda server: server.indices.refresh(index=settings.ELASTICSEARCH_ALIAS))


def digests() -> Iterator[tuple[str, str]]:
    """The uid and digest of every document, from one moment's view of the index."""
    refresh()
    opened = _ask(
        lambda server: server.open_point_in_time(
            index=settings.ELASTICSEARCH_ALIAS, keep_alive=KEEP_ALIVE
        )
    )
    pit = opened["id"]
    after: list[Any] | None = None
    try:
        while hits := _page(pit, after):
            for hit in hits:
                yield hit["sort"][0], hit["_source"]["digest"]
            after = hits[-1]["sort"]
    finally:
        _ask(lambda server: server.close_point_in_time(id=pit))


def _page(pit: str, after: list[Any] | None) -> list[dict[str, Any]]:
    answer = _ask(
        lambda server: server.search(
            pit={"id": pit, "keep_alive": KEEP_ALIVE},
            size=PAGE,
            sort=[{"uid": "asc"}],
            search_after=after,
            source_includes=["digest"],
            track_total_hits=False,
        )
    )
    return answer["hits"]["hits"]

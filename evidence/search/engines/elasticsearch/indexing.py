"""Writing to Elasticsearch: by bulk, each document with a version that only grows.

Every write goes through an alias that must exist (`require_alias`): Elasticsearch makes
no index of its own accord, with a mapping of its own guess.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from evidence.search import documents as kept
from evidence.search.api import FACETS, SearchDocument
from evidence.search.engines.elasticsearch import client

CONFLICT, NOT_FOUND, TOO_MANY = 409, 404, 429
MULTIPLE_CHOICES, SERVER_ERRORS = 300, 500


@dataclasses.dataclass
class Outcome:
    """What became of each document of a bulk request, by uid."""

    done: set[str] = dataclasses.field(default_factory=set)
    later: dict[str, str] = dataclasses.field(default_factory=dict)  # uid to reason
    refused: dict[str, str] = dataclasses.field(default_factory=dict)


def building_alias() -> str:
    """The alias of the index that a rebuild is filling."""
    return f"{settings.ELASTICSEARCH_ALIAS}-next"


def source(document: SearchDocument) -> dict[str, Any]:
    """The document as Elasticsearch indexes it."""
    return {
        "uid": document.uid,
        "digest": kept.digest(document),
        **{name: " ".join(terms) for name, terms in kept.field_terms(document).items()},
        **{facet: list(document.facet_values(facet)) for facet in FACETS},
        "published": document.year,
        "updated": document.updated.isoformat() if document.updated else None,
    }


def write(
    documents: Mapping[str, SearchDocument],
    gone: Iterable[str],
    *,
    version: int,
    alias: str,
    seconds: float,
) -> Outcome:
    """Send documents and deletions; says for each what became of it.

    A document that the index holds in a later version stays as it is, and is done.

    Raises:
        ElasticsearchUnavailable: the request as a whole failed.
    """
    operations: list[dict[str, Any]] = []
    for uid, document in documents.items():
        operations += [{"index": _address(uid, version)}, source(document)]
    gone = list(gone)
    operations += [{"delete": _address(uid, version)} for uid in gone]
    server = client.client(seconds)

    def send() -> Outcome:
        answer = server.bulk(index=alias, operations=operations, require_alias=True)
        return _sorted(answer.body, [*documents, *gone])

    return client.within(seconds, send)


def _address(uid: str, version: int) -> dict[str, Any]:
    return {"_id": uid, "version": version, "version_type": "external_gte"}


def _sorted(answer: Any, uids: list[str]) -> Outcome:
    """What became of each, by the answer to a bulk request.

    Raises:
        ElasticsearchUnavailable: that is no answer to a bulk request.
    """
    outcome = Outcome()
    try:
        for uid, item in zip(uids, answer["items"], strict=True):
            ((kind, result),) = item.items()
            _sort(outcome, uid, kind, result)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"an answer that is none to a bulk request: {error!r}"
        raise client.ElasticsearchUnavailable(msg) from error
    return outcome


def _sort(outcome: Outcome, uid: str, kind: str, result: Mapping[str, Any]) -> None:
    """File one item's result under done, later or refused."""
    status = result["status"]
    error = result.get("error") or {}
    accepted = status < MULTIPLE_CHOICES or status == CONFLICT
    if accepted or _was_never_there(kind, status, error):
        outcome.done.add(uid)
    elif status in {TOO_MANY, NOT_FOUND} or status >= SERVER_ERRORS:
        outcome.later[uid] = _reason(error)
    else:
        outcome.refused[uid] = _reason(error)


def _was_never_there(kind: str, status: int, error: Any) -> bool:
    """A deletion of what the index does not hold: no error but "not found"."""
    return kind == "delete" and status == NOT_FOUND and not error


def _reason(error: Any) -> str:
    if isinstance(error, Mapping):
        return f"{error.get('type', '')}: {error.get('reason', '')}"[:900]
    return str(error)[:900]

"""The index: its fields. Its name carries a fingerprint of all this."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.conf import settings

from evidence.search import text

SCHEMA = 2
# Terms as `evidence.search.text` makes them, between spaces: Elasticsearch ranks, and
# analyses nothing itself.
TEXT = {"type": "text", "analyzer": "whitespace"}
KEYWORD = {"type": "keyword"}


def body() -> dict[str, Any]:
    """Settings and mappings for a new index."""
    return {
        "settings": {
            "number_of_shards": settings.ELASTICSEARCH_SHARDS,
            "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"schema": SCHEMA},
            "properties": {
                "uid": KEYWORD,
                "digest": KEYWORD,
                # Equal analysers: cross_fields searches them as one field.
                "title": TEXT,
                "keywords": TEXT,
                "symptoms": TEXT,
                "summary": TEXT,
                "body": TEXT,
                "authors": TEXT,
                "kind": KEYWORD,
                "subject": KEYWORD,
                "phase": KEYWORD,
                "outcome": KEYWORD,
                "design": KEYWORD,
                "country": KEYWORD,
                "measure": KEYWORD,
                "intervention": KEYWORD,
                "year": KEYWORD,  # the facet: a band of years
                "published": {"type": "short"},
                "updated": {"type": "date"},
            },
        },
    }


def fingerprint() -> str:
    """Changes with the mapping and the word lists, not with shards and replicas."""
    made = body()
    parts = [text.fingerprint(), made["mappings"]]
    whole = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def new_name(now: dt.datetime) -> str:
    """The name of an index made now: alias, time, fingerprint."""
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S%f")
    return f"{settings.ELASTICSEARCH_ALIAS}-{stamp}-{fingerprint()}"

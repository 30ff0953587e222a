"""The index: analysers and fields. Its name carries a fingerprint of all this."""

import datetime as dt
import hashlib
import json
import re
from typing import Any

from django.conf import settings

from evidence.search import language

SCHEMA = 1
TEXT = {
    "type": "text",
    "analyzer": "mesh_index",
    "search_analyzer": "mesh_search",
    "index_options": "offsets",
}
KEYWORD = {"type": "keyword"}


def body() -> dict[str, Any]:
    """Settings and mappings for a new index."""
    return {
        "settings": {
            "number_of_shards": settings.ELASTICSEARCH_SHARDS,
            "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
            "analysis": _analysis(),
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
    parts = [made["settings"]["analysis"], made["mappings"]]
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def new_name(now: dt.datetime) -> str:
    """The name of an index made now: alias, time, fingerprint."""
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S%f")
    return f"{settings.ELASTICSEARCH_ALIAS}-{stamp}-{fingerprint()}"


def _analysis() -> dict[str, Any]:
    before = ["lowercase", "asciifolding", "mesh_possessive", *_spelling()]
    after = ["mesh_stop", "mesh_stems", "mesh_stemmer"]
    return {
        "filter": {
            "mesh_possessive": {"type": "stemmer", "language": "possessive_english"},
            "mesh_synonyms": {
                "type": "synonym_graph",
                "lenient": False,  # a bad rule is refused when the index is made
                "synonyms": [f"{many} => {one}" for many, one in language.SYNONYMS],
            },
            "mesh_stop": {"type": "stop", "stopwords": language.STOP_WORDS},
            "mesh_stems": {
                "type": "stemmer_override",
                "rules": [f"{word} => {stem}" for word, stem in language.STEMS.items()],
            },
            "mesh_stemmer": {"type": "stemmer", "language": "english"},
            **_spelling(),
        },
        "analyzer": {
            "mesh_index": {
                "tokenizer": "standard",
                "filter": [*before, "mesh_synonyms", "flatten_graph", *after],
            },
            "mesh_search": {
                "tokenizer": "standard",
                "filter": [*before, "mesh_synonyms", *after],
            },
        },
    }


def _spelling() -> dict[str, dict[str, Any]]:
    """The spelling rules as filters, in order, with Java's "$1" for Python's groups."""
    return {
        f"mesh_spelling_{number}": {
            "type": "pattern_replace",
            "pattern": rule,
            "replacement": re.sub(r"\\(\d)", r"$\1", written),
            "all": False,
        }
        for number, (rule, written) in enumerate(language.SPELLING)
    }

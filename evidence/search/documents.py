"""The sources of documents, and documents as they are kept."""

import dataclasses
import datetime as dt
import hashlib
import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.search.api import SearchDocument, Source
from evidence.search.text import clean, shape_terms, terms

logger = logging.getLogger(__name__)

BATCH = 200  # documents read, analysed and written at a time
MAX_TITLE = 500
MAX_SUMMARY = 20_000
# Texts of different fields stand in lines of their own; an extract folds the lines.
UNENDED_LINE = re.compile(r"(?<=[\w)\]”’%])[ \t]*\n")
MAX_SYMPTOMS = 200
MAX_BODY = 200_000  # characters; PostgreSQL keeps at most 1 MB of words of one row

_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Make a source known; its name is the first part of its documents' uids."""
    _sources[source.name] = source


def unregister_source(name: str) -> None:
    """Forget a source; its documents go with the next rebuild."""
    del _sources[name]


def sources() -> dict[str, Source]:
    """Every registered source by name."""
    return dict(_sources)


def read(uids: Iterable[str]) -> dict[str, SearchDocument]:
    """The documents of these uids as their rows are now; what is not there is gone."""
    keys: dict[str, list[int]] = {}
    for uid in uids:
        name, _colon, key = uid.partition(":")
        if name in _sources and key.isdecimal():
            keys.setdefault(name, []).append(int(key))
        else:
            logger.warning("%s belongs to no source: taken as gone", uid)
    return {
        document.uid: tidy(document)
        for name, found in keys.items()
        for document in _sources[name].documents(found)
    }


def every_uid() -> Iterator[str]:
    """The uid of every document that readers may see, source by source."""
    for name, source in sorted(_sources.items()):
        for key in source.keys():  # noqa: SIM118 - a Source is not a dict
            yield f"{name}:{key}"


def tidy(document: SearchDocument) -> SearchDocument:
    """The document without control characters, within the engines' limits.

    Each line of the body ends as a sentence, so that an extract over two of them reads
    "United States. One school only" and not "United States One school only".
    """
    return dataclasses.replace(
        document,
        title=clean(document.title)[:MAX_TITLE],
        summary=clean(document.summary)[:MAX_SUMMARY],
        body=clean(UNENDED_LINE.sub(".\n", document.body))[:MAX_BODY],
        keywords=tuple(clean(word) for word in document.keywords),
        symptoms=tuple(clean(said) for said in document.symptoms)[:MAX_SYMPTOMS],
        authors=tuple(clean(name) for name in document.authors),
    )


def field_terms(document: SearchDocument) -> dict[str, list[str]]:
    """The terms of each field that is searched, by its name.

    The shapes of formulae are indexed of symptoms only: every abstract has an "n = 25".
    """
    symptoms = "; ".join(document.symptoms)
    return {
        "title": terms(document.title),
        "keywords": terms("; ".join(document.keywords)),
        "symptoms": [*terms(symptoms), *shape_terms(symptoms)],
        "summary": terms(document.summary),
        "body": terms(document.body),
        "authors": terms("; ".join(document.authors)),
    }


def to_json(document: SearchDocument) -> dict[str, Any]:
    """The document as it is kept in `SearchEntry.document`."""
    values = dataclasses.asdict(document)
    values["updated"] = document.updated.isoformat() if document.updated else None
    return values


def from_json(values: dict[str, Any]) -> SearchDocument:
    """The document that `to_json` kept."""
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    if kept["updated"]:
        kept["updated"] = dt.datetime.fromisoformat(kept["updated"])
    return SearchDocument(**kept)


def digest(document: SearchDocument) -> str:
    """Changes when anything in the document changes."""
    text = json.dumps(to_json(document), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]

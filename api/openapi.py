"""The OpenAPI document of version 1, with answers that were really given as examples.

What ninja writes from the views' types, and what it can't know: what the middleware adds
to each answer, and how problems are told.
"""

import functools
import json
from pathlib import Path
from typing import Any

from api import problems
from api.v1 import api

EXAMPLES = Path(__file__).parent / "examples"
PREFIX = "api/v1/"
PROBLEM = {"$ref": "#/components/schemas/Problem"}
TAGS = {
    "Search": "What the page /search/ finds, with the same parameters.",
    "Records": "Publications with the studies that they report.",
    "Studies": "Pieces of research: design, sample, setting.",
    "Findings": "One row for each outcome and comparison, with its effect.",
    "Ratings": "How far results can be trusted, computed by published rules.",
    "Syntheses": "What the studies on one intervention show together.",
    "Interventions, barriers and edges": "What findings are about, and how it relates.",
    "Pathways": "Published mindmaps, as another MESH imports them.",
    "Subjects and phases": "Values of the filters.",
}
TEXT = {"type": "string"}
HEADERS: dict[str, Any] = {
    "ETag": {
        "description": "Names this very content; send it back as If-None-Match.",
        "schema": TEXT,
    },
    "RateLimit": {
        "description": "Requests left (r) and seconds until all are back (t).",
        "schema": TEXT,
    },
    "RateLimit-Policy": {
        "description": "Requests (q) that are allowed in so many seconds (w).",
        "schema": TEXT,
    },
}
LINK = {
    "Link": {
        "description": "First, previous, next and last page (RFC 8288).",
        "schema": TEXT,
    }
}
RETRY = {
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
}
PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "What went wrong, as RFC 9457 has it.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "description": "Names the kind of problem, and leads to its explanation.",
        },
        "title": {"type": "string", "description": "The kind of problem in words."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "request_id": {
            "type": "string",
            "description": "Finds the request in our logs.",
        },
        "errors": {
            "type": "array",
            "description": "Each parameter that is not right.",
            "items": {"$ref": "#/components/schemas/ParameterError"},
        },
    },
}
PARAMETER_ERROR_SCHEMA: dict[str, Any] = {
    "title": "ParameterError",
    "description": "What is wrong with one parameter.",
    "type": "object",
    "required": ["parameter", "message"],
    "properties": {
        "parameter": {"type": "string", "description": "Its name."},
        "message": {"type": "string", "description": "What is wrong, and what to do."},
        "given": {"type": "string", "description": "What was given."},
        "allowed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Values that are allowed.",
        },
    },
}


@functools.cache
def document() -> dict[str, Any]:
    """The whole document; it changes only with the code."""
    made: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix=PREFIX))
    )
    made["info"]["license"] = {
        "name": "Figures and records are facts; texts are under the site's licence",
        "url": "/licence/",
    }
    made["servers"] = [{"url": "/"}]
    made["tags"] = [
        {"name": name, "description": words} for name, words in TAGS.items()
    ]
    made["components"]["schemas"] |= {
        "Problem": PROBLEM_SCHEMA,
        "ParameterError": PARAMETER_ERROR_SCHEMA,
    }
    for path in made["paths"].values():
        _complete(path["get"])
    return made


def example(operation: str) -> Any:
    """The answer that is shown for an operation; tests hold that it is given."""
    return json.loads((EXAMPLES / f"{operation}.json").read_text())


def example_address(operation: str) -> str:
    """The address whose answer is shown."""
    addresses: dict[str, str] = json.loads((EXAMPLES / "addresses.json").read_text())
    return addresses[operation]


def _complete(operation: dict[str, Any]) -> None:
    """Add to an operation what it answers beside its rows."""
    name = operation["operationId"]
    responses = operation["responses"]
    found = responses["200"]
    found["description"] = "What was asked for."
    found["headers"] = HEADERS | (LINK if _is_list(name) else {})
    for content in found["content"].values():
        content["example"] = example(name)
    if name == "get_record":
        found["content"]["application/ld+json"] = {
            "schema": {"type": "object", "description": "JSON-LD."}
        }
    responses["304"] = {"description": "You have this content already: no text."}
    responses["400"] = _problem(problems.INVALID_PARAMETERS)
    responses["404"] = _problem(problems.NOT_FOUND)
    responses["429"] = _problem(problems.TOO_MANY_REQUESTS) | {"headers": RETRY}
    responses["500"] = _problem(problems.SERVER_ERROR)


def _is_list(name: str) -> bool:
    return name.startswith("list_") or name == "get_search"


def _problem(kind: problems.Kind) -> dict[str, Any]:
    return {
        "description": str(kind.title),
        "content": {problems.CONTENT_TYPE: {"schema": PROBLEM}},
    }

"""The OpenAPI document as a page for people: plain values for its template."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from api import openapi, problems
from api.limiting import WINDOW_SECONDS
from api.parameters import MAX_SIZE, USUAL_SIZE
from evidence.crumbs import crumbs

Schema = Mapping[str, Any]
SHOWN_VALUES = 30


@dataclass(frozen=True)
class Value:
    """A parameter or a field: its name, what it may be, and what it means."""

    name: str
    kind: str
    meaning: str
    allowed: tuple[str, ...] = ()
    usual: str = ""
    schema: str = ""  # the schema that explains it further
    where: str = ""


@dataclass(frozen=True)
class Operation:
    """Something that can be asked for."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Value, ...]
    answer: str
    example_address: str
    example: str


@dataclass(frozen=True)
class Group:
    """Operations on one kind of thing."""

    name: str
    description: str
    operations: tuple[Operation, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return slugify(self.name)


@dataclass(frozen=True)
class Described:
    """A schema with its fields."""

    name: str
    description: str
    fields: tuple[Value, ...]


def context() -> dict[str, Any]:
    """Everything the page needs."""
    document = openapi.document()
    return {
        "crumbs": crumbs(),
        "groups": [*_groups(document)],
        "schemas": [*_schemas(document["components"]["schemas"])],
        "problems": problems.KINDS,
        "limit": settings.API_REQUESTS_PER_MINUTE,
        "window": WINDOW_SECONDS,
        "usual_size": USUAL_SIZE,
        "max_size": MAX_SIZE,
        "site_url": settings.SITE_URL,
    }


def _groups(document: Schema) -> Iterator[Group]:
    schemas = document["components"]["schemas"]
    for tag in document["tags"]:
        operations = tuple(
            _operation(path, found["get"], schemas)
            for path, found in document["paths"].items()
            if tag["name"] in found["get"]["tags"]
        )
        yield Group(tag["name"], tag["description"], operations)


def _operation(path: str, found: Schema, schemas: Schema) -> Operation:
    name = found["operationId"]
    answer = found["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        name=name,
        path=path,
        summary=found["summary"],
        description=found["description"],
        parameters=tuple(_parameter(each, schemas) for each in found["parameters"]),
        answer=_reference(answer),
        example_address=openapi.example_address(name),
        example=json.dumps(openapi.example(name), indent=2, ensure_ascii=False),
    )


def _parameter(found: Schema, schemas: Schema) -> Value:
    schema = found["schema"]
    usual = schema.get("default")
    return Value(
        name=found["name"],
        kind=_kind(schema, schemas),
        meaning=found.get("description", ""),
        allowed=_allowed(schema, schemas),
        usual="" if usual in (None, "", []) else str(usual),
        where=_("in the path") if found["in"] == "path" else "",
    )


def _schemas(schemas: Schema) -> Iterator[Described]:
    """Those with fields, by name; values of the others stand where they are used."""
    for name, schema in sorted(schemas.items()):
        if "properties" in schema:
            fields = tuple(
                _field(each, found, schemas)
                for each, found in schema["properties"].items()
            )
            yield Described(name, schema.get("description", ""), fields)


def _field(name: str, schema: Schema, schemas: Schema) -> Value:
    explained = _explained(schema, schemas)
    of_its_kind = schemas[explained].get("description", "") if explained else ""
    return Value(
        name=name,
        kind=_kind(schema, schemas),
        meaning=schema.get("description") or of_its_kind,
        allowed=_allowed(schema, schemas),
        schema=explained,
    )


def _kind(schema: Schema, schemas: Schema) -> str:
    """The type in words: “whole number or null”, “list of text”."""
    if "anyOf" in schema:
        kinds = dict.fromkeys(_kind(each, schemas) for each in schema["anyOf"])
        return _(" or ").join(kinds)
    if name := _reference(schema):
        return _kind(schemas[name], schemas) if "enum" in schemas[name] else name
    if schema.get("type") == "array":
        return _("list of %(kind)s") % {"kind": _kind(schema["items"], schemas)}
    if schema.get("format") == "date-time":
        return _("date and time")
    words = {
        "integer": _("whole number"),
        "number": _("number"),
        "string": _("text"),
        "boolean": _("true or false"),
        "object": _("object"),
        "null": _("null"),
    }
    return words.get(schema.get("type", ""), _("anything"))


def _allowed(schema: Schema, schemas: Schema) -> tuple[str, ...]:
    """The values that it may have, where there are only a few."""
    for each in _inside(schema):
        found = schemas[name] if (name := _reference(each)) else each
        if "enum" in found:
            return tuple(str(value) for value in found["enum"])[:SHOWN_VALUES]
        if "const" in found:
            return (str(found["const"]),)
    return ()


def _explained(schema: Schema, schemas: Schema) -> str:
    """The name of the schema with fields that it is, or is made of."""
    names = (_reference(each) for each in _inside(schema))
    return next((name for name in names if name and "properties" in schemas[name]), "")


def _inside(schema: Schema) -> Iterator[Schema]:
    """The schema, its alternatives, and what a list is made of."""
    yield schema
    for each in schema.get("anyOf", ()):
        yield from _inside(each)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), Mapping):
            yield from _inside(schema[name])


def _reference(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]

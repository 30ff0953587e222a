"""Every term of our JSON-LD, made of the models' fields, and the context of them all.

A field's term is its name in camel case, unless the table here gives another one. Two
models may share a term where it means the same with the same type.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from evidence.effects.results import Note
from evidence.json_ld.addresses import of_term
from evidence.models import (
    Barrier,
    ComputedEffect,
    Edge,
    EdgeEvidence,
    Finding,
    Intervention,
    Reference,
    Study,
)

SCHEMA = "http://schema.org/"  # as schema.org's own context has it, not https
XSD = "http://www.w3.org/2001/XMLSchema#"
CONTENT_TYPE = "application/ld+json"
# Left out: keys, what follows from other fields, and when this site wrote the row.
DERIVED = frozenset(
    {"id", "slug", "created_at", "updated_at", "computed_at", "reference", "study"}
)
REFERENCE_FIELDS = ("csl", "abstract", "retracted", "retraction_note")
# Fields whose term is not their name in camel case.
NAMED = {
    (Study, "kind"): "studyKind",
    (Study, "design"): "studyDesign",
    (Finding, "measure"): "measureKind",
    (Reference, "csl"): "cslItem",
    (Edge, "kind"): "edgeKind",
}
# Terms that schema.org has; all others are our own.
OF_SCHEMA = {
    "name": "name",
    "abstract": "abstract",
    "subjects": "about",
    "phases": "educationalLevel",
    "funder": "funder",
    "outcome": "variableMeasured",
}
DATATYPES: tuple[tuple[type, str], ...] = (
    (models.JSONField, "@json"),
    (models.URLField, "@id"),
    (models.FloatField, f"{XSD}double"),
    (models.BooleanField, f"{XSD}boolean"),
    (models.IntegerField, f"{XSD}integer"),
)


@dataclass(frozen=True)
class Term:
    """A field as JSON-LD has it. `choices` are its values, each an address of its own."""

    name: str
    model: type[models.Model]
    field: str
    iri: str
    datatype: str = ""
    choices: tuple[tuple[str, Any], ...] = ()

    def value_iri(self, value: str) -> str:
        """The address of one of the choices."""
        return of_term(f"{self.name}-{value}")

    @property
    def definition(self) -> dict[str, Any]:
        """What the context says of it."""
        if self.choices:
            values = {value: self.value_iri(value) for value, _label in self.choices}
            return {"@id": self.iri, "@type": "@vocab", "@context": values}
        if not self.datatype:
            return {"@id": self.iri}
        return {"@id": self.iri, "@type": self.datatype}


MODELS = (
    Reference,
    Study,
    Finding,
    ComputedEffect,
    Barrier,
    Intervention,
    Edge,
    EdgeEvidence,
)
CLASSES = tuple(each.__name__ for each in MODELS if each is not Reference)
# From a thing to those within it, and to others by their addresses.
LINKS = ("studies", "findings", "computed", "evidence")
ENDS = ("source", "target")


def term_name(model: type[models.Model], field: str) -> str:
    """The term of a field: "effectSize" for `effect_size`."""
    first, *others = field.split("_")
    usual = first + "".join(part.capitalize() for part in others)
    return NAMED.get((model, field), usual)


def fields_of(model: type[models.Model]) -> list[Any]:
    """The fields of a model that JSON-LD holds, in the model's order."""
    if model is Reference:
        return [Reference._meta.get_field(name) for name in REFERENCE_FIELDS]
    every = [*model._meta.fields, *model._meta.many_to_many]
    return [
        each
        for each in every
        if each.name not in DERIVED and not isinstance(each, models.ForeignKey)
    ]


def terms_of(model: type[models.Model]) -> list[Term]:
    """The terms of a model's fields, in the model's order."""
    return [_term(model, field) for field in fields_of(model)]


def every_term() -> Iterator[Term]:
    """The terms of all models; one that two models share comes twice."""
    for model in MODELS:
        yield from terms_of(model)


def context() -> dict[str, Any]:
    """The JSON-LD context. What it does not name is schema.org's."""
    own: dict[str, Any] = {
        "@version": 1.1,
        "@vocab": SCHEMA,
        "sameAs": {"@id": f"{SCHEMA}sameAs", "@type": "@id"},
        "url": {"@id": f"{SCHEMA}url", "@type": "@id"},
    }
    for name in CLASSES:
        own[name] = of_term(name)
    for name in LINKS:
        own[name] = {"@id": of_term(name)}
    for name in ENDS:
        own[name] = {"@id": of_term(name), "@type": "@id"}
    own["citation"] = {"@id": f"{SCHEMA}citation", "@type": "@id"}
    return own | {term.name: term.definition for term in every_term()}


def _term(model: type[models.Model], field: Any) -> Term:
    name = term_name(model, field.name)
    schema = OF_SCHEMA.get(name)
    return Term(
        name=name,
        model=model,
        field=field.name,
        iri=f"{SCHEMA}{schema}" if schema else of_term(name),
        datatype=_datatype(field),
        choices=_choices(model, field),
    )


def _choices(model: type[models.Model], field: Any) -> tuple[tuple[str, Any], ...]:
    choices = field.choices or ()
    if (model, field.name) == (ComputedEffect, "notes"):
        choices = Note.choices
    return tuple((str(value), label) for value, label in choices if value)


def _datatype(field: Any) -> str:
    if field.related_model is Reference:
        return "@id"
    for kind, datatype in DATATYPES:
        if isinstance(field, kind):
            return datatype
    return ""

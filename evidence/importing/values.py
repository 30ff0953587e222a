"""The values of a node by the fields that its terms stand for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from evidence.importing.report import UnableToImport
from evidence.json_ld.terms import terms_of
from mesh.core.models import Phase, Subject

LISTS: dict[str, Any] = {"subjects": Subject, "phases": Phase}


def plain(model: type[models.Model], node: Mapping[str, Any]) -> dict[str, Any]:
    """What a node says of a model's own columns; what it leaves out is left out.

    Raises:
        UnableToImport: a value is not of its field's kind.
    """
    said: dict[str, Any] = {}
    for term in terms_of(model):
        field: Any = model._meta.get_field(term.field)
        if field.many_to_many or term.name not in node:
            continue
        value = node[term.name]
        if isinstance(value, (dict, list)) and not isinstance(field, models.JSONField):
            raise UnableToImport(_("%s: this must be a plain value.") % term.name)
        try:
            said[term.field] = field.to_python(value)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise UnableToImport(f"{term.name}: {reasons}") from error
    return said


def defaults(model: type[models.Model], said: Iterable[str]) -> dict[str, Any]:
    """The values of a new row for the columns of which nothing is said."""
    names = [term.field for term in terms_of(model)]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return {
        field.name: field.get_default()
        for field in fields
        if not field.many_to_many and field.name not in said
    }


def linked(node: Mapping[str, Any]) -> dict[str, set[Any]]:
    """The subjects and phases that a node names.

    Raises:
        UnableToImport: one is not known here.
    """
    found: dict[str, set[Any]] = {}
    for name, model in LISTS.items():
        if name not in node:
            continue
        wanted = {_code(name, each) for each in nodes(node, name)}
        rows = set(model.objects.filter(slug__in=wanted))
        if unknown := wanted - {each.slug for each in rows}:
            raise UnableToImport(
                _("%(name)s: “%(slug)s” is not known.")
                % {"name": name, "slug": sorted(unknown)[0][:80]}
            )
        found[name] = rows
    return found


def nodes(node: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The things within a node, one or several.

    Raises:
        UnableToImport: there is something else.
    """
    value = node.get(name, [])
    every = value if isinstance(value, list) else [value]
    if not all(isinstance(each, Mapping) for each in every):
        raise UnableToImport(_("%s: this must be a list of things.") % name)
    return every


def addresses(node: Mapping[str, Any], name: str) -> list[str]:
    """The addresses that a node names, one or several."""
    value = node.get(name, [])
    return [str(each) for each in (value if isinstance(value, list) else [value])]


def _code(name: str, node: Mapping[str, Any]) -> str:
    if code := node.get("termCode"):
        return str(code)
    raise UnableToImport(_("%s: a termCode is missing.") % name)


def check(row: models.Model, *, exclude: Iterable[str] = ()) -> None:
    """Validate a row.

    Raises:
        UnableToImport: it is not valid.
    """
    try:
        row.clean_fields(exclude=set(exclude))
        row.clean()
    except ValidationError as error:
        reasons = (
            f"{name}: {' '.join(messages)}"
            for name, messages in error.message_dict.items()
        )
        raise UnableToImport(" ".join(reasons)) from error

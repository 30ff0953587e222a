"""The query of an address: every name must be known, and every value possible."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated, Any, NoReturn

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path
from ninja.params.models import Query, QueryModel
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from api.problems import INVALID_PARAMETERS, ParameterError, Problem

MAX_PAGE = 1_000_000
MAX_SIZE = 200  # rows on a page
USUAL_SIZE = 50
MAX_VALUES = 20  # of one parameter
SHOWN = 80  # characters of a wrong value that are repeated in the answer

Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Slug = Annotated[str, StringConstraints(max_length=120, pattern=r"^[-a-zA-Z0-9_]+$")]

SlugInPath = Annotated[
    str, Path(max_length=120, pattern=r"^[-a-zA-Z0-9_]+$", description="Its slug.")
]


class Paging(BaseModel):
    """Which part of a list to show."""

    page: int = Field(1, ge=1, le=MAX_PAGE, description="Which page, from 1.")
    size: int = Field(
        USUAL_SIZE, ge=1, le=MAX_SIZE, description="Rows on a page, 1 to 200."
    )


class Nothing(BaseModel):
    """An address that takes no parameter."""


class StrictQueryModel(QueryModel):
    """Reads the query; refuses what it does not know or can't use, all at once."""

    @classmethod
    def resolve(cls, request: HttpRequest, api: Any, path_params: Any) -> Any:
        errors = [*_unknown(cls, request), *_repeated(cls, request)]
        if not cls.__ninja_flatten_map__:  # type: ignore[attr-defined] # ninja's
            if errors:
                refuse(errors)
            return dict.fromkeys(cls.model_fields, Nothing())
        try:
            read = super().resolve(request, api, path_params)
        except ValidationError as error:
            refuse([*errors, *in_words(error)])
        if errors:
            refuse(errors)
        return read


class Parameters(Query):  # type: ignore[misc] # ninja builds on it likewise
    """`Annotated[Filters, Parameters(...)]`: a view's parameters, read strictly."""

    _model = StrictQueryModel

    @classmethod
    def _param_source(cls) -> str:
        return "query"


def refuse(errors: Iterable[ParameterError]) -> NoReturn:
    """Answer with what is wrong.

    Raises:
        Problem: always.
    """
    found = list(errors)
    names = ", ".join(dict.fromkeys(error.parameter for error in found))
    raise Problem(
        INVALID_PARAMETERS, _("Please correct: %(names)s.") % {"names": names}, found
    )


def check_slugs(**wanted: tuple[type[Model], Iterable[str]]) -> None:
    """Refuse slugs that no row has: `check_slugs(subject=(Subject, ["maths"]))`.

    Raises:
        Problem: a slug is unknown; the answer lists those that there are.
    """
    errors = []
    for name, (model, slugs) in wanted.items():
        asked = set(slugs)
        if not asked:
            continue
        known = list(model._default_manager.values_list("slug", flat=True))  # noqa: SLF001 - Django's API
        errors += [
            ParameterError(name, _("There is none of this name."), slug[:SHOWN], known)
            for slug in sorted(asked - set(known))
        ]
    if errors:
        refuse(errors)


def _unknown(model: type[QueryModel], request: HttpRequest) -> Iterator[ParameterError]:
    known = sorted(model.__ninja_flatten_map__)  # type: ignore[attr-defined] # ninja's
    for name in request.GET.keys() - set(known):
        message = _("There is no such parameter here.")
        if close := get_close_matches(name[:SHOWN], known, 1):
            message = _("There is no such parameter here. Do you mean “%s”?") % close[0]
        yield ParameterError(name[:SHOWN], message, allowed=known)


def _repeated(
    model: type[QueryModel], request: HttpRequest
) -> Iterator[ParameterError]:
    many = set(model.__ninja_collection_fields__)  # type: ignore[attr-defined] # ninja's
    once = set(model.__ninja_flatten_map__) - many  # type: ignore[attr-defined] # ninja's
    for name in sorted(once & request.GET.keys()):
        if len(request.GET.getlist(name)) > 1:
            yield ParameterError(name, _("It is given twice; give it once."))


def in_words(error: ValidationError) -> Iterator[ParameterError]:
    """What pydantic found, for a reader who has never heard of it."""
    for each in error.errors(include_url=False):
        names = [part for part in each["loc"] if isinstance(part, str)]
        context = each.get("ctx", {})
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        yield ParameterError(
            parameter=names[-1],
            message=_message(each["type"], context),
            given=_given(each["input"]),
            allowed=allowed,
        )


def _given(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _message(kind: str, context: dict[str, Any]) -> str:
    messages = {
        "int_parsing": _("This must be a whole number."),
        "int_parsing_size": _("This must be a whole number, and not as long as that."),
        "float_parsing": _("This must be a number, with a point for decimals: 0.25."),
        "finite_number": _("This must be a number that can be computed with."),
        "bool_parsing": _("This must be true or false."),
        "greater_than_equal": _("This must be %(ge)s or more."),
        "less_than_equal": _("This must be %(le)s or less."),
        "string_too_long": _("At most %(max_length)s characters are allowed."),
        "too_long": _("At most %(max_length)s values are allowed."),
        "literal_error": _("This is not one of the values that are allowed."),
        "enum": _("This is not one of the values that are allowed."),
        "string_pattern_mismatch": _("It holds a character that can't be in it."),
    }
    return messages.get(kind, _("This value can't be used here.")) % context

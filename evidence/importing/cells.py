"""A cell of the table of findings as a value."""

import math
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from evidence.importing.report import UnableToImport

DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
YES_OR_NO = {
    "yes": True,
    "true": True,
    "1": True,
    "no": False,
    "false": False,
    "0": False,
}
LARGEST_COUNT = 2_147_483_647  # PostgreSQL's integer


def decimal(name: str, cell: str) -> float | None:
    """A number with a decimal point; None for an empty cell.

    Raises:
        UnableToImport: a decimal comma, a per cent sign, NaN, anything else.
    """
    if not cell:
        return None
    text = cell.replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"[+-]?\d*,\d+", text):
        raise _refused(name, cell, _("write a decimal point, not a comma"))
    if text.endswith("%"):
        raise _refused(name, cell, _("leave the per cent sign out"))
    if not DECIMAL.fullmatch(text) or not math.isfinite(float(text)):
        raise _refused(name, cell, _("it is not a number"))
    return float(text)


def count(name: str, cell: str) -> int | None:
    """A whole number from 0; None for an empty cell.

    Raises:
        UnableToImport: a negative number, a fraction, anything else.
    """
    if not cell:
        return None
    text = cell.replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"-\d+", text):
        raise _refused(name, cell, _("it can't be less than 0"))
    if not re.fullmatch(r"[0-9]+", text):
        raise _refused(name, cell, _("write a whole number in digits, such as 1250"))
    if len(text) > len(str(LARGEST_COUNT)) or int(text) > LARGEST_COUNT:
        raise _refused(name, cell, _("it is too large"))
    return int(text)


def choice(name: str, cell: str, choices: Iterable[tuple[Any, Any]]) -> str:
    """One of the values, given as itself or as its label in any case.

    Raises:
        UnableToImport: anything else; names the nearest.
    """
    labels = {str(value): label for value, label in choices if value}
    known = {value.lower(): value for value in labels}
    if (wanted := cell.lower()) not in known:
        # Translated only where needed: a table has thousands of such cells.
        known |= {str(label).lower(): value for value, label in labels.items()}
    if found := known.get(wanted):
        return found
    near = get_close_matches(wanted, known, n=1, cutoff=0.6)
    if near:
        raise _refused(name, cell, _("did you mean “%s”?") % known[near[0]])
    raise _refused(name, cell, _("known are %s") % ", ".join(labels))


def yes_or_no(name: str, cell: str) -> bool | None:
    """Yes or no, true or false, 1 or 0 in any case; None for an empty cell.

    Raises:
        UnableToImport: anything else.
    """
    if not cell:
        return None
    if (value := cell.lower()) in YES_OR_NO:
        return YES_OR_NO[value]
    raise _refused(name, cell, _("write yes or no"))


def value(name: str, cell: str, field: "models.Field[Any, Any]") -> Any:
    """What a cell says of a model's field: its default, or nothing, when empty.

    Args:
        name: the column, for the message.
        cell: the text.
        field: the field that the value is for.

    Raises:
        UnableToImport: the cell says nothing that the field can hold.
    """
    may_be_empty = field.blank or field.has_default()
    if not cell and may_be_empty and not field.null:
        return field.get_default()
    if field.choices:
        return choice(name, cell, field.choices)
    for kind, read in readers:
        if isinstance(field, kind):
            return read(name, cell)
    return cell


def slugs(cell: str) -> list[str]:
    """The parts of a list with semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def _refused(name: str, cell: str, reason: str) -> UnableToImport:
    return UnableToImport(f"{name} “{cell[:60]}”: {reason}.")


# The kinds of fields of a record that are not texts.
readers: tuple[tuple[type, Callable[[str, str], Any]], ...] = (
    (models.FloatField, decimal),
    (models.BooleanField, yes_or_no),
    (models.IntegerField, count),
)

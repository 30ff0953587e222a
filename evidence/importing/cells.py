"""A cell of the table of findings as a value."""

import math
import re
from difflib import get_close_matches

from django.db import models
from django.utils.translation import gettext as _

from evidence.importing.report import UnableToImport

DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
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


def choice(name: str, cell: str, choices: type[models.TextChoices]) -> str:
    """One of the values, given as itself or as its label in any case.

    Raises:
        UnableToImport: anything else; names the nearest.
    """
    known = {str(value).lower(): str(value) for value in choices.values}
    known |= {str(each.label).lower(): str(each.value) for each in choices}
    if value := known.get(cell.lower()):
        return value
    near = get_close_matches(cell.lower(), known, n=1, cutoff=0.6)
    if near:
        raise _refused(name, cell, _("did you mean “%s”?") % known[near[0]])
    raise _refused(name, cell, _("known are %s") % ", ".join(choices.values))


def slugs(cell: str) -> list[str]:
    """The parts of a list with semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def _refused(name: str, cell: str, reason: str) -> UnableToImport:
    return UnableToImport(f"{name} “{cell[:60]}”: {reason}.")

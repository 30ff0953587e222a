"""CSL-JSON from outside, checked and put into the form in which MESH keeps it."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from evidence.csl import (
    DATE_VARIABLES,
    NAME_PARTS,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    one_line,
    type_names,
    year,
)
from evidence.identifiers import (
    UnknownIdentifier,
    normalise_doi,
    normalise_isbn,
    normalise_pmid,
)

OTHER_TYPES = frozenset(
    [
        "bill",
        "broadcast",
        "classic",
        "collection",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "treaty",
    ]
)
EARLIEST_YEAR = 1500
YEARS_AHEAD = 2  # "in press" articles carry the coming year
LAST_MONTH_AND_DAY = (12, 31)
MAX_TITLE = 500
MAX_BYTES = 64 * 1024


class UnableToReadCSL(ValueError):
    """An item that can't be kept; the message says why in the user's words.

    `key` is the variable at fault, "" when it is the item as a whole.
    """

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


def cleaned(item: Any, *, this_year: int) -> dict[str, Any]:
    """A copy of the item in the form in which MESH keeps it.

    Numbers become texts where CSL wants texts, identifiers take their normal spelling,
    empty values go, the `id` goes (MESH gives its own); what MESH does not know stays.

    Raises:
        UnableToReadCSL: a value is missing, wrong, or dangerous.
    """
    if not isinstance(item, Mapping):
        raise UnableToReadCSL(_("A reference is a set of named values ({…})."))
    if len(json.dumps(item, default=str)) > MAX_BYTES:
        raise UnableToReadCSL(_("The reference is larger than 64 kB."))
    csl = {
        str(key): _cleaned_value(str(key), value)
        for key, value in item.items()
        if key != "id" and value not in (None, "", [], {})
    }
    csl = {key: value for key, value in csl.items() if value not in ("", [], {})}
    _check_type_and_title(csl)
    _check_year(csl, this_year)
    _clean_identifiers(csl)
    return csl


def _cleaned_value(key: str, value: Any) -> Any:
    if key in NAME_VARIABLES:
        return _cleaned_names(value)
    if key in DATE_VARIABLES:
        return _cleaned_date(value)
    if key == "abstract" and isinstance(value, str):
        return "\n".join(map(one_line, value.strip().split("\n")))
    if key in TEXT_VARIABLES:
        return _cleaned_text(key, value)
    return one_line(value) if isinstance(value, str) else value


def _cleaned_text(key: str, value: Any) -> str:
    if isinstance(value, list) and value:  # as Crossref answers
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnableToReadCSL(_("“%(name)s” is not a text.") % {"name": key})
    return one_line(value)


def _cleaned_names(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or not all(isinstance(x, Mapping) for x in value):
        raise UnableToReadCSL(_("Authors and editors are a list of names."))
    people = [
        {part: one_line(each[part]) for part in NAME_PARTS if one_line(each.get(part))}
        for each in value
    ]
    return [each for each in people if each.get("family") or each.get("literal")]


def _cleaned_date(value: Any) -> dict[str, Any]:
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        raise UnableToReadCSL(_("A date is written {“date-parts”: [[2014, 5, 2]]}."))
    parts = value.get("date-parts")
    if parts is None:
        text = _literal(value)
        # A bare number is meant as the year, also when it can't be one: 20155.
        known = int(text[:9]) if text.isdecimal() else year({"issued": value})
        return {"date-parts": [[known]]} if known else {"literal": text}
    try:
        numbers = [[int(part) for part in each if part != ""] for each in parts[:2]]
    except (TypeError, ValueError) as error:
        raise UnableToReadCSL(_("A date is made of whole numbers.")) from error
    dates = [_possible(each) for each in numbers if each]
    return {"date-parts": dates} if dates else {}


def _possible(date: list[int]) -> list[int]:
    """The parts of a date up to the first that no calendar has."""
    kept = date[:1]
    for part, last in zip(date[1:3], LAST_MONTH_AND_DAY, strict=False):
        if not 1 <= part <= last:
            break
        kept.append(part)
    return kept


def _literal(date: Mapping[str, Any]) -> str:
    return one_line(date.get("literal") or date.get("raw"))


def _check_type_and_title(csl: dict[str, Any]) -> None:
    csl.setdefault("type", "document")
    if csl["type"] not in type_names and csl["type"] not in OTHER_TYPES:
        raise UnableToReadCSL(
            _("“%(type)s” is not a type of publication that CSL knows.")
            % {"type": str(csl["type"])[:60]},
            "type",
        )
    if "title" not in csl:
        raise UnableToReadCSL(_("The title is missing."), "title")
    if len(csl["title"]) > MAX_TITLE:
        raise UnableToReadCSL(
            _("The title is longer than %(limit)d characters.") % {"limit": MAX_TITLE},
            "title",
        )


def _check_year(csl: Mapping[str, Any], this_year: int) -> None:
    known = year(csl)
    if known is not None and not EARLIEST_YEAR <= known <= this_year + YEARS_AHEAD:
        raise UnableToReadCSL(
            _("The year %(year)d is not between %(first)d and %(last)d.")
            % {"year": known, "first": EARLIEST_YEAR, "last": this_year + YEARS_AHEAD},
            "issued",
        )


def _clean_identifiers(csl: dict[str, Any]) -> None:
    messages = {
        "DOI": (normalise_doi, _("“%(value)s” is not a DOI (10.1234/abc).")),
        "ISBN": (normalise_isbn, _("“%(value)s” is not a valid ISBN.")),
        "PMID": (normalise_pmid, _("“%(value)s” is not a PubMed number.")),
    }
    for key, (normalise, message) in messages.items():
        if key not in csl:
            continue
        try:
            csl[key] = normalise(str(csl[key]))
        except UnknownIdentifier as error:
            raise UnableToReadCSL(
                message % {"value": str(csl[key])[:80]}, key
            ) from error
    if "URL" in csl and not is_web_address(csl["URL"]):
        raise UnableToReadCSL(
            _("“%(value)s” is not a web address (https://…).")
            % {"value": str(csl["URL"])[:80]},
            "URL",
        )


def is_web_address(text: Any) -> bool:
    """Whether a link may be made of it: http or https, with a host, at most 500."""
    try:
        parts = urlsplit(text)
    except (TypeError, ValueError, AttributeError):
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and len(text) <= 500  # noqa: PLR2004 - the column's length
        and not re.search(r"[\s<>\"]", text)
    )

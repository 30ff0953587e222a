"""One reference: found again, created, or brought up to date."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from evidence import csl as reading
from evidence.csl_cleaning import UnableToReadCSL, cleaned
from evidence.importing.report import Outcome, UnableToImport
from evidence.models import Reference


def import_reference(
    *, csl: Any, this_year: int, type_if_new: str = ""
) -> tuple[Reference, Outcome]:
    """Bring one item in. What it does not say of a known reference stays as it is.

    Args:
        csl: the item.
        this_year: years far beyond it are refused.
        type_if_new: the type when the item can't say it and the reference is new.

    Raises:
        UnableToImport: the item is wrong, or several references could be meant.
    """
    try:
        item = cleaned(csl, this_year=this_year)
    except UnableToReadCSL as error:
        raise UnableToImport(str(error)) from error
    abstract = item.pop("abstract", "")
    known = find(item)
    if known is None:
        item["type"] = type_if_new or item["type"]
        return _created(item, abstract), Outcome.CREATED
    merged_item = merged(known.csl, item)
    if merged_item == known.csl and (not abstract or abstract == known.abstract):
        return known, Outcome.UNCHANGED
    known.csl, known.abstract = merged_item, abstract or known.abstract
    _save(known)
    return known, Outcome.UPDATED


def find(item: Mapping[str, Any]) -> Reference | None:
    """The reference that an item is about: by DOI, else by title, year and author.

    Raises:
        UnableToImport: several references have the same title, year and author.
    """
    doi = item.get("DOI")
    if doi and (known := Reference.objects.filter(doi=doi).first()):
        return known
    if not (key := reading.matching_key(item)):
        return None
    same = Reference.objects.filter(matching_key=key)
    if doi:
        same = same.filter(doi=None)  # another DOI is another publication
    found = list(same[:2])
    if len(found) > 1:
        raise UnableToImport(
            _("Several references have this title, year and author: give the DOI.")
        )
    return found[0] if found else None


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The old item with what the new one says otherwise, in more than spelling.

    A format that knows less (RIS has no particles, some know no month) takes nothing
    away.
    """
    result = dict(old)
    for key, value in new.items():
        if key == "type" and value == "document" and key in old:
            continue
        if key in reading.NAME_VARIABLES and reading.names(old, key) == reading.names(
            new, key
        ):
            continue
        if key in reading.DATE_VARIABLES and _says_no_more(old.get(key), value):
            continue
        result[key] = value
    return result


def _says_no_more(old: Any, new: Mapping[str, Any]) -> bool:
    """Whether the new date is the beginning of the old: 2014 of 2014-10."""
    if not old or "date-parts" not in old or "date-parts" not in new:
        return bool(old)
    old_parts, new_parts = old["date-parts"][0], new["date-parts"][0]
    return bool(old_parts[: len(new_parts)] == new_parts)


def _created(item: dict[str, Any], abstract: str) -> Reference:
    reference = Reference(csl=item, abstract=abstract)
    _save(reference)
    return reference


def _save(reference: Reference) -> None:
    try:
        reference.clean()
    except ValidationError as error:
        raise UnableToImport(" ".join(error.messages)) from error
    reference.save()

"""One reference: found again, created, or brought up to date."""

from collections.abc import Mapping
from typing import Any, Protocol

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
    item, abstract = read_item(csl, this_year=this_year)
    known = find(item)
    reference = known or new_reference(item, abstract, type_if_new=type_if_new)
    if known is None:
        check(reference)
        reference.save()
        return reference, Outcome.CREATED
    said = what_is_new(known, item, abstract)
    if not said:
        return known, Outcome.UNCHANGED
    for name, value in said.items():
        setattr(known, name, value)
    check(known)
    known.save()
    return known, Outcome.UPDATED


def read_item(csl: Any, *, this_year: int) -> tuple[dict[str, Any], str]:
    """The item without its abstract, and the abstract.

    Raises:
        UnableToImport: the item is wrong.
    """
    try:
        item = cleaned(csl, this_year=this_year)
    except UnableToReadCSL as error:
        raise UnableToImport(str(error)) from error
    return item, item.pop("abstract", "")


def new_reference(
    item: Mapping[str, Any], abstract: str, *, type_if_new: str = ""
) -> Reference:
    """A publication that is not known yet, not saved."""
    kind = type_if_new or item["type"]
    return Reference(csl={**item, "type": kind}, abstract=abstract)


def what_is_new(
    known: Reference, item: Mapping[str, Any], abstract: str
) -> dict[str, Any]:
    """The fields of a known publication that an item changes; {} for none.

    An item that names it as a publication that was merged into it only fills what is
    not known: a curator has chosen the other wording.
    """
    if is_named(known, item):
        said = {"csl": merged(known.csl, item), "abstract": abstract or known.abstract}
    else:
        said = {
            "csl": {**item, **known.csl},
            "abstract": known.abstract or abstract,
        }
    return {
        name: value for name, value in said.items() if value != getattr(known, name)
    }


def is_named(known: Reference, item: Mapping[str, Any]) -> bool:
    """Whether the item names the publication itself, not one merged into it."""
    doi = item.get("DOI")
    if doi and known.doi:
        return bool(doi == known.doi)
    return reading.matching_key(item) == known.matching_key or bool(doi)


def find(
    item: Mapping[str, Any], references: "Lookup | None" = None
) -> Reference | None:
    """The reference that an item is about: by DOI, else by title, year and author.

    Args:
        item: a cleaned item.
        references: where to look; without it, in the database.

    Raises:
        UnableToImport: several references have the same title, year and author.
    """
    lookup = references or Stored()
    doi = item.get("DOI")
    if doi and (known := lookup.reference_by_doi(doi)):
        return known
    if not (key := reading.matching_key(item)):
        return None
    found = lookup.references_by_key(key)
    if doi:
        # Another DOI is another publication.
        found = [each for each in found if each.doi is None]
    if len(found) > 1:
        raise UnableToImport(
            _("Several references have this title, year and author: give the DOI.")
        )
    return found[0] if found else None


class Lookup(Protocol):
    """Where publications are looked for."""

    def reference_by_doi(self, doi: str) -> Reference | None:
        """The publication with this DOI."""

    def references_by_key(self, key: str) -> list[Reference]:
        """Publications of the same title, year and first author."""


class Stored:
    """Publications in the database; for one that was merged, what it is part of now."""

    def reference_by_doi(self, doi: str) -> Reference | None:
        """The publication with this DOI."""
        found = Reference.every.filter(doi=doi).select_related("merged_into").first()
        return found and found.standing

    def references_by_key(self, key: str) -> list[Reference]:
        """Publications of the same title, year and first author."""
        found = Reference.every.filter(matching_key=key).select_related("merged_into")
        return list(dict.fromkeys(each.standing for each in found))


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


def check(reference: Reference) -> None:
    """Validate a publication and read its columns from its CSL-JSON.

    Raises:
        UnableToImport: it is wrong, or another one has its DOI.
    """
    try:
        reference.clean()
    except ValidationError as error:
        raise UnableToImport(" ".join(error.messages)) from error

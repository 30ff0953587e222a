"""Identifiers of publications, in the one spelling in which MESH keeps them."""

import re
from urllib.parse import unquote

DOI = re.compile(r"10\.\d{4,9}/\S+")
DOI_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|urn:doi:|info:doi/|doi\s*:?\s*)+",
    re.IGNORECASE,
)
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
QUERY = re.compile(r"\?[\w.-]+=.*$")  # what an address was followed from
CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
ISBN_LENGTHS = (10, 13)


class UnknownIdentifier(ValueError):
    """A text that is no identifier of the kind asked for."""


def normalise_doi(text: str) -> str:
    """The DOI in lower case without any prefix: "10.1037/bul0000309".

    Takes every usual spelling: an address at doi.org, "doi:", "DOI 10...", percent
    signs for characters, a query at the end, dashes for hyphens, a full stop or bracket
    of the sentence around it.

    Raises:
        UnknownIdentifier: the text holds no DOI.
    """
    value = INVISIBLE.sub("", text).strip().lstrip("\"'“‘(<[")
    value = DASHES.sub("-", QUERY.sub("", value))
    if "%" in value:
        value = unquote(value)
    value = DOI_PREFIX.sub("", value).lstrip("/").strip()
    while value and (value[-1] in ".,;:'\"”’" or _is_stray_bracket(value)):
        value = value[:-1]
    if not DOI.fullmatch(value):
        raise UnknownIdentifier(text)
    return value.lower()


def _is_stray_bracket(value: str) -> bool:
    """Whether the last character closes a bracket that the DOI never opened."""
    opening = CLOSING.get(value[-1])
    return opening is not None and value.count(value[-1]) > value.count(opening)


def normalise_isbn(text: str) -> str:
    """The ISBN's ten or thirteen characters, its check digit verified.

    Raises:
        UnknownIdentifier: wrong length or check digit.
    """
    value = re.sub(r"^ISBN(?:-1[03])?:?", "", text.strip(), flags=re.IGNORECASE)
    value = re.sub(r"[\s\u2010-\u2015-]", "", value).upper()
    if not re.fullmatch(r"\d{9}[\dX]|\d{13}", value):
        raise UnknownIdentifier(text)
    digits = [10 if character == "X" else int(character) for character in value]
    if len(digits) == min(ISBN_LENGTHS):
        valid = sum(d * w for d, w in zip(digits, range(10, 0, -1), strict=True)) % 11
    else:
        valid = sum(d * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10
    if valid != 0:
        raise UnknownIdentifier(text)
    return value


def normalise_pmid(text: str) -> str:
    """The PubMed number, digits only.

    Raises:
        UnknownIdentifier: anything but one to nine digits.
    """
    value = re.sub(r"^PMID:?\s*", "", text.strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise UnknownIdentifier(text)
    return value

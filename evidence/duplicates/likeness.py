"""How alike two publications are, and when that is worth asking a person about."""

import re
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

NEAR_TITLE = 0.9  # of the letters, once insertions and deletions are counted
NEAR_AUTHOR = 0.8  # of the family name: one wrong letter in five
YEARS_APART = 1  # first online in December, printed in January
WHOLE_TITLE = 20  # letters from which a title without its subtitle tells something
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Likened:
    """What of a publication is compared."""

    pk: int
    title_key: str
    author_key: str
    year: int | None
    title: str


def likeness(one: Likened, other: Likened) -> float | None:
    """How alike the titles are, from 0 to 1; None when nobody need be asked.

    Worth asking about are publications whose years are at most one apart, whose first
    authors' family names are alike, and whose titles differ in a tenth of their letters
    at most, or only by a subtitle. Where a year or an author is not known, the titles
    must be the same. Numbers in titles must be the same in any case: "Part 1" is not
    "Part 2".
    """
    if not _years_agree(one.year, other.year) or _numbers(one) != _numbers(other):
        return None
    if one.title_key == other.title_key:
        return 1.0 if _authors_agree(one.author_key, other.author_key) else None
    if not (one.author_key and other.author_key and one.year and other.year):
        return None
    if not _authors_agree(one.author_key, other.author_key):
        return None
    alike = ratio(one.title_key, other.title_key) / 100
    if alike >= NEAR_TITLE or _differ_by_subtitle(one.title_key, other.title_key):
        return round(alike, 3)
    return None


def _years_agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= YEARS_APART


def _authors_agree(one: str, other: str) -> bool:
    if not (one and other):
        return True
    return ratio(one, other) / 100 >= NEAR_AUTHOR


def _numbers(each: Likened) -> list[str]:
    return sorted(DIGITS.findall(each.title))


def _differ_by_subtitle(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= WHOLE_TITLE and longer.startswith(shorter)

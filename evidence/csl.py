"""CSL-JSON: what one item says. `evidence.csl_cleaning` checks it before it is kept.

Format: https://docs.citationstyles.org/en/stable/specification.html (appendices III-IV)
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import string_to_ascii

type_names = {
    "article-journal": gettext_lazy("Journal article"),
    "book": gettext_lazy("Book"),
    "chapter": gettext_lazy("Chapter in a book"),
    "report": gettext_lazy("Report"),
    "thesis": gettext_lazy("Thesis"),
    "paper-conference": gettext_lazy("Conference paper"),
    "article": gettext_lazy("Preprint"),
    "webpage": gettext_lazy("Web page"),
    "dataset": gettext_lazy("Data set"),
    "article-magazine": gettext_lazy("Magazine article"),
    "article-newspaper": gettext_lazy("Newspaper article"),
    "document": gettext_lazy("Other document"),
}
NAME_VARIABLES = ("author", "editor", "translator", "container-author")
NAME_PARTS = (
    "family",
    "given",
    "literal",
    "suffix",
    "non-dropping-particle",
    "dropping-particle",
)
TEXT_VARIABLES = (
    "type",
    "title",
    "container-title",
    "collection-title",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "publisher",
    "publisher-place",
    "genre",
    "event-title",
    "language",
    "abstract",
    "DOI",
    "ISBN",
    "ISSN",
    "PMID",
    "URL",
)
DATE_VARIABLES = ("issued", "accessed", "original-date", "event-date")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")  # CSL's own, in titles
TITLE_KEY, AUTHOR_KEY = 300, 60  # characters kept to tell publications apart
YEAR_IN_TEXT = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def title(csl: Mapping[str, Any]) -> str:
    """The title without markup, "" when there is none."""
    return MARKUP.sub("", one_line(csl.get("title")))


def names(csl: Mapping[str, Any], variable: str = "author") -> list[str]:
    """Names as they are sorted and typed: "Family, Given", or an organisation's name."""
    people = csl.get(variable)
    if not isinstance(people, list):
        return []
    return [name for name in map(_name, people) if name]


def _name(person: Any) -> str:
    if not isinstance(person, Mapping):
        return ""
    if literal := one_line(person.get("literal")):
        return literal
    particle = one_line(person.get("non-dropping-particle"))
    family = " ".join(filter(None, (particle, one_line(person.get("family")))))
    given = one_line(person.get("given"))
    return ", ".join(filter(None, (family, given)))


def person(name: str) -> dict[str, str]:
    """A name as typed, "Family, Given" or an organisation, as CSL-JSON."""
    family, comma, given = name.partition(",")
    if comma and family.strip() and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": name.strip().rstrip(",")}


def short_authors(csl: Mapping[str, Any]) -> str:
    """As in a sentence: "Ni & Zhou", "Rohrer et al."; the editors when no author."""
    people = names(csl) or names(csl, "editor")
    families = [name.partition(",")[0] for name in people]
    if len(families) > 2:  # noqa: PLR2004 - the style's own limit: one, two, many
        return _("%(first)s et al.") % {"first": families[0]}
    return " & ".join(families)


def year(csl: Mapping[str, Any]) -> int | None:
    """The year of publication, None when it is not known."""
    issued = csl.get("issued")
    if not isinstance(issued, Mapping):
        return None
    try:
        return int(issued["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        pass
    found = YEAR_IN_TEXT.search(f"{issued.get('raw', '')} {issued.get('literal', '')}")
    return int(found[1]) if found else None


def matching_key(csl: Mapping[str, Any]) -> str:
    """Equal for the same publication spelt differently; "" without a title.

    Made of the letters and digits of the title, the year, and the first author's
    family name, all without accents or case. What has no date is the same only as
    something without a date.
    """
    wording = title_key(csl)
    return f"{wording}|{year(csl) or ''}|{author_key(csl)}" if wording else ""


def title_key(csl: Mapping[str, Any]) -> str:
    """Letters and digits of the title, without accents or case."""
    return _folded(title(csl))[:TITLE_KEY]


def author_key(csl: Mapping[str, Any]) -> str:
    """The first author's family name, without accents or case; "" without an author."""
    first = (names(csl) or [""])[0].partition(",")[0]
    return _folded(first)[:AUTHOR_KEY]


def slug(csl: Mapping[str, Any]) -> str:
    """A readable address: "rohrer-2014-the-benefit-of-interleaved-mathematics"."""
    first = (names(csl) or names(csl, "editor") or [""])[0].partition(",")[0]
    words = " ".join(title(csl).split()[:6])
    parts = (first, str(year(csl) or ""), words)
    made = slugify(string_to_ascii(" ".join(filter(None, parts))))
    return made[:100].strip("-") or "reference"


def one_line(value: Any) -> str:
    """One line of text, composed (NFC), without control characters."""
    if value is None or isinstance(value, Mapping | list):
        return ""
    text = unicodedata.normalize("NFC", CONTROL.sub("", str(value)))
    return " ".join(text.split())


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())

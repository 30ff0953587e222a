"""A publication in schema.org's words, read from its CSL-JSON.

These are for readers that know no CSL. Our importer reads the CSL-JSON itself, which
stands beside them and holds more.
"""

from collections.abc import Mapping
from typing import Any

from evidence import csl

types = {
    "article-journal": "ScholarlyArticle",
    "article": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
    "dataset": "Dataset",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
}
containers = {"ScholarlyArticle": "Periodical", "Chapter": "Book"}
DATE_PARTS = ("{:04d}", "{:02d}", "{:02d}")


def type_of(item: Mapping[str, Any]) -> str:
    """The schema.org class of a publication."""
    return types.get(item.get("type", ""), "CreativeWork")


def described(item: Mapping[str, Any]) -> dict[str, Any]:
    """What CSL-JSON says, in schema.org's words; what it does not say is left out."""
    said = {
        "name": csl.title(item),
        "author": _people(item, "author"),
        "editor": _people(item, "editor"),
        "datePublished": _date(item),
        "isPartOf": _container(item),
        "pagination": item.get("page"),
        "publisher": _organisation(item.get("publisher")),
        "isbn": item.get("ISBN"),
        "inLanguage": item.get("language"),
        "sameAs": f"https://doi.org/{item['DOI']}" if item.get("DOI") else None,
        "url": item.get("URL"),
    }
    return {name: value for name, value in said.items() if value}


def _people(item: Mapping[str, Any], variable: str) -> list[dict[str, str]]:
    people = item.get(variable)
    if not isinstance(people, list):
        return []
    return [found for person in people if (found := _person(person))]


def _person(person: Mapping[str, str]) -> dict[str, str] | None:
    """A person, or an organisation where CSL has a name that is not taken apart."""
    if literal := csl.one_line(person.get("literal")):
        return _organisation(literal)
    particles = (person.get("non-dropping-particle"), person.get("family"))
    parts = {
        "familyName": " ".join(csl.one_line(part) for part in particles if part),
        "givenName": csl.one_line(person.get("given")),
    }
    named = {name: part for name, part in parts.items() if part}
    return {"@type": "Person", **named} if named else None


def _organisation(name: Any) -> dict[str, str] | None:
    return {"@type": "Organization", "name": str(name)} if name else None


def _container(item: Mapping[str, Any]) -> dict[str, str] | None:
    name = item.get("container-title")
    if not name:
        return None
    kind = containers.get(type_of(item), "CreativeWork")
    issn = {"issn": item["ISSN"]} if item.get("ISSN") else {}
    return {"@type": kind, "name": str(name), **issn}


def _date(item: Mapping[str, Any]) -> str:
    """ISO 8601, as exact as CSL has it: "2014", "2014-05", "2014-05-02"."""
    issued = item.get("issued")
    dates = issued.get("date-parts") if isinstance(issued, Mapping) else None
    if not dates:
        return str(csl.year(item) or "")
    parts = zip(DATE_PARTS, dates[0], strict=False)
    return "-".join(form.format(part) for form, part in parts)

"""What machines are told of a page: schema.org data and citation tags."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest


def structured_data(
    page: Any, request: HttpRequest, *, kind: str, references: Iterable[Any] = ()
) -> dict[str, Any]:
    """The page as schema.org describes it.

    Args:
        page: a pathway or a knowledge page.
        request: says at which address the page is read.
        kind: the schema.org type, "ScholarlyArticle" or "LearningResource".
        references: what it cites, each with title, year and DOI.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": page.title,
        "name": page.title,
        "description": page.summary,
        "url": page.get_full_url(request),
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": page.organisation.name},
        "author": {"@type": "Organization", "name": page.organisation.name},
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.date()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.date()
    if cited := [_citation(reference) for reference in references]:
        data["citation"] = cited
    return data


def _citation(reference: Any) -> dict[str, Any]:
    cited: dict[str, Any] = {"@type": "CreativeWork", "name": reference.title}
    if reference.year:
        cited["datePublished"] = str(reference.year)
    if reference.doi:
        cited["sameAs"] = f"https://doi.org/{reference.doi}"
    return cited

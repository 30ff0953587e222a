"""The search: the same parameters and results as the page /search/."""

from collections.abc import Sequence
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel, Field

from api import answers
from api.paging import Part, check_page, link_header, page_values
from api.parameters import (
    MAX_VALUES,
    SHOWN,
    Paging,
    Parameters,
    Slug,
    Text,
    check_slugs,
    refuse,
)
from api.problems import ParameterError
from api.schemas import search as schemas
from evidence.constants import Design, Measure, OutcomeKind
from evidence.search import address
from evidence.search.api import MAX_PAGE, PAGE_SIZE, Hit, Kind, SearchResults, year_band
from evidence.search.api import Sort as SortName
from evidence.search.query import MAX_LENGTH
from evidence.search.service import search
from mesh.core.models import Phase, Subject

router = Router(tags=["Search"])
OPERATIONS = {  # name of the page's view -> operation and its argument
    "evidence:record": ("get_record", "slug"),
    "evidence:intervention": ("get_intervention", "slug"),
    "evidence:barrier": ("get_barrier", "slug"),
}


class SearchFilters(BaseModel):
    """What to look for."""

    q: str = Field(
        "",
        max_length=MAX_LENGTH,
        description='Words; "a phrase" in quotation marks; -word to leave out.',
    )
    kind: list[Kind] = Field([], max_length=MAX_VALUES, description="What a result is.")
    subject: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of a subject or topic."
    )
    phase: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of a phase of schooling."
    )
    outcome: list[OutcomeKind] = Field(
        [], max_length=MAX_VALUES, description="Kind of outcome."
    )
    design: list[Design] = Field(
        [], max_length=MAX_VALUES, description="Design of a study."
    )
    country: list[Text] = Field(
        [], max_length=MAX_VALUES, description="Country, as the facet has it."
    )
    measure: list[Measure] = Field(
        [], max_length=MAX_VALUES, description="Who made the tests."
    )
    intervention: list[Text] = Field(
        [], max_length=MAX_VALUES, description="Intervention, as the facet has it."
    )
    year: list[str] = Field(
        [], max_length=MAX_VALUES, description="Five years of publication: 2015-2019."
    )
    sort: SortName | None = Field(
        None,
        description="Order; without it the best match first, and the newest where "
        "there are no words.",
    )
    page: int = Field(
        1, ge=1, le=MAX_PAGE, description=f"Which page of {PAGE_SIZE} results, from 1."
    )

    def check(self) -> None:
        """Refuse values that nothing can have.

        Raises:
            Problem: a subject, phase or span of years is unknown.
        """
        check_slugs(subject=(Subject, self.subject), phase=(Phase, self.phase))
        message = _("Years come in fives: 2015-2019, 2020-2024.")
        wrong = [year for year in self.year if not _is_band(year)]
        if wrong:
            refuse(ParameterError("year", message, year[:SHOWN]) for year in wrong)


@router.get("/search", response=schemas.SearchPage, summary="Search")
def get_search(
    request: HttpRequest, filters: Annotated[SearchFilters, Parameters(...)]
) -> HttpResponse:
    """What /search/ finds: pathways, knowledge pages and evidence, with facets."""
    filters.check()
    results = search(address.read(request.GET))
    paging = Paging(page=filters.page, size=PAGE_SIZE)
    reachable = min(results.total, MAX_PAGE * PAGE_SIZE)
    part = Part(results.hits, reachable, paging)
    check_page(part)
    answer = schemas.SearchPage(
        **{**page_values(request, part), "count": results.total},
        results=[_hit(hit, request) for hit in results.hits],
        facets=_facets(results),
        suggestion=results.suggestion,
        relaxed=results.relaxed,
        degraded=results.degraded,
        unsearchable=results.unsearchable,
    )
    response = answers.one(answer)
    response["Link"] = link_header(request, part)
    return response


def _is_band(text: str) -> bool:
    first, _hyphen, _last = text.partition("-")
    return first.isascii() and first.isdecimal() and year_band(int(first[:9])) == text


def _facets(results: SearchResults) -> dict[str, list[schemas.FacetValue]]:
    return {
        name: [
            schemas.FacetValue(
                value=each.value, count=each.count, selected=each.selected
            )
            for each in values
        ]
        for name, values in results.facets.items()
    }


def _hit(hit: Hit, request: HttpRequest) -> schemas.Hit:
    document = hit.document
    return schemas.Hit(
        links=schemas.HitLinks(
            page=request.build_absolute_uri(document.url),
            self=_address(document.uid, document.url, request),
        ),
        kind=document.kind,
        title=document.title,
        extracts=_texts(hit.extracts),
        authors=list(document.authors),
        year=document.year,
        subject=list(document.subject),
        phase=list(document.phase),
        outcome=list(document.outcome),
        design=list(document.design),
    )


def _texts(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values]


def _address(uid: str, url: str, request: HttpRequest) -> str | None:
    """Where this API has what a page shows."""
    source, _colon, key = uid.partition(":")
    if source == "pathway":
        return answers.address(request, "get_pathway", pathway_id=int(key))
    try:
        match = resolve(url)
    except Resolver404:
        return None
    if match.view_name not in OPERATIONS:
        return None
    name, argument = OPERATIONS[match.view_name]
    return answers.address(request, name, slug=match.kwargs[argument])

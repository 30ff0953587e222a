"""Records: publications with the studies they report, and their findings."""

import json
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from api import answers
from api.paging import part_of
from api.parameters import (
    MAX_VALUES,
    SHOWN,
    Nothing,
    Paging,
    Parameters,
    Slug,
    SlugInPath,
    refuse,
)
from api.problems import ParameterError
from api.resources import findings, studies
from api.resources.filters import OutcomeFilters, RecordFilters, StudyFilters, Words
from api.schemas import records as schemas
from evidence import csl
from evidence.identifiers import UnknownIdentifier, normalise_doi
from evidence.json_ld.records import as_json_ld, fetched
from evidence.json_ld.terms import CONTENT_TYPE as JSON_LD
from evidence.models import Finding, Reference, Study
from evidence.models.studies import record_kind
from evidence.querysets import ReferenceQuerySet

router = Router(tags=["Records"])
PLAIN = (
    "slug",
    "title",
    "year",
    "doi",
    "isbn",
    "pmid",
    "url",
    "language",
    "retracted",
    "retraction_note",
)


class RecordListFilters(Paging, Words, OutcomeFilters, StudyFilters, RecordFilters):
    """Which records to show."""

    doi: str = Field(
        "",
        max_length=255,
        description="DOI in any spelling: 10.1037/…, doi:…, https://doi.org/….",
    )
    record: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of the record."
    )

    def rows(self) -> ReferenceQuerySet:
        """The references that are asked for, the first recorded first.

        Raises:
            Problem: a subject or phase is unknown, or there are too many words.
        """
        found = Reference.objects.filter(self.records())
        if self.doi:
            found = found.filter(doi=_normal(self.doi))
        if self.record:
            found = found.filter(slug__in=self.record)
        if (condition := self.studies()) is not None:
            found = found.filter(pk__in=_reported_by(Study.objects.filter(condition)))
        if (outcomes := self.findings()) is not None:
            reported = Study.objects.filter(
                pk__in=outcomes.values("study_id").order_by()
            )
            found = found.filter(pk__in=_reported_by(reported))
        if words := self.words():
            found = found.matching(words)
        return found.order_by("pk")


@router.get("/records", response=schemas.RecordPage, summary="Records, as a list")
def list_records(
    request: HttpRequest, filters: Annotated[RecordListFilters, Parameters(...)]
) -> HttpResponse:
    """Publications with their studies in short; filters hold if one study fulfils them."""
    part = part_of(filters.rows(), filters, _read)
    return answers.many(
        request, part, schemas.RecordPage, lambda row: _summary(row, request)
    )


@router.get("/records/{slug}", response=schemas.Record, summary="One record, whole")
def get_record(
    request: HttpRequest, slug: SlugInPath, nothing: Annotated[Nothing, Parameters(...)]
) -> HttpResponse:
    """A publication with every study it reports, and every finding of them.

    As JSON-LD, in schema.org's words, where the header Accept asks for
    application/ld+json.
    """
    found = Reference.objects.filter(slug=slug)
    as_linked_data = answers.prefers(request, JSON_LD)
    reference = (fetched(found) if as_linked_data else found).first()
    if reference is None:
        return answers.moved(request, "get_record", Reference, slug)
    return _as_json_ld(reference) if as_linked_data else _whole(reference, request)


def _whole(reference: Reference, request: HttpRequest) -> HttpResponse:
    read = [*studies.whole().filter(reference=reference).order_by("label", "pk")]
    found = findings.whole().filter(study__reference=reference).order_by("pk")
    by_study: dict[int, list[Finding]] = {study.pk: [] for study in read}
    for finding in found:
        by_study[finding.study_id].append(finding)
    return answers.one(
        schemas.Record(
            **_fields(reference, read, request),
            abstract=reference.abstract,
            csl=reference.csl,
            studies=[
                schemas.StudyWithFindings(
                    **studies.values(study, request),
                    all_findings=[
                        findings.shown(each, request) for each in by_study[study.pk]
                    ],
                )
                for study in read
            ],
            reported_elsewhere=list(
                reference.further_studies.order_by("pk").values_list("pk", flat=True)
            ),
        )
    )


def _as_json_ld(reference: Reference) -> HttpResponse:
    content = json.dumps(
        as_json_ld(reference), cls=DjangoJSONEncoder, ensure_ascii=False
    )
    return HttpResponse(content, content_type=JSON_LD)


def _normal(doi: str) -> str:
    try:
        return normalise_doi(doi)
    except UnknownIdentifier:
        message = _("This is no DOI: it begins with 10. and holds a slash.")
        refuse([ParameterError("doi", message, doi[:SHOWN])])


def _reported_by(found: Any) -> Any:
    return found.order_by().values("reference_id")


def _read(keys: Sequence[int]) -> ReferenceQuerySet:
    counted = Study.objects.annotate(finding_count=Count("findings")).order_by("pk")
    return Reference.objects.filter(pk__in=keys).prefetch_related(
        Prefetch("studies", queryset=counted)
    )


def _summary(reference: Reference, request: HttpRequest) -> schemas.RecordSummary:
    read: list[Any] = list(reference.studies.all())
    return schemas.RecordSummary(
        **_fields(reference, read, request),
        studies=[
            schemas.RecordStudy(
                id=study.pk,
                label=study.label,
                kind=study.kind,
                design=study.design,
                findings=study.finding_count,
            )
            for study in read
        ],
    )


def _fields(
    reference: Reference, read: Iterable[Study], request: HttpRequest
) -> dict[str, Any]:
    found = answers.address(request, "list_findings")
    return {
        **{name: getattr(reference, name) for name in PLAIN},
        "links": schemas.RecordLinks(
            self=answers.address(request, "get_record", slug=reference.slug),
            page=request.build_absolute_uri(reference.get_absolute_url()),
            findings=f"{found}?record={reference.slug}",
        ),
        "kind": record_kind(read),
        "name": reference.short_name,
        "authors": csl.names(reference.csl),
        "container": str(reference.csl.get("container-title", "")),
    }

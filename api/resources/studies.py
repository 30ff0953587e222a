"""Studies."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from api import answers
from api.paging import part_of
from api.parameters import MAX_VALUES, Nothing, Paging, Parameters, Slug
from api.resources.filters import OutcomeFilters, RecordFilters, StudyFilters
from api.schemas import studies as schemas
from evidence.models import Study
from evidence.querysets import StudyQuerySet

router = Router(tags=["Studies"])
REVIEW = "review_"
MADE = frozenset(
    {
        "links",
        "record",
        "retracted",
        "further_records",
        "subjects",
        "phases",
        "review",
        "findings",
        "unit_of_assignment",
    }
)
PLAIN = [name for name in schemas.Study.model_fields if name not in MADE]
StudyId = Annotated[int, Path(ge=1, le=2**63 - 1, description="Id of the study.")]


class StudyListFilters(Paging, OutcomeFilters, StudyFilters, RecordFilters):
    """Which studies to show."""

    record: list[Slug] = Field(
        [], max_length=MAX_VALUES, description="Slug of the record that reports it."
    )

    def rows(self) -> StudyQuerySet:
        """The studies that are asked for, the first recorded first.

        Raises:
            Problem: a subject or phase is unknown.
        """
        found = Study.objects.filter(self.records("reference__"))
        if (condition := self.studies()) is not None:
            found = found.filter(condition)
        if self.record:
            found = found.filter(reference__slug__in=self.record)
        if (findings := self.findings()) is not None:
            found = found.filter(pk__in=findings.values("study_id").order_by())
        return found.order_by("pk")


@router.get("/studies", response=schemas.StudyPage, summary="Studies, as a list")
def list_studies(
    request: HttpRequest, filters: Annotated[StudyListFilters, Parameters(...)]
) -> HttpResponse:
    """Each piece of research, with who took part and what a clearinghouse said of it."""
    part = part_of(filters.rows(), filters, read)
    return answers.many(
        request,
        part,
        schemas.StudyPage,
        lambda row: schemas.Study(**values(row, request)),
    )


@router.get("/studies/{study_id}", response=schemas.Study, summary="One study")
def get_study(
    request: HttpRequest,
    study_id: StudyId,
    nothing: Annotated[Nothing, Parameters(...)],
) -> HttpResponse:
    """A study by its id."""
    study = whole().filter(pk=study_id).first() or answers.missing()
    return answers.one(schemas.Study(**values(study, request)))


def whole() -> StudyQuerySet:
    """Studies with all that is shown of them; four queries, however many they are."""
    return (
        Study.objects.with_reference()
        .prefetch_related("subjects", "phases", "further_references")
        .annotate(finding_count=Count("findings"))
    )


def read(keys: Sequence[int]) -> StudyQuerySet:
    """The studies of these keys."""
    return whole().filter(pk__in=keys)


def values(study: Any, request: HttpRequest) -> dict[str, Any]:
    """What is answered of a study from `whole`."""
    review = {
        name: getattr(study, f"{REVIEW}{name}")
        for name in schemas.StudyReview.model_fields
        if name != "by"
    }
    return {
        **{name: getattr(study, name) for name in PLAIN},
        "links": _links(study, request),
        "record": study.reference.slug,
        "retracted": study.reference.retracted,
        "further_records": [each.slug for each in study.further_references.all()],
        "subjects": [each.slug for each in study.subjects.all()],
        "phases": [each.slug for each in study.phases.all()],
        "unit_of_assignment": study.unit_of_assignment or None,
        "review": schemas.StudyReview(by=study.reviewed_by, **review),
        "findings": study.finding_count,
    }


def _links(study: Study, request: HttpRequest) -> schemas.StudyLinks:
    record = study.reference
    findings = answers.address(request, "list_findings")
    return schemas.StudyLinks(
        self=answers.address(request, "get_study", study_id=study.pk),
        page=request.build_absolute_uri(record.get_absolute_url()),
        record=answers.address(request, "get_record", slug=record.slug),
        findings=f"{findings}?study={study.pk}",
        ratings=answers.address(request, "get_study_ratings", study_id=study.pk),
    )
